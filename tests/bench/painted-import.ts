import { rmSync } from 'node:fs'
import { clientOf } from '../support/hub.ts'
import { exportOf, sendFile, untilRest } from './bring-file.ts'
import { scratchCopy } from './data.ts'
import { openDeskInBrowser } from './desk-browser.ts'
import { openTypist } from './painted-search.ts'

/** Enough for some hundred keys during the look and as many during the writing. */
const rows = 30_000

/** Milliseconds from a key to the list as painted: of a desk alone, and of the same one while a file is looked at and written. */
export async function paintedBesideImport(
  patients: number,
  note: (sentence: string) => void,
): Promise<{ alone: number[]; beside: number[] }> {
  const folder = await scratchCopy(patients, note)
  const { desk, context, close } = await openDeskInBrowser(folder)
  const { origin, searchParams } = new URL(desk.url())
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const api = clientOf(origin, { 'loket-page': searchParams.get('p') ?? '', cookie })
  const typist = await openTypist(desk)
  await typist.type()
  await typist.samples()
  await typist.type()
  await typist.type()
  const alone = await typist.samples()
  let going = true
  const typing = (async () => {
    while (going) await typist.type()
  })()
  const id = await sendFile(api, exportOf(rows))
  await api.imports.start({ id, undecided: 'new' })
  await untilRest(api, id)
  const beside = await typist.samples()
  going = false
  await typing
  await close()
  rmSync(folder, { recursive: true, force: true })
  return { alone, beside }
}

import type { UndecidedChoice } from '#contract/hub/import'
import { openPage, setUp, startHub, type TestHub, type TestPage } from './hub.ts'
import { headings, untilRest, upload } from './import-files.ts'

/** A hub whose head imports files, and what tests of imports ask of it. */
export type ImportDesk = {
  hub: TestHub
  desk: TestPage
  /** Uploads a file and imports it to the end. */
  bring: (fileName: string, bytes: Buffer, undecided?: UndecidedChoice) => ReturnType<typeof bringTo>
  /** Names, as the search box lists them. */
  found: (text: string) => Promise<string[]>
  close: () => Promise<void>
}

export async function openImportDesk(): Promise<ImportDesk> {
  const hub = await startHub()
  const desk = await openPage(hub.hub.newDeskUrl())
  await setUp(desk)
  return {
    hub,
    desk,
    bring: (fileName, bytes, undecided = 'leave') => bringTo(desk, fileName, bytes, undecided),
    found: async (text) => (await desk.api.patients.search({ text })).map(({ name }) => name),
    close: () => hub.close(),
  }
}

async function bringTo(desk: TestPage, fileName: string, bytes: Buffer, undecided: UndecidedChoice) {
  const { id, problem } = await upload(desk, fileName, bytes)
  if (problem !== null) throw new Error(problem)
  const report = await desk.api.imports.report({ id })
  await desk.api.imports.start({ id, undecided })
  return { ...(await untilRest(desk.api, id)), report }
}

/** A row under the usual headings. */
export function person(
  name: string,
  change: Partial<Record<(typeof headings)[number], string>> = {},
): string[] {
  const row: Record<string, string> = { 'Nama Pasien': name, 'Tgl Lahir': '02-03-1959', JK: 'L', ...change }
  return headings.map((heading) => row[heading] ?? '')
}

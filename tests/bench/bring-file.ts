import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { partBytes } from '#contract/hub/import'
import { generatePeople } from '#demo/people'
import { choosePlace } from '#demo/place'
import { formatBirth } from '#domain/birth'
import { openAreas } from '#files/areas'
import { localTime } from '#hub/system'
import type { TestPage } from '../support/hub.ts'
import { csvOf } from '../support/import-files.ts'
import { benchNow, root } from './data.ts'

type Api = TestPage['api']

/** Sends a file in parts and waits until it has been looked at; the import that is ready to be started. */
export async function sendFile(api: Api, file: Buffer): Promise<string> {
  const { id } = await api.imports.begin({ fileName: 'pasien.csv', size: file.length })
  for (let from = 0; from < file.length; from += partBytes) {
    const part = new File([new Uint8Array(file.subarray(from, from + partBytes))], 'part')
    await api.imports.send({ id, from, part })
  }
  await untilRest(api, id)
  return id
}

export async function untilRest(api: Api, id: string) {
  for (;;) {
    const found = (await api.imports.list()).find((one) => one.id === id)
    if (found && !found.atWork) return found
    await pause(250)
  }
}

/** What another system would export of people whom this one does not know. */
export function exportOf(count: number): Buffer {
  const areas = openAreas(join(root, 'resources'))
  const today = localTime(benchNow, 'Asia/Jakarta').day
  const place = choosePlace('bench', areas)
  const rows: string[][] = []
  for (const household of generatePeople({ seed: 'another system', count, today, days: 30, place }))
    for (const person of household)
      rows.push([
        `L-${String(rows.length + 1).padStart(6, '0')}`,
        anotherNik(person.nik),
        person.name,
        formatBirth(person.birth).replace(/^sekitar |^tahun /, ''),
        person.sex,
        areas.villageByCode(person.villageCode)?.name ?? '',
        person.address,
        person.phone ?? '',
        person.cardNo ?? '',
      ])
  return csvOf(rows)
}

/** Of a regency that no NIK of the demo is from, no slip away from it: these are other people. */
function anotherNik(nik: string | null): string {
  return nik === null ? '' : `${Number(nik.slice(0, 2)) + 11}${nik.slice(2)}`
}

import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Patient } from '#contract/hub/patient'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import {
  newPatient,
  openPage,
  removeFolder,
  setUp,
  startHub,
  type TestHub,
  type TestPage,
} from '../support/hub.ts'

let hub: TestHub
let desk: TestPage

beforeAll(async () => {
  hub = await startHub()
  desk = await openPage(hub.hub.newDeskUrl())
  await setUp(desk)
})
afterAll(async () => {
  await hub.close()
  removeFolder(hub.folder)
})

type Row = { id: string; type: string; card_no: string | null; state: string; ended_on: string | null }

function stored<T>(query: string, ...values: string[]): T[] {
  const driver = openDriver(join(hub.folder, 'loket.db'), keyFromFile(hub.folder), { readonly: true })
  const rows = driver.prepare(query).all(...values) as T[]
  driver.close()
  return rows
}

/** Each as «type card state», with when it ended; what waits for the district is its last revision. */
function told({ id }: { id: string }): string[] {
  const rows = stored<Row>(
    `SELECT coverages.* FROM coverages JOIN outbox ON kind = 'coverage' AND record_id = id
      AND outbox.revision = coverages.revision WHERE patient_id = ? ORDER BY id`,
    id,
  )
  expect(rows).toHaveLength(stored('SELECT 1 FROM coverages WHERE patient_id = ?', id).length)
  return rows.map(({ type, card_no, state, ended_on }) =>
    [type, card_no ?? '-', state, ...(ended_on === null ? [] : [`sampai ${ended_on}`])].join(' '),
  )
}

const note = (id: string, state: 'aktif' | 'tidak_aktif' | 'tidak_diketahui') =>
  desk.api.patients.noteMembership({ id, state })
const open = (id: string) => desk.api.patients.open({ id })

async function member(change: Parameters<typeof newPatient>[0] = {}): Promise<Patient> {
  const fields = { payer: 'jkn_pbpu', cardNo: '0001112223334' } as const
  return desk.api.patients.register(newPatient({ ...fields, ...change }))
}

test('a membership that was looked up is told to the district with the note itself, and one that was not is not', async () => {
  const person = await member({ name: 'Komang Ayu' })
  expect(told(person)).toEqual([])
  await note(person.id, 'tidak_aktif')
  expect(told(person)).toEqual(['jkn_pbpu 0001112223334 tidak_aktif'])
  await note(person.id, 'aktif')
  expect(told(person)).toEqual(['jkn_pbpu 0001112223334 aktif'])
})

test('cash is no cover, but the card of somebody who pays cash is one; Jamkesda has no JKN card', async () => {
  const cash = await member({ name: 'Putu Eka', payer: 'umum', cardNo: null })
  await note(cash.id, 'tidak_aktif')
  expect(told(cash)).toEqual([])
  const withCard = await member({ name: 'Putu Dwi', payer: 'umum' })
  await note(withCard.id, 'tidak_aktif')
  expect(told(withCard)).toEqual(['jkn 0001112223334 tidak_aktif'])
  const region = await member({ name: 'Putu Tri', payer: 'jamkesda', cardNo: null, payerRef: 'SKTM 12' })
  await note(region.id, 'aktif')
  expect(told(region)).toEqual(['jamkesda - aktif'])
})

test('a card filled in later and another segment update the record; another card ends it, and its return takes it up again', async () => {
  const person = await member({ name: 'Luh Wati', cardNo: null })
  await note(person.id, 'aktif')
  const carded = await desk.api.patients.correct({ ...person, cardNo: '0004445556667' })
  expect(told(person)).toEqual(['jkn_pbpu 0004445556667 aktif'])
  const employed = await desk.api.patients.correct({ ...carded, payer: 'jkn_ppu' })
  expect(told(person)).toEqual(['jkn_ppu 0004445556667 aktif'])
  const other = await desk.api.patients.correct({ ...employed, cardNo: '0007778889990' })
  expect(told(person)).toEqual(['jkn_ppu 0004445556667 aktif sampai 2026-11-21'])
  await note(person.id, 'tidak_diketahui')
  expect(told(person)).toEqual([
    'jkn_ppu 0004445556667 aktif sampai 2026-11-21',
    'jkn_ppu 0007778889990 tidak_diketahui',
  ])
  await desk.api.patients.correct({ ...other, cardNo: '0004445556667' })
  await note(person.id, 'aktif')
  expect(told(person)).toEqual([
    'jkn_ppu 0004445556667 aktif',
    'jkn_ppu 0007778889990 tidak_diketahui sampai 2026-11-21',
  ])
})

test('a payer who covers no more ends it', async () => {
  const person = await member({ name: 'Gede Raka', cardNo: null })
  await note(person.id, 'aktif')
  await desk.api.patients.correct({ ...person, payer: 'umum' })
  expect(told(person)).toEqual(['jkn_pbpu - aktif sampai 2026-11-21'])
})

test('a merge ends that of the record that went; taken over, it is the survivor’s, and parting brings both back', async () => {
  const kept = await member({ name: 'Wayan Sukra', payer: 'umum', cardNo: null })
  const gone = await member({ name: 'Wayan Sukra Adi' })
  await note(gone.id, 'aktif')
  const [{ revision: keptRevision }, { revision: goneRevision }] = [await open(kept.id), await open(gone.id)]
  const { mergeId } = await desk.api.merges.merge({
    keptId: kept.id,
    goneId: gone.id,
    take: ['payer'],
    keptRevision,
    goneRevision,
  })
  expect(told(kept)).toEqual(['jkn_pbpu 0001112223334 aktif'])
  expect(told(gone)).toEqual(['jkn_pbpu 0001112223334 aktif sampai 2026-11-21'])
  await desk.api.merges.undo({ mergeId })
  expect(told(kept)).toEqual(['jkn_pbpu 0001112223334 aktif sampai 2026-11-21'])
  expect(told(gone)).toEqual(['jkn_pbpu 0001112223334 aktif'])
})

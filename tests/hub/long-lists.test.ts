import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ClerkList } from '#contract/hub/list'
import { keyFromFile } from '#hub/data-folder'
import { keepFaults } from '#hub/store/held'
import { openDriver, openStore } from '#hub/store/open'
import { queueForDistrict } from '#hub/store/outbox'
import { insertRun } from '#hub/store/sync-runs'
import { type ImportDesk, openImportDesk } from '../support/import-desk.ts'
import { strangers } from '../support/import-files.ts'
import { readXlsx } from '../support/list-reading.ts'

const people = 1101
const runId = '019aa1c2-0000-7000-8000-000000000001'
const night = Date.UTC(2026, 10, 20, 11, 4)

let house: ImportDesk

const openHere = () =>
  openStore(openDriver(join(house.hub.folder, 'loket.db'), keyFromFile(house.hub.folder)), () => {})

beforeAll(async () => {
  house = await openImportDesk()
  expect(await house.bring('banyak.csv', strangers(people))).toMatchObject({ added: people })
  const store = openHere()
  const ids = await store.db.selectFrom('patients').select('id').execute()
  await store.write(async (tx) => {
    for (const { id } of ids)
      await queueForDistrict(tx, { kind: 'patient', recordId: id, revision: 1, at: night })
  })
  store.driver.close()
})
afterAll(() => house.close())

const take = async (list: ClerkList) => readXlsx(await house.desk.api.lists.take({ list, format: 'xlsx' }))

test('the records behind a figure leave to the last one, however many portions they are read in', async () => {
  const { rows } = await take({ name: 'syncRecords', type: 'Patient', which: 'waiting' })
  expect(rows).toHaveLength(people)
  expect(new Set(rows.map((row) => row.get('Nama'))).size).toBe(people)
})

test('so does what the district refused; of an earlier night the first, and the file says of which and of how many', async () => {
  const store = openStore(
    openDriver(join(house.hub.folder, 'loket.db'), keyFromFile(house.hub.folder)),
    () => {},
  )
  store.driver.prepare("UPDATE outbox SET held = 1, words = 'Nama tidak sah.' WHERE kind = 'patient'").run()
  await store.write(async (tx) => {
    const counts = { total: people, sent: people, confirmed: 0, waiting: 0, to_fix: people }
    const nothing = { problem: null, compared: null, by_type: null }
    const times = { started_at: night, ended_at: night + 60_000 }
    await insertRun(tx, { id: runId, state: 'partly', ...times, ...counts, ...nothing })
    await keepFaults(tx, runId, 0)
  })
  store.driver.close()
  const now = await take({ name: 'heldBack', runId: null })
  expect(now.rows).toHaveLength(people)
  expect(new Set(now.rows.map((row) => row.get('Data'))).size).toBe(people)
  const earlier = await take({ name: 'heldBack', runId })
  expect(earlier.rows).toHaveLength(200)
  expect(earlier.title).toContain(
    `Perlu diperbaiki, pengiriman 20-11-2026 pukul 20.04 · 200 pertama dari ${people}`,
  )
})

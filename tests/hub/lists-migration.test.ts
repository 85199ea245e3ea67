import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyFromFile, openDataFolder } from '#hub/data-folder'
import { initial } from '#hub/store/migrations/0001-initial'
import { roomsAndDevices } from '#hub/store/migrations/0002-rooms-and-devices'
import { everyone } from '#hub/store/migrations/0003-everyone'
import { search } from '#hub/store/migrations/0004-search'
import { merges } from '#hub/store/migrations/0005-merges'
import { consents } from '#hub/store/migrations/0006-consents'
import { imports } from '#hub/store/migrations/0007-imports'
import { proofByType } from '#hub/store/migrations/0008-proof-by-type'
import { careEvents } from '#hub/store/migrations/0009-care-events'
import { numberEnds } from '#hub/store/migrations/0010-number-ends'
import { datedArea } from '#hub/store/migrations/0011-dated-area'
import { importDecisions } from '#hub/store/migrations/0012-import-decisions'
import { lighterImport } from '#hub/store/migrations/0013-lighter-import'
import { openDriver } from '#hub/store/open'
import { removeFolder } from '../support/hub.ts'

const before = [
  ...[initial, roomsAndDevices, everyone, search, merges, consents, imports],
  ...[proofByType, careEvents, numberEnds, datedArea, importDecisions, lighterImport],
]
const folder = mkdtempSync(join(tmpdir(), 'loket-lists-'))
const name = {
  field: 'name',
  before: { name: 'Siti', name_key: 'SITI' },
  after: { name: 'Siti Aminah', name_key: 'AMINA SITI' },
}
const phone = { field: 'phone', before: { phone: null }, after: { phone: '0812' } }
const moved = { visits: ['v'], links: [], heads: [], merged: [] }

/** A file as version 13 left it, with a merge of today that took a name over and one that took nothing. */
beforeAll(() => {
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder))
  for (const sql of before) driver.exec(sql)
  driver.pragma('user_version = 13')
  driver.exec(`
    INSERT INTO staff (id, name, username, role, password_hash, active, failures, created_at) VALUES ('s', 'Rina', 'rina', 'clerk', '', 1, 0, 0);
    INSERT INTO patients (id, record_no, record_key, name, name_key, payer, temporary, revision, created_at, updated_at)
      VALUES ('a', 'P1', 'P1', 'Siti Aminah', 'AMINA SITI', 'umum', 0, 2, 0, 0), ('b', 'P2', 'P2', 'Siti', 'SITI', 'umum', 0, 2, 0, 0)`)
  const merge = driver.prepare(
    "INSERT INTO merges VALUES (?, ?, 'a', 'b', ?, '2026-11-21', 0, 's', NULL, NULL)",
  )
  merge.run(1, 'one', JSON.stringify({ ...moved, fields: [name, phone] }))
  merge.run(2, 'two', JSON.stringify({ ...moved, fields: [] }))
  driver.close()
})
afterAll(() => removeFolder(folder))

test('what a merge of before took over can still be put back, and nothing dangles', () => {
  const data = openDataFolder(folder, keyFromFile(folder))
  const kept = data.driver.prepare('SELECT moved FROM merges ORDER BY seq').pluck().all() as string[]
  const bare = { field: 'name', before: { name: 'Siti' }, after: { name: 'Siti Aminah' } }
  expect(kept.map((text) => JSON.parse(text))).toEqual([
    { ...moved, fields: [bare, phone] },
    { ...moved, fields: [] },
  ])
  expect(data.driver.pragma('foreign_key_check')).toEqual([])
  data.driver.close()
  data.release()
})

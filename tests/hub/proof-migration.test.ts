import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyFromFile, openDataFolder } from '#hub/data-folder'
import { initial } from '#hub/store/migrations/0001-initial'
import { roomsAndDevices } from '#hub/store/migrations/0002-rooms-and-devices'
import { everyone } from '#hub/store/migrations/0003-everyone'
import { search } from '#hub/store/migrations/0004-search'
import { merges } from '#hub/store/migrations/0005-merges'
import { consents } from '#hub/store/migrations/0006-consents'
import { imports } from '#hub/store/migrations/0007-imports'
import { openDriver, openStore } from '#hub/store/open'
import { listRuns } from '#hub/store/sync-runs'
import { runFromRow } from '#hub/sync/report'
import { removeFolder } from '../support/hub.ts'

const folder = mkdtempSync(join(tmpdir(), 'loket-proof-'))
const target = 'https://dinkes.example/fhir'
/** 23.30 in Jayapura, and an hour later. */
const evening = Date.parse('2026-11-20T14:30:00Z')
const [before, after] = [v7({ msecs: evening }), v7({ msecs: evening + 3_600_000 })]

/** A file as version 7 left it: records that were confirmed, a day to prove, and runs with what they compared. */
beforeAll(() => {
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder))
  for (const sql of [initial, roomsAndDevices, everyone, search, merges, consents, imports]) driver.exec(sql)
  driver.pragma('user_version = 7')
  driver.exec(
    `INSERT INTO facility VALUES (1, '${v7()}', 'P1', 'Teluk', 'Asia/Jayapura', '4-klaster', 0, 1, 0)`,
  )
  const link = driver.prepare('INSERT INTO links VALUES (?, ?, ?, ?, NULL, ?)')
  link.run(target, 'patient', before, 'a', 3)
  link.run(target, 'patient', after, 'b', 1)
  link.run(target, 'patient', v7({ msecs: 0 }), 'only its id is known', 0)
  link.run(target, 'location', after, 'c', 1)
  link.run(target, 'encounter', after, 'd', 1)
  driver.exec(`INSERT INTO days_to_prove VALUES ('${target}', '2026-11-19', 1)`)
  const run = driver.prepare("INSERT INTO sync_runs VALUES (?, ?, 2, 'done', 0, 0, 0, 0, 0, NULL, ?)")
  const day = { day: '2026-11-19', here: 3, there: 3, same: true, how: 'digest', queuedAgain: false }
  run.run('cut off', 1, null)
  run.run('empty', 2, '[]')
  run.run(
    'differing',
    3,
    JSON.stringify([day, { ...day, there: 2, same: false, how: 'count', queuedAgain: true }]),
  )
  run.run('equal', 4, JSON.stringify([day, { ...day, day: '2026-11-20', here: 2, there: 2 }]))
  driver.close()
})
afterAll(() => removeFolder(folder))

test('days of every kind that was confirmed are compared once, and what was compared before can still be read', async () => {
  const data = openDataFolder(folder, keyFromFile(folder))
  const store = openStore(data.driver, () => {})
  expect(
    data.driver.prepare('SELECT kind, day, queued_again FROM days_to_prove ORDER BY kind, day').all(),
  ).toEqual([
    { kind: 'encounter', day: '2026-11-19', queued_again: 1 },
    { kind: 'location', day: '2026-11-21', queued_again: 0 },
    { kind: 'patient', day: '2026-11-20', queued_again: 0 },
    { kind: 'patient', day: '2026-11-21', queued_again: 0 },
  ])
  const compared = (await listRuns(store.db)).map((row) => runFromRow(row, false).compared)
  const visits = { type: 'Encounter', from: '2026-11-19', days: 2 }
  expect(compared).toEqual([
    [{ ...visits, how: 'digest', to: '2026-11-20', here: 5, there: 5, same: true, differing: [] }],
    [
      {
        ...visits,
        how: 'day_count',
        to: '2026-11-19',
        here: 6,
        there: 5,
        same: false,
        differing: [{ day: '2026-11-19', here: 3, there: 2, queuedAgain: true }],
      },
    ],
    [],
    [],
  ])
  await store.close()
  data.release()
})

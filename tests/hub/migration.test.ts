import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { keyFromFile } from '#hub/data-folder'
import { newestVersion, versionOf } from '#hub/store/migrate'
import { openDriver } from '#hub/store/open'
import { type FirstVersion, writeFirstVersion } from '../support/first-version.ts'
import { clientOf, removeFolder, startHub, type TestHub } from '../support/hub.ts'
import { cutPowerDuringUpgrade } from '../support/power-cut.ts'

const folder = mkdtempSync(join(tmpdir(), 'loket-migration-'))
const day = '2026-11-21'
const at = Date.parse('2026-11-20T23:00:00Z')

let old: FirstVersion
let hub: TestHub

beforeAll(async () => {
  old = await writeFirstVersion(folder, day, at)
  hub = await startHub({ folder, at: '2026-11-20T23:10:00Z' })
})
afterAll(async () => {
  await hub.close()
  removeFolder(folder)
})

/** A page that was open before the update, with the cookie it has kept. */
function pageOf(surface: keyof FirstVersion['pages']) {
  const { id, token } = old.pages[surface]
  return clientOf(hub.hub.origin, { 'loket-page': id, cookie: `loket_${id}=${token}` })
}

test('after an update every page is still open, and whoever was signed in still is', async () => {
  expect(await pageOf('desk').visits.today()).toMatchObject([{}, {}, {}])
  expect((await pageOf('room').session.current()).staff).toMatchObject({ name: 'Rina Lestari' })
  expect(await pageOf('display').display.board()).toMatchObject({ current: { number: 'C-002' } })
})

test('everybody stands where they stood, with what was called and where they came from', async () => {
  const { visits, rooms } = old
  expect(await pageOf('room').queue.room({ roomId: rooms.dewasa })).toMatchObject({
    active: [
      { ...legOf(visits.called), state: 'called', timesCalled: 1, call: { recall: false, shownOn: [] } },
    ],
    waiting: [
      { ...legOf(visits.back), cameFrom: 'Tindakan', note: null, dueAt: null },
      { ...legOf(visits.waiting), cameFrom: null },
    ],
  })
  const journey = await pageOf('desk').visits.journey({ visitId: visits.back.id })
  expect(journey).toMatchObject([{ roomName: 'Tindakan', state: 'moved' }, { roomName: 'Ruang Dewasa' }])
})

test('the day goes on: the next is called, the numbers continue, the new rules hold', async () => {
  const room = pageOf('room')
  expect(await room.queue.callNext({ roomId: old.rooms.dewasa })).toMatchObject(legOf(old.visits.back))
  const rows = stored<{ ratio: number }>('SELECT DISTINCT ratio FROM service_points')
  expect(rows).toEqual([{ ratio: 2 }])
  expect(stored("SELECT code FROM rules WHERE code = 'lainnya'")).toHaveLength(1)
  expect(stored('SELECT last FROM series_counters')).toEqual([{ last: 3 }])
})

test('what waited for the district waits as it did, and what was set apart keeps the words for it', async () => {
  const rows = stored<{ record_id: string }>(
    "SELECT record_id, revision, queued_at, held, attempts, words FROM outbox WHERE kind = 'location'",
  )
  const queued = { revision: 1, queued_at: at, held: 0, attempts: 0, words: null }
  const refused = { held: 1, attempts: 2, words: 'nama ruangan tidak dikenal' }
  expect(new Map(rows.map(({ record_id, ...row }) => [record_id, row]))).toEqual(
    new Map<string, object>([
      [old.rooms.ibu, queued],
      [old.rooms.darurat, { ...queued, ...refused }],
    ]),
  )
})

test('nothing is lost or left dangling, and the file as it was lies beside it', async () => {
  expect(stored('PRAGMA foreign_key_check')).toEqual([])
  const counts = (
    driver = openDriver(join(folder, 'loket.db.before-2'), keyFromFile(folder), { readonly: true }),
  ) => {
    const found = ['devices', 'sessions', 'visits', 'legs', 'patients'].map((table) =>
      driver.prepare(`SELECT '${table}' AS name, count(*) AS n FROM ${table}`).get(),
    )
    driver.close()
    return found
  }
  const now = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
  expect(counts(now)).toEqual(counts())
})

describe('an upgrade that the power cut', () => {
  let cut: string
  beforeEach(async () => {
    cut = mkdtempSync(join(tmpdir(), 'loket-cut-'))
    await writeFirstVersion(cut, day, at)
  })
  afterEach(() => removeFolder(cut))

  /** Starts the hub and ends it; says what the file and the copy beside it are then worth. */
  async function startAgain() {
    const again = await startHub({ folder: cut, at: '2026-11-20T23:10:00Z' })
    await again.close()
    return ['loket.db', 'loket.db.before-2'].map((name) => {
      const driver = openDriver(join(cut, name), keyFromFile(cut), { readonly: true })
      const { visits } = driver.prepare('SELECT count(*) AS visits FROM visits').get() as { visits: number }
      const whole = driver.pragma('integrity_check', { simple: true })
      const found = { version: versionOf(driver), visits, whole }
      driver.close()
      return found
    })
  }

  const upgraded = [
    { version: newestVersion, visits: 3, whole: 'ok' },
    { version: 1, visits: 3, whole: 'ok' },
  ]

  test('goes through at the next start, over a stale copy and half of a newer one, and its own copy is whole', async () => {
    writeFileSync(join(cut, 'loket.db.before-2'), 'a copy of an earlier attempt'.repeat(1000))
    writeFileSync(join(cut, 'loket.db.before-2.new'), 'half of another'.repeat(1000))
    expect(await startAgain()).toEqual(upgraded)
    expect(existsSync(join(cut, 'loket.db.before-2.new'))).toBe(false)
  })

  test('in the middle of a step leaves the file as it was, which opens and is upgraded at the next start', async () => {
    expect(cutPowerDuringUpgrade(cut)).toBe('SIGKILL')
    const driver = openDriver(join(cut, 'loket.db'), keyFromFile(cut), { readonly: true })
    expect(versionOf(driver)).toBe(1)
    driver.close()
    expect(existsSync(join(cut, 'loket.db.before-2'))).toBe(true)
    expect(await startAgain()).toEqual(upgraded)
  })
})

const legOf = ({ legId, number }: { legId: string; number: string }) => ({ legId, number })

function stored<Row>(query: string): Row[] {
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
  const rows = driver.prepare(query).all() as Row[]
  driver.close()
  return rows
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDemo, type DemoOptions, type DemoSummary } from '#demo/demo'
import type { LocalDate } from '#domain/local-date'
import { openAreas } from '#files/areas'
import { type DataFolder, keyFromFile, openDataFolder } from '#hub/data-folder'
import { verifyPassword } from '#hub/password'
import { findBrokenAudit } from '#hub/store/audit'
import { readDay } from '#hub/store/days'
import { readFacility } from '#hub/store/facility'
import { openStore, type Store } from '#hub/store/open'
import { openStates } from '#hub/store/open-legs'
import { createPatientFinder, type PatientFinder } from '#hub/store/patient-finder'
import { searchPatients } from '#hub/store/patient-hits'
import { insertPatient, nothingKnown, readPatient } from '#hub/store/patients'
import { peekRecordNo } from '#hub/store/record-numbers'
import { readSignIn } from '#hub/store/staff'
import { listWorkingArea } from '#hub/store/working-area'

const home = mkdtempSync(join(tmpdir(), 'loket-demo-'))
const areas = openAreas(join(import.meta.dirname, '..', '..', 'resources'))
/** A Saturday, ten o'clock in Makassar. */
const now = Date.parse('2026-11-21T10:00:00+08:00')

function demoIn(folder: string, options: Partial<DemoOptions> = {}): Promise<DemoSummary> {
  return createDemo({
    folder: join(home, folder),
    patients: 800,
    days: 6,
    seed: '1',
    now,
    areas,
    ...options,
  })
}

let demo: DemoSummary
let data: DataFolder
let store: Store
let finder: PatientFinder

beforeAll(async () => {
  demo = await demoIn('one')
  data = openDataFolder(join(home, 'one'), keyFromFile(join(home, 'one')))
  store = openStore(data.driver, () => {})
  finder = createPatientFinder(
    store.db,
    () => null,
    () => 2026,
  )
})

afterAll(async () => {
  await store.close()
  data.release()
  rmSync(home, { recursive: true })
})

describe('a demo folder', () => {
  test('holds the Puskesmas, its working area and as many patients as asked for', async () => {
    const { patients } = await store.db
      .selectFrom('patients')
      .select((eb) => eb.fn.countAll<number>().as('patients'))
      .executeTakeFirstOrThrow()
    expect(patients).toBe(800)
    expect(await readFacility(store.db)).toMatchObject({ name: demo.place.name, timeZone: 'Asia/Makassar' })
    expect((await listWorkingArea(store.db)).toSorted()).toEqual(demo.place.inside.toSorted())
  })

  test('lets each printed account sign in, and no other password', async () => {
    expect(demo.accounts.map((account) => account.role)).toEqual(['head', 'clerk', 'nurse'])
    for (const { username, password } of demo.accounts) {
      const stored = await readSignIn(store.db, username)
      expect(await verifyPassword(stored?.passwordHash ?? null, password)).toBe(true)
      expect(await verifyPassword(stored?.passwordHash ?? null, `${password}x`)).toBe(false)
    }
  })

  test('holds care that rooms gave and memberships that the counter looked up, all on their way to the district', async () => {
    const { rows } = await sql<{ kind: string; n: number; queued: number }>`
      SELECT resource AS kind, count(*) AS n, count(outbox.record_id) AS queued FROM care_events
      LEFT JOIN outbox ON outbox.kind = resource AND outbox.record_id = care_events.id GROUP BY resource
      UNION ALL SELECT 'coverage', count(*), count(outbox.record_id) FROM coverages
      LEFT JOIN outbox ON outbox.kind = 'coverage' AND outbox.record_id = coverages.id ORDER BY 1`.execute(
      store.db,
    )
    expect(rows.map(({ kind }) => kind)).toEqual(['coverage', 'immunization', 'observation'])
    for (const { n, queued } of rows) {
      expect(n).toBeGreaterThan(5)
      expect(queued).toBe(n)
    }
    const elsewhere = await sql<{ n: number }>`
      SELECT count(*) AS n FROM care_events JOIN visits ON visits.id = visit_id
      WHERE care_events.status <> 'done' OR care_events.at < visits.registered_at`.execute(store.db)
    expect(elsewhere.rows).toEqual([{ n: 0 }])
  })

  test('is audited without a gap', async () => {
    expect(await findBrokenAudit(store.db)).toBeNull()
  })

  test('is found by search exactly as if the people had been registered at the desk', async () => {
    const people = await store.db.selectFrom('patients').selectAll().where('rid', '<', 60).execute()
    for (const row of people) {
      for (const number of [row.nik, row.record_no, row.card_no, row.phone, row.mother_nik]) {
        if (number === null) continue
        expect((await searchPatients(finder, number, 200)).map(({ id }) => id)).toContain(row.id)
      }
      const typed = `${row.name} ${row.birth_date?.slice(0, 4)}`
      expect((await searchPatients(finder, typed, 50)).map(({ id }) => id)).toContain(row.id)
    }
  })

  test('goes on where it stops: the next patient gets the next record number and a free row', async () => {
    const somebody = { ...nothingKnown, villageCode: null, motherId: null, birth: null }
    expect(await peekRecordNo(store.db, somebody, demo.today)).toBe('00-08-01')
    const { id } = await store.db.selectFrom('patients').select('id').executeTakeFirstOrThrow()
    const patient = await readPatient(store.db, id)
    if (!patient) throw new Error('no patient')
    const twin = {
      ...patient,
      id: '00000000-0000-7000-8000-000000000001',
      recordNo: '00-08-01',
      name: 'ZULAIKHA BARU',
    }
    await store.write((tx) => insertPatient(tx, twin))
    expect((await searchPatients(finder, 'zulai', 5))[0]?.id).toBe(twin.id)
  })
})

describe('the days of a demo', () => {
  test('are closed and every visit of them has ended, most of them served', async () => {
    const past = await store.db.selectFrom('visits').selectAll().where('day', '<', demo.today).execute()
    expect(past.length).toBeGreaterThan(200)
    expect(new Set(past.map((visit) => visit.status))).toEqual(new Set(['finished', 'cancelled']))
    expect(past.filter((visit) => visit.service_recorded === 1).length).toBeGreaterThan(past.length * 0.85)
    for (const day of new Set(past.map((visit) => visit.day)))
      expect((await readDay(store.db, day)).closedAt).not.toBeNull()
    const open = await store.db
      .selectFrom('legs')
      .select('id')
      .where('day', '<', demo.today)
      .where('state', 'in', openStates)
      .execute()
    expect(open).toEqual([])
  })

  test('end in the middle of this morning, with people waiting', async () => {
    const day = await readDay(store.db, demo.today)
    expect(demo.today).toBe('2026-11-21' as LocalDate)
    expect(day).toMatchObject({ registered: demo.visitsToday, open: demo.waiting, closedAt: null })
    expect(demo.waiting).toBeGreaterThan(0)
    expect(demo.waiting).toBeLessThan(demo.visitsToday)
  })

  test('took their numbers from the counters', async () => {
    const series = await store.db
      .selectFrom('visits')
      .select([
        'day',
        'series',
        (eb) => eb.fn.max('number').as('highest'),
        (eb) => eb.fn.countAll<number>().as('count'),
      ])
      .groupBy(['day', 'series'])
      .orderBy('day')
      .orderBy('series')
      .execute()
    const counters = await store.db
      .selectFrom('series_counters')
      .selectAll()
      .orderBy('day')
      .orderBy('series')
      .execute()
    expect(counters).toEqual(series.map(({ day, series, highest }) => ({ day, series, last: highest })))
    for (const { highest, count } of series) expect(highest).toBe(count)
  })

  test('never happened after now, and each person was in one room at a time', async () => {
    const legs = await store.db
      .selectFrom('legs')
      .selectAll()
      .orderBy('visit_id')
      .orderBy('entered_at')
      .execute()
    for (const [at, leg] of legs.entries()) {
      const times = [leg.entered_at, leg.called_at, leg.served_at, leg.ended_at].filter(
        (time) => time !== null,
      )
      expect(times).toEqual(times.toSorted((a, b) => a - b))
      expect(Math.max(...times)).toBeLessThanOrEqual(now)
      const next = legs[at + 1]
      if (next?.visit_id === leg.visit_id) expect(leg.ended_at).toBe(next.entered_at)
    }
  })
})

describe('making a demo', () => {
  test('gives the same people and visits for the same seed and moment', async () => {
    const small = { patients: 150, days: 2 }
    const rows: unknown[] = []
    for (const folder of ['two', 'three']) {
      await demoIn(folder, small)
      const again = openDataFolder(join(home, folder), keyFromFile(join(home, folder)))
      const other = openStore(again.driver, () => {})
      rows.push([
        await other.db.selectFrom('patients').selectAll().execute(),
        await other.db.selectFrom('visits').selectAll().orderBy('id').execute(),
        await other.db.selectFrom('leg_moves').selectAll().orderBy('id').execute(),
      ])
      await other.close()
      again.release()
    }
    expect(rows[0]).toEqual(rows[1])
  }, 60_000)

  test('refuses a folder that holds anything, and leaves it as it was', async () => {
    await expect(demoIn('one')).rejects.toThrow('folder_not_empty')
    const foreign = mkdtempSync(join(home, 'foreign-'))
    writeFileSync(join(foreign, 'surat.txt'), 'isi')
    await expect(
      createDemo({ folder: foreign, patients: 10, days: 1, seed: '1', now, areas }),
    ).rejects.toThrow('folder_not_empty')
  })

  test('leaves a Sunday without visits of the day', async () => {
    const sunday = await demoIn('sunday', { patients: 100, days: 2, now: now + 86_400_000 })
    expect(sunday).toMatchObject({ visitsToday: 0, waiting: 0 })
    expect(sunday.visits).toBeGreaterThan(0)
  }, 60_000)
})

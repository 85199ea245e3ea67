import { performance } from 'node:perf_hooks'
import { Writable } from 'node:stream'
import { type Kysely, sql } from 'kysely'
import { openDistrict } from '#district/district'
import { ensureMonths } from '#district/store/encounters'
import { openStore, type Tx } from '#district/store/open'
import { recountAll } from '#district/store/rollups'
import { targetGroups } from '#domain/village-target'
import { type DashboardClient, openAsManager, openBrowser } from '../district/harness.ts'
import { startPostgres } from '../support/postgres.ts'
import { type Bench, type Figure, percentile } from './report.ts'

const facilities = 100
const villagesEach = 12
const visitsPerPatient = 8
const [firstDay, lastDay] = ['2026-01-01', '2026-11-30']
const months = Array.from({ length: 11 }, (_, n) => `2026-${String(n + 1).padStart(2, '0')}-01`)
const [warmUp, runs] = [3, 40]
const budgetMs = 300
const budgetEncounters = 10_000_000
/** As an engine sends: everything a visit brings with it, in batches of forty. */
const [recordsPerVisit, batchSize] = [2.5, 40]
const nights = 365

/**
 * Every question of the dashboard, asked over HTTP of a real PostgreSQL with a year of a hundred Puskesmas. Visits are
 * made by set-based SQL and counted by the views that ingest counts by.
 */
export const dashboard: Bench = async ({ encounters, note }) => {
  const total = encounters ?? budgetEncounters
  const postgres = await startPostgres()
  try {
    const url = await postgres.createDatabase()
    const seconds = await seed(url, total, note)
    const logTo = new Writable({ write: (_chunk, _encoding, done) => done() })
    const district = await openDistrict({ place: { url }, port: 0, publicOrigin: null, pages: null, logTo })
    const manager = await openAsManager(district)
    await seedOffice(url, total)
    await manager.staff.create({ name: 'Agus', username: 'agus', password: 'rahasia-agus', role: 'viewer' })
    const { client: viewer } = openBrowser(district.origin)
    await viewer.session.signIn({ username: 'agus', password: 'rahasia-agus' })
    const figures: Figure[] = [{ measure: 'count_all_s', value: seconds, unit: 's', target: null }]
    for (const [name, ask] of await questions(manager, viewer)) figures.push(...(await measure(name, ask)))
    await district.close()
    const worst = Math.max(...figures.filter(({ target }) => target !== null).map(({ value }) => value))
    // Named for the size of the budget; a smaller trial has another name.
    const size = total === budgetEncounters ? '10m' : String(total)
    return [...figures, { measure: `dashboard_${size}_ms`, value: worst, unit: 'ms', target: budgetMs }]
  } finally {
    await postgres.stop()
  }
}

type Question = [name: string, ask: () => Promise<unknown>]

async function questions(manager: DashboardClient, viewer: DashboardClient): Promise<Question[]> {
  const month = { from: '2026-11-01', to: lastDay }
  const loose = { from: '2026-10-15', to: '2026-11-13' }
  const year = { from: firstDay, to: lastDay }
  const [place] = await manager.dashboard.overview()
  const one = { facilityId: place?.facilityId ?? '' }
  return [
    ['tonight', () => manager.dashboard.overview()],
    ['month', () => manager.dashboard.visits(month)],
    ['30_days', () => manager.dashboard.visits(loose)],
    ['year', () => manager.dashboard.visits(year)],
    ['one_place_year', () => manager.dashboard.visits({ ...year, ...one })],
    ['30_days_masked', () => viewer.dashboard.visits(loose)],
    ['year_masked', () => viewer.dashboard.visits(year)],
    ['contacts', () => manager.dashboard.contacts({ month: '2026-11' })],
    ['villages_month', () => manager.dashboard.villages({ period: '2026-11' })],
    ['villages_year', () => manager.dashboard.villages({ period: '2026' })],
    ['villages_masked', () => viewer.dashboard.villages({ period: '2026' })],
  ]
}

async function measure(name: string, ask: () => Promise<unknown>): Promise<Figure[]> {
  for (let run = 0; run < warmUp; run += 1) await ask()
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now()
    await ask()
    times.push(performance.now() - started)
  }
  return [
    { measure: `${name}_p50_ms`, value: percentile(times, 0.5), unit: 'ms', target: null },
    { measure: `${name}_p99_ms`, value: percentile(times, 0.99), unit: 'ms', target: budgetMs },
  ]
}

/** Returns the seconds that counting took. */
async function seed(url: string, total: number, note: (sentence: string) => void): Promise<number> {
  const store = await openStore({ url }, { onSlow: () => {}, onLost: () => {} })
  await ensureMonths(store, months)
  await store.write(async (tx) => await insertPeople(tx, Math.ceil(total / visitsPerPatient)))
  const each = Math.ceil(total / months.length)
  for (const month of months) {
    await store.write(async (tx) => await insertVisits(tx, month, each))
    note(`seeded ${month}`)
  }
  const started = performance.now()
  await store.write(async (tx) => {
    await sql`set local work_mem = '256MB'`.execute(tx)
    await recountAll(tx)
  })
  const seconds = (performance.now() - started) / 1000
  await store.write(async (tx) => void (await sql`drop table seeded`.execute(tx)))
  await analyze(store.db as unknown as Kysely<unknown>)
  await store.close()
  return seconds
}

/** A year of nights up to now, what was refused in them, a target for every village and participants for every month. */
async function seedOffice(url: string, total: number): Promise<void> {
  const store = await openStore({ url }, { onSlow: () => {}, onLost: () => {} })
  const batches = Math.ceil((total * recordsPerVisit) / (facilities * nights * batchSize))
  await store.write(async (tx) => {
    await sql`update facilities set last_contact_at = now(), waiting = 0`.execute(tx)
    await sql`
      insert into deliveries (id, facility, at, new_visits, created, updated, unchanged, refused)
      select gen_random_uuid(), facilities.id, now() - night * interval '1 day' - random() * interval '45 minutes',
        16, 30, 8, 2, case when random() < 0.01 then 1 else 0 end
      from facilities, generate_series(0, ${sql.lit(nights - 1)}) as night, generate_series(1, ${sql.lit(batches)})`.execute(
      tx,
    )
    await sql`
      insert into refused_records (facility, type, record_id, since)
      select id, 'Encounter', gen_random_uuid(), now() from facilities, generate_series(1, 10)`.execute(tx)
    await sql`
      insert into village_targets (year, village, target_group, target, set_by, set_at)
      select 2026, village, target_group, 200, staff.id, now()
      from (select distinct village from village_counts where village <> 'tidak_diketahui') as village,
        unnest(${sql.val([...targetGroups])}::text[]) as target_group, staff`.execute(tx)
    await sql`
      insert into participants (facility, since, participants, set_by, set_at)
      select facilities.id, month, 20000, staff.id, now() from facilities,
        unnest(${sql.val(months)}::date[]) as month, staff`.execute(tx)
  })
  await analyze(store.db as unknown as Kysely<unknown>)
  await store.close()
}

/** As autovacuum does within the minute. */
async function analyze(db: Kysely<unknown>): Promise<void> {
  await sql`analyze`.execute(db)
}

async function insertPeople(tx: Tx, people: number): Promise<void> {
  await sql`
    insert into facilities (id, code, name, client_id, client_secret_hash, created_at)
    select gen_random_uuid(), 'P' || n, 'Puskesmas ' || n, 'c' || n, '', now()
    from generate_series(1, ${sql.lit(facilities)}) as n`.execute(tx)
  await sql`
    create table seeded as
    select number as n, gen_random_uuid() as id, place.id as facility,
      case when random() < 0.55 then 'P' else 'L' end as sex,
      '8204' || lpad((place.n % 97)::text, 2, '0') || (2000 + floor(random() * ${sql.lit(villagesEach)})::integer) as village
    from generate_series(0, ${sql.lit(people - 1)}) as number
    join (select id, row_number() over (order by code) - 1 as n from facilities) as place
      on place.n = number % ${sql.lit(facilities)}`.execute(tx)
  await sql`
    insert into patients (id, facility, person, active, sex, village, compared)
    select id, facility, id, true, sex, village, true from seeded`.execute(tx)
  await sql`create unique index seeded_by_n on seeded (n)`.execute(tx)
}

/** Weekdays alike; people, clusters, stages, purposes and payers by chance. */
async function insertVisits(tx: Tx, month: string, count: number): Promise<void> {
  await sql`
    insert into encounters (id, facility, day, patient, status, cluster, life_stage, purpose, visit_kind,
      first_ever, first_this_year, inside_area, payer, service_recorded, person, sex, village)
    select gen_random_uuid(), seeded.facility, day, seeded.id,
      case when random() < 0.02 then 'cancelled' else 'finished' end,
      (array['k2', 'k3', 'k3', 'k4', 'lk'])[1 + floor(random() * 5)::integer],
      (array['neonatus', 'bayi', 'balita', 'prasekolah', 'usia_sekolah', 'remaja', 'dewasa', 'dewasa', 'lansia', 'hamil'])
        [1 + floor(random() * 10)::integer],
      (array['berobat', 'berobat', 'berobat', 'kontrol', 'anc', 'imunisasi', 'kb', 'nifas'])
        [1 + floor(random() * 8)::integer],
      case when random() < 0.7 then 'sakit' else 'sehat' end,
      random() < 0.2, random() < 0.4, random() < 0.9,
      (array['jkn_pbi', 'jkn_pbi', 'jkn_ppu', 'umum', 'jamkesda'])[1 + floor(random() * 5)::integer],
      random() < 0.8, seeded.id, seeded.sex, seeded.village
    from (
      select ${month}::date + floor(random() * 28)::integer as day,
        floor(random() * (select count(*) from seeded))::integer as n
      from generate_series(1, ${sql.lit(count)})
    ) as drawn join seeded on seeded.n = drawn.n`.execute(tx)
}

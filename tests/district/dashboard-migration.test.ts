import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import * as initial from '#district/store/migrations/0001-initial'
import { openStore } from '#district/store/open'
import { addressIn, databases, openRaw, patientOf } from './harness.ts'

describe.each(databases)('a district of the first version on %s', (_name, prepare) => {
  it('finds its visits counted, with the people of its Patients, and a person once after a merge', async () => {
    const { place, release } = await prepare()
    const old = openRaw(place)
    const migrator = new Migrator({
      db: old,
      provider: { getMigrations: async () => ({ '0001-initial': { up: initial.up } }) },
    })
    expect((await migrator.migrateToLatest()).error).toBeUndefined()
    const [kept, merged] = await fillFirstVersion(old)
    await old.destroy()
    const store = await openStore(place, { onSlow: () => {}, onLost: () => {} })
    const { rows: people } = await sql<object>`
      select id, person, sex, village, nik, birth from patients order by id`.execute(store.db)
    const face = { person: kept, sex: 'P', nik: '3404064507980002', birth: '1998-07-05' }
    expect(people).toEqual([
      { id: kept, ...face, village: '3404062001' },
      { id: merged, ...face, village: null },
    ])
    const { rows: counts } = await sql<{ line: string }>`
      select concat_ws(' ', dimension, value, visits, open) as line from visit_counts
      where grain = 'month' and dimension in ('all', 'village', 'sex', 'payer') order by 1`.execute(store.db)
    expect(counts.map(({ line }) => line)).toEqual([
      'all  2 1',
      'payer jkn_pbi 1 0',
      'payer tidak_diketahui 1 1',
      'sex P 2 1',
      'village 3404062001 1 0',
      'village tidak_diketahui 1 1',
    ])
    const { rows: seen } = await sql<object>`
      select village, people, jkn from people_counts where grain = 'month'`.execute(store.db)
    expect(seen).toEqual([{ village: '3404062001', people: 1, jkn: 1 }])
    await store.close()
    await release()
  })
})

/** Two records of one person, a visit of each, and a cancelled one. */
async function fillFirstVersion(db: Kysely<unknown>): Promise<[kept: string, merged: string]> {
  const [facility, kept, merged] = [v7(), v7(), v7()]
  await sql`insert into facilities values (${facility}, 'P1', 'Puskesmas', ${facility}, '', now(), null)`.execute(
    db,
  )
  const link = [{ type: 'replaced-by', other: { reference: `Patient/${kept}` } }]
  for (const [id, body] of [
    [kept, { ...patientOf('P1'), ...addressIn('3404062001') }],
    [merged, { ...patientOf('P1'), active: false, link }],
  ] as const) {
    await sql`
      insert into resources values ('Patient', ${id}, ${facility}, 1, now(), ${JSON.stringify(body)}::jsonb)`.execute(
      db,
    )
  }
  await sql`create table encounters_2026_11 partition of encounters for values from ('2026-11-01') to ('2026-12-01')`.execute(
    db,
  )
  for (const [patient, status, payer] of [
    [kept, 'finished', 'jkn_pbi'],
    [merged, 'arrived', null],
    [merged, 'cancelled', 'umum'],
  ]) {
    await sql`
      insert into encounters (id, facility, day, patient, status, cluster, life_stage, purpose, payer)
      values (${v7()}, ${facility}, '2026-11-20', ${patient}, ${status}, 'k3', 'dewasa', 'berobat', ${payer})`.execute(
      db,
    )
  }
  return [kept, merged]
}

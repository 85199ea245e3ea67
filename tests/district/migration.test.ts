import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { extensionUrls, recordSystem } from '#contract/fhir'
import { digestIdentifierDays } from '#district/store/day-digests'
import { up } from '#district/store/migrations/0001-initial'
import { openStore } from '#district/store/open'
import type { LocalDate } from '#domain/local-date'
import { openRaw, prepareFolder } from './harness.ts'

it('an older database is read once, and then compares what it already had by columns', async () => {
  const { place, release } = await prepareFolder()
  const [facility, friday] = [v7(), '2026-11-20' as LocalDate]
  const records = [7, 'no number', 3, undefined].map((revision, n) => ({
    recordId: v7({ msecs: Date.parse(`2026-11-20T0${n}:00:00Z`) }),
    revision,
  }))

  const old = openRaw(place)
  const provider = { getMigrations: async () => ({ '0001-initial': { up } }) }
  expect((await new Migrator({ db: old, provider }).migrateToLatest()).error).toBeUndefined()
  await sql`insert into facilities values (${facility}, 'P1', 'Teluk', 'p1', '-', now(), null)`.execute(old)
  for (const { recordId, revision } of records) {
    const id = v7()
    const system = recordSystem('P1', 'Patient')
    const told = { url: extensionUrls.sourceRevision, valueInteger: revision }
    const body = {
      resourceType: 'Patient',
      extension: [{ url: 'x' }, told],
      identifier: [{ system, value: recordId }],
    }
    await sql`insert into identity values (${facility}, ${system}, ${recordId}, 'Patient', ${id})`.execute(
      old,
    )
    await sql`insert into resources values ('Patient', ${id}, ${facility}, 1, now(), ${JSON.stringify(body)}::jsonb)`.execute(
      old,
    )
  }
  await old.destroy()

  const store = await openStore(place, { onSlow: () => {}, onLost: () => {} })
  try {
    const { rows } = await sql<{ record_id: string; revision: number }>`
      select record_id, revision from resources order by record_id`.execute(store.db)
    expect(rows).toEqual(
      records.map(({ recordId }, n) => ({ record_id: recordId, revision: [7, 0, 3, 0][n] })),
    )
    expect(await digestIdentifierDays(store.db, facility, 'Patient', [friday], 7)).toMatchObject([
      { day: friday, count: 4 },
    ])
  } finally {
    await store.close()
    await release()
  }
})

import { type Kysely, sql } from 'kysely'

/**
 * Records that were refused and have not come since, and how many a Puskesmas says it still has to send; null until it
 * says so. The sums of a night are found by the time alone.
 */
const statements = [
  `create table refused_records (
    facility uuid not null references facilities,
    type text not null,
    record_id text not null,
    since timestamptz not null,
    primary key (facility, type, record_id)
  )`,
  `alter table facilities add column waiting integer`,
  `create index deliveries_by_time on deliveries (at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

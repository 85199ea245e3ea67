import { type Kysely, sql } from 'kysely'

/** Records that came on a USB stick, and the receipt that went back with it. */
const statements = [
  `alter table facilities add column stick_contents text, add column stick_verifier text`,
  `create table sticks (
    id uuid primary key,
    facility uuid not null references facilities,
    at timestamptz not null,
    staff uuid not null references staff,
    made_at timestamptz not null,
    stored integer not null,
    refused integer not null,
    receipt text not null
  )`,
  `create index sticks_by_time on sticks (at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

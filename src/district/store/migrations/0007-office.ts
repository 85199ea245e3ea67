import { type Kysely, sql } from 'kysely'

/** What the office calls itself on paper: one row, or none until a manager says it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table office (one boolean primary key default true check (one), name text not null)`.execute(
    db,
  )
}

import { type Kysely, sql } from 'kysely'
import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration'
import { refuse } from '#domain/errors'
import * as initial from './migrations/0001-initial.ts'
import type { Schema } from './schema.ts'

/** Frozen once released: a change is a new number. */
const migrations = { '0001-initial': { up: initial.up } }

/** Brings the database to this version. Refuses `database_newer`. */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const unknown = (await appliedNames(db)).filter((name) => !Object.hasOwn(migrations, name))
  if (unknown.length > 0) refuse('database_newer')
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

async function appliedNames(db: Kysely<Schema>): Promise<string[]> {
  const known = await sql<{
    found: boolean
  }>`select to_regclass(${DEFAULT_MIGRATION_TABLE}) is not null as found`.execute(db)
  if (!known.rows[0]?.found) return []
  const { rows } = await sql<{
    name: string
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db)
  return rows.map((row) => row.name)
}

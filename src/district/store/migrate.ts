import { type Kysely, sql } from 'kysely'
import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration'
import { refuse } from '#domain/errors'
import * as initial from './migrations/0001-initial.ts'
import * as dashboard from './migrations/0002-dashboard.ts'
import * as digests from './migrations/0003-digests.ts'
import * as sticks from './migrations/0004-sticks.ts'
import * as patientSearch from './migrations/0005-patient-search.ts'
import * as auditChain from './migrations/0006-audit-chain.ts'
import * as office from './migrations/0007-office.ts'
import * as targets from './migrations/0008-targets.ts'
import * as countsByIndex from './migrations/0009-counts-by-index.ts'
import * as unmended from './migrations/0010-unmended.ts'
import type { Schema } from './schema.ts'

/** Frozen once released: a change is a new number. */
const migrations = {
  '0001-initial': { up: initial.up },
  '0002-dashboard': { up: dashboard.up },
  '0003-digests': { up: digests.up },
  '0004-sticks': { up: sticks.up },
  '0005-patient-search': { up: patientSearch.up },
  '0006-audit-chain': { up: auditChain.up },
  '0007-office': { up: office.up },
  '0008-targets': { up: targets.up },
  '0009-counts-by-index': { up: countsByIndex.up },
  '0010-unmended': { up: unmended.up },
}

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

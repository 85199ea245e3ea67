import { sql } from 'kysely'
import type { Tx } from './open.ts'
import type { Schema } from './schema.ts'

/**
 * One short statement and one JSON value, however many rows: a statement with a value a cell costs far more. `known`
 * says what becomes of a row that is there already.
 */
export async function insertMany(
  tx: Tx,
  table: keyof Schema,
  rows: readonly object[],
  known: 'refused' | 'kept' = 'refused',
): Promise<void> {
  if (rows.length === 0) return
  const columns = Object.keys(rows[0] ?? {})
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const values = sql.join(columns.map((column) => sql`value ->> ${sql.lit(column)}`))
  const insert = known === 'kept' ? sql`INSERT OR IGNORE` : sql`INSERT`
  await sql`${insert} INTO ${sql.table(table)} (${names}) SELECT ${values} FROM json_each(${JSON.stringify(rows)})`.execute(
    tx,
  )
}

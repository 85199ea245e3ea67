import { type Kysely, sql } from 'kysely'

/**
 * The dashboard reads a hundred thousand counts at once: with the number in the index it need not visit a row for each.
 * That takes pages known to be all visible, so these tables are vacuumed once a night's arrivals have changed them.
 */
const statements = [
  `alter table visit_counts drop constraint visit_counts_pkey,
    add primary key (dimension, grain, start, facility, value) include (visits)`,
  `alter table village_counts drop constraint village_counts_pkey,
    add primary key (dimension, grain, start, village, facility, value) include (visits)`,
  ...['visit_counts', 'village_counts'].map(
    (table) => `alter table ${table}
      set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01)`,
  ),
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

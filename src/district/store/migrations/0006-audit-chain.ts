import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'

type Old = { id: string; at: Date; staff: string | null; action: string; detail: string }

/**
 * Numbers the rows in their order and chains them. `json` keeps the text of a detail as it was written, which `jsonb`
 * does not, so that there is one text to take the hash of.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table audit alter column detail type json using detail::json,
    add column seq integer, add column hash text`.execute(db)
  const { rows } = await sql<Old>`
    select id, at, staff, action, detail::text as detail from audit order by at, id`.execute(db)
  let hash = '0'.repeat(64)
  for (const [index, { id, at, staff, action, detail }] of rows.entries()) {
    const seq = index + 1
    const fields = [hash, seq, at.getTime(), staff, action, detail]
    hash = createHash('sha256').update(JSON.stringify(fields)).digest('hex')
    await sql`update audit set seq = ${seq}, hash = ${hash} where id = ${id}`.execute(db)
  }
  for (const statement of appendOnly) await sql.raw(statement).execute(db)
}

const appendOnly = [
  `alter table audit drop column id, alter column hash set not null, add primary key (seq)`,
  `create function refuse_audit_change() returns trigger language plpgsql as
    $$ begin raise exception 'audit is append-only'; end $$`,
  `create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function refuse_audit_change()`,
]

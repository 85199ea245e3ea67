import { type Kysely, sql } from 'kysely'

/** The extension `source-revision` as it stood in every body then; what is no whole number of that size counts as 0. */
const revision = `coalesce((jsonb_path_query_first(body, '$.extension[*]
  ? (@.url == "https://loket.id/fhir/StructureDefinition/source-revision").valueInteger
  ? (@.type() == "number" && @ >= 0 && @ <= 2147483647 && @ == @.floor())') #>> '{}')::numeric, 0)::integer`

/** Whose record a resource is and in which revision, in columns, so that a day can be compared without its bodies. */
const statements = [
  `alter table resources add column record_id text collate "C" not null default ''`,
  `alter table resources add column revision integer not null default 0`,
  `update resources set record_id = identity.value, revision = ${revision} from identity
    where identity.resource_type = resources.type and identity.resource_id = resources.id`,
  `alter table resources alter column record_id drop default`,
  `alter table resources alter column revision drop default`,
  `create index resources_by_record on resources (facility, type, record_id) include (revision)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

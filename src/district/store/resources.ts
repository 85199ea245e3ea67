import { type Kysely, sql } from 'kysely'
import type { FhirType } from '#contract/fhir'
import type { Db, Tx } from './open.ts'
import type { Body, Schema } from './schema.ts'

export type Resource = {
  type: FhirType
  id: string
  facility: string
  version: number
  last_updated: Date
  body: Body
  record_id: string
  revision: number
}

export type Claim = { type: FhirType; system: string; value: string; id: string }

/**
 * Takes each identity for its new id, or learns the id that has it already. The primary key decides between two
 * senders: the loser waits for the winner's commit and then reads the winner's id.
 */
export async function claimIdentities(
  tx: Tx,
  facility: string,
  claims: readonly Claim[],
): Promise<Map<Claim, string>> {
  if (claims.length === 0) return new Map()
  const rows = claims.map((claim) => ({
    facility,
    system: claim.system,
    value: claim.value,
    resource_type: claim.type,
    resource_id: claim.id,
  }))
  await tx
    .insertInto('identity')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const owners = await tx
    .selectFrom('identity')
    .select(['resource_type', 'value', 'resource_id'])
    .where('facility', '=', facility)
    .where('system', 'in', [...new Set(claims.map((claim) => claim.system))])
    .where(
      'value',
      'in',
      claims.map((claim) => claim.value),
    )
    .execute()
  const ids = new Map(owners.map((row) => [`${row.resource_type} ${row.value}`, row.resource_id]))
  return new Map(claims.map((claim) => [claim, ids.get(`${claim.type} ${claim.value}`) ?? claim.id]))
}

/** The facility's resources among `targets`; others' are as if they did not exist. */
export async function findResources(
  db: Db,
  facility: string,
  targets: readonly { type: FhirType; id: string }[],
): Promise<Resource[]> {
  if (targets.length === 0) return []
  return await db
    .selectFrom('resources')
    .selectAll()
    .where('facility', '=', facility)
    .where('type', 'in', [...new Set(targets.map((target) => target.type))])
    .where(
      'id',
      'in',
      targets.map((target) => target.id),
    )
    .execute()
}

/** Which of `targets` the facility has, as `Type/id`. */
export async function findReferences(
  db: Db,
  facility: string,
  targets: readonly { type: FhirType; id: string }[],
): Promise<Set<string>> {
  if (targets.length === 0) return new Set()
  const rows = await db
    .selectFrom('resources')
    .select(['type', 'id'])
    .where('facility', '=', facility)
    .where('type', 'in', [...new Set(targets.map((target) => target.type))])
    .where(
      'id',
      'in',
      targets.map((target) => target.id),
    )
    .execute()
  return new Set(rows.map((row) => `${row.type}/${row.id}`))
}

/** Stores new resources and new versions in one statement. */
export async function saveResources(tx: Tx, resources: readonly Resource[]): Promise<void> {
  if (resources.length === 0) return
  const rows = resources.map((resource) => ({ ...resource, body: JSON.stringify(resource.body) }))
  await tx
    .insertInto('resources')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['type', 'id']).doUpdateSet((row) => ({
        version: row.ref('excluded.version'),
        last_updated: row.ref('excluded.last_updated'),
        body: row.ref('excluded.body'),
        revision: row.ref('excluded.revision'),
      })),
    )
    .execute()
}

export async function archiveResources(tx: Tx, superseded: readonly Resource[]): Promise<void> {
  if (superseded.length === 0) return
  const rows = superseded.map(({ type, id, version, last_updated, body }) => ({
    type,
    id,
    version,
    last_updated,
    body: JSON.stringify(body),
  }))
  await tx.insertInto('resource_history').values(rows).execute()
}

export type ResourceFilter = {
  type: FhirType
  /** One of the two at least; a system alone matches every value in it. */
  identifier?: { system?: string; value?: string }
  /** Patient id. */
  patient?: string
  updated: readonly { comparator: '>=' | '>' | '<=' | '<'; at: Date }[]
}

export async function countResources(db: Db, facility: string, filter: ResourceFilter): Promise<number> {
  const { total } = await matching(db, facility, filter)
    .select(sql<number>`count(*)::integer`.as('total'))
    .executeTakeFirstOrThrow()
  return total
}

/** One page in the order of ids (UUIDv7: of creation), which an update between two pages does not disturb. */
export async function searchResources(
  db: Db,
  facility: string,
  filter: ResourceFilter,
  page: { after: string | null; most: number },
): Promise<Resource[]> {
  let query = matching(db, facility, filter).selectAll().orderBy('id').limit(page.most)
  if (page.after) query = query.where('id', '>', page.after)
  return await query.execute()
}

/** As the index `resources_by_patient` has it. */
const patientOf = sql<string | null>`(case
    when type in ('Encounter', 'Observation') then body #>> '{subject,reference}'
    when type = 'Immunization' then body #>> '{patient,reference}'
    when type = 'Coverage' then body #>> '{beneficiary,reference}'
  end)`

function matching(db: Db, facility: string, filter: ResourceFilter) {
  let query = (db as Pick<Kysely<Schema>, 'selectFrom'>)
    .selectFrom('resources')
    .where('facility', '=', facility)
    .where('type', '=', filter.type)
  if (filter.identifier) {
    query = query.where(sql<boolean>`(body -> 'identifier') @> ${JSON.stringify([filter.identifier])}::jsonb`)
  }
  if (filter.patient) query = query.where(patientOf, '=', `Patient/${filter.patient}`)
  for (const { comparator, at } of filter.updated) query = query.where('last_updated', comparator, at)
  return query
}

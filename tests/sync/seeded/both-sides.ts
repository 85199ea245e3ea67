import { createHash } from 'node:crypto'
import type { FhirResource, Parameters } from 'fhir/r4'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { type Digested, dayOfIdentifier, digestLength, digestLine } from '#contract/day-digest'
import { type FhirType, fhirTypes, recordSystem } from '#contract/fhir'
import { readFacility } from '#hub/store/facility'
import type { Store, Tx } from '#hub/store/open'
import { layerOf } from '#hub/store/outbox'
import { readItems } from '#hub/sync/layers'
import type { Account } from '../dinkes.ts'
import { listAll, type Receiver } from './receivers.ts'

/** The Puskesmas of these tests are in Jayapura. */
const offset = 9

/** A resource under the local id of its record: `Patient/0190…`. */
type Side = [key: string, resource: FhirResource][]

/**
 * After a quiet run: the server holds every local record once, exactly as `to-fhir` makes it of the row there is now,
 * and nothing else; nothing waits here; and both digest each day alike.
 */
export async function expectEqualSides(store: Store, receiver: Receiver, account: Account): Promise<void> {
  const here = await readHere(store, receiver.baseUrl)
  const there = (await listAll(receiver, account)).map((resource): Side[number] => {
    const { meta: _meta, ...rest } = resource
    return [keyOf(resource, account.code), rest as FhirResource]
  })
  expect(inOrder(there)).toEqual(inOrder(here))
  expect(await store.db.selectFrom('outbox').selectAll().execute()).toEqual([])
  if (receiver.digestDays === null) return
  for (const type of fhirTypes) {
    const days = await readDays(store, type)
    const [from, to] = [days[0]?.name, days.at(-1)?.name]
    if (!from || !to) continue
    const told = await receiver.digestDays(account, type, `from=${from}&to=${to}&offset=${offset}`)
    expect([type, (told as Parameters).parameter]).toEqual([type, days.map(({ parameter }) => parameter)])
  }
}

/**
 * Between runs: one row for each record that waits, and whatever does not wait was confirmed in the very revision that
 * it has now.
 */
export async function expectNothingForgotten(store: Store, target: string): Promise<void> {
  const forgotten = await sql<{ id: string }>`
    SELECT kind || ' ' || id AS id FROM (${everyRecord}) AS record
    WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.kind = record.kind AND record_id = record.id)
      AND NOT EXISTS (SELECT 1 FROM links WHERE target = ${target} AND links.kind = record.kind
        AND record_id = record.id AND sent_revision = record.revision)
      AND kind NOT IN ('organization', 'location')`.execute(store.db)
  expect(forgotten.rows).toEqual([])
  const twice = await sql`
    SELECT kind, record_id FROM outbox GROUP BY kind, record_id HAVING count(*) > 1`.execute(store.db)
  expect(twice.rows).toEqual([])
}

const everyRecord = sql`
  SELECT 'organization' AS kind, id, revision FROM facility
  UNION ALL SELECT 'location', id, revision FROM service_points
  UNION ALL SELECT 'patient', id, revision FROM patients
  UNION ALL SELECT 'encounter', id, revision FROM visits
  UNION ALL SELECT 'coverage', id, revision FROM coverages
  UNION ALL SELECT resource, id, revision FROM care_events`

class Undone extends Error {}

/** What the engine would send if every record were to go again; the outbox is left as it was. */
async function readHere(store: Store, target: string): Promise<Side> {
  const side: Side = []
  const reading = store.write(async (tx) => {
    await queueEverything(tx)
    const origin = await readFacility(tx)
    if (!origin) throw new Error('no facility')
    for (const type of fhirTypes) {
      const items = await readItems(tx, origin, type, { target, after: '', limit: 10_000 })
      for (const { recordId, resource, link } of items)
        side.push([`${type}/${recordId}`, { ...resource, ...(link ? { id: link.serverId } : {}) }])
    }
    const { rows } = await sql`SELECT id FROM (${everyRecord})`.execute(tx)
    expect(side.length).toBe(rows.length)
    throw new Undone()
  })
  await reading.catch((cause) => {
    if (!(cause instanceof Undone)) throw cause
  })
  return side
}

async function queueEverything(tx: Tx): Promise<void> {
  const layer = sql.join(
    Object.entries(layerOf).map(([kind, number]) => sql`WHEN ${kind} THEN ${sql.lit(number)}`),
    sql` `,
  )
  await sql`
    INSERT OR REPLACE INTO outbox (kind, record_id, layer, revision, queued_at, held, attempts, words)
    SELECT kind, id, CASE kind ${layer} END, revision, 0, 0, 0, NULL FROM (${everyRecord})`.execute(tx)
}

/** Each day that has records of the type, as a server tells it that holds the very same. */
async function readDays(store: Store, type: FhirType) {
  const { rows } = await sql<Digested & { day: string | null }>`
    SELECT id AS recordId, revision, (SELECT day FROM visits WHERE visits.id = record.id) AS day
    FROM (${everyRecord}) AS record WHERE kind = ${type.toLowerCase()} ORDER BY id`.execute(store.db)
  const byDay = Map.groupBy(rows, (row) => row.day ?? dayOfIdentifier(row.recordId, offset) ?? '')
  const inOrder = [...byDay].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return inOrder.map(([name, records]) => {
    const text = records.map(digestLine).join('\n')
    const part = [
      { name: 'day', valueDate: name },
      { name: 'count', valueInteger: records.length },
      { name: 'digest', valueString: createHash('sha256').update(text).digest('hex').slice(0, digestLength) },
    ]
    return { name, parameter: { name: 'day', part } }
  })
}

/** The local id under which a server holds a resource. */
export function keyOf(resource: FhirResource, facilityCode: string): string {
  const type = resource.resourceType as FhirType
  const identifiers = 'identifier' in resource ? [resource.identifier ?? []].flat() : []
  const own = identifiers.find(({ system }) => system === recordSystem(facilityCode, type))
  return `${type}/${own?.value}`
}

function inOrder(side: Side): Side {
  return side.toSorted(([a], [b]) => (a < b ? -1 : 1))
}

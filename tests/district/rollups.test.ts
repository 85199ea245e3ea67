import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Outcome } from '#district/fhir/apply'
import { planWrite } from '#district/fhir/plan'
import { runEach } from '#district/fhir/run'
import { insertFacility } from '#district/store/facilities'
import { openStore, type Store } from '#district/store/open'
import { machine } from '#district/system'
import { databases, encounterOf, type Place, patientOf, type Visit } from './harness.ts'

type Step = { slot: number; visit: Visit }

const visit: fc.Arbitrary<Visit> = fc.record({
  // Two months, so that a corrected day also changes the partition.
  day: fc.constantFrom('2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02'),
  status: fc.constantFrom('arrived', 'in-progress', 'finished', 'finished', 'cancelled', 'entered-in-error'),
  cluster: fc.constantFrom('k2', 'k3'),
  lifeStage: fc.constantFrom('balita', 'dewasa'),
  purpose: fc.constantFrom('berobat', 'imunisasi'),
})
const slots = 5
const step: fc.Arbitrary<Step> = fc.record({ slot: fc.nat(slots - 1), visit })
/** Bundles sent one after another, each changing a visit at most once. */
const bundles = fc.array(
  fc.uniqueArray(step, { selector: ({ slot }) => slot, minLength: 1, maxLength: slots }),
  {
    minLength: 1,
    maxLength: 6,
  },
)

describe.each(databases)('daily counts on %s', (_name, prepare) => {
  let place: Place
  let store: Store

  beforeAll(async () => {
    place = await prepare()
    store = await openStore(place.place, { onSlow: () => {}, onLost: () => {} })
  })

  afterAll(async () => {
    await store?.close()
    await place?.release()
  })

  it('equal a recount of the visits, and what was sent, after any creates, corrections and cancellations', async () => {
    await fc.assert(
      fc.asyncProperty(bundles, async (sequence) => {
        const facility = await addFacility(store)
        await sendAll(store, facility, sequence)
        const kept = await readRollups(store, facility.id)
        expect(kept).toEqual(await recount(store, facility.id))
        expect(kept).toEqual(countSent(sequence))
      }),
      { numRuns: 40 },
    )
  })
})

async function addFacility(store: Store) {
  const id = machine.newId()
  const facility = { id, code: `P${id.slice(-12)}`, name: 'Puskesmas Contoh' }
  const secrets = { client_id: id, client_secret_hash: '', created_at: machine.now() }
  await store.write((tx) => insertFacility(tx, { ...facility, ...secrets }))
  return facility
}

async function sendAll(
  store: Store,
  facility: { id: string; code: string; name: string },
  sequence: Step[][],
) {
  const origin = { facility, now: machine.now(), newId: machine.newId }
  const run = {
    store,
    origin,
    faultFrom: (cause: unknown): never => {
      throw cause
    },
  }
  const plan = (resource: object, type: 'Patient' | 'Encounter', id: string | null) =>
    planWrite(
      { method: id ? 'PUT' : 'POST', type, id, resource, ifNoneExist: null, ifMatch: null, fullUrl: null },
      facility,
      origin.now,
    )
  const [patient] = await runEach(run, [plan(patientOf(facility.code), 'Patient', null)])
  const patientId = idOf(patient)
  const locals = Array.from({ length: slots }, () => v7())
  const ids = new Map<number, string>()
  for (const bundle of sequence) {
    const writes = bundle.map(({ slot, visit }) => {
      const id = ids.get(slot) ?? null
      const resource = encounterOf(facility.code, patientId, visit, locals[slot])
      return plan(id ? { ...resource, id } : resource, 'Encounter', id)
    })
    const outcomes = await runEach(run, writes)
    for (const [index, { slot }] of bundle.entries()) ids.set(slot, idOf(outcomes[index]))
  }
}

function idOf(outcome: Outcome | undefined): string {
  if (!outcome || 'fault' in outcome) throw new Error('a write was refused')
  return outcome.resource.id
}

type Cell = { key: string; visits: number; open: number }

async function readRollups(store: Store, facility: string): Promise<Cell[]> {
  const { rows } = await sql<Cell>`
    select concat_ws(' ', day::text, cluster, life_stage, purpose) as key, visits, open
    from daily_rollups where facility = ${facility} and (visits <> 0 or open <> 0) order by 1`.execute(
    store.db,
  )
  return rows
}

async function recount(store: Store, facility: string): Promise<Cell[]> {
  const { rows } = await sql<Cell>`
    select concat_ws(' ', day::text, cluster, life_stage, purpose) as key, count(*)::integer as visits,
      (count(*) filter (where status <> 'finished'))::integer as open
    from encounters where facility = ${facility} and status not in ('cancelled', 'entered-in-error')
    group by 1 order by 1`.execute(store.db)
  return rows
}

/** The newest state of each visit, counted without the database. */
function countSent(sequence: Step[][]): Cell[] {
  const newest = new Map(sequence.flat().map(({ slot, visit }) => [slot, visit]))
  const cells = new Map<string, Cell>()
  for (const { day, status, cluster, lifeStage, purpose } of newest.values()) {
    if (status === 'cancelled' || status === 'entered-in-error') continue
    const key = [day, cluster, lifeStage, purpose].join(' ')
    const cell = cells.get(key) ?? { key, visits: 0, open: 0 }
    cells.set(key, { key, visits: cell.visits + 1, open: cell.open + (status === 'finished' ? 0 : 1) })
  }
  return [...cells.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}

import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Outcome } from '#district/fhir/apply'
import { planWrite } from '#district/fhir/plan'
import { runEach } from '#district/fhir/run'
import { insertFacility } from '#district/store/facilities'
import { openStore, type Store } from '#district/store/open'
import { recountAll } from '#district/store/rollups'
import { machine } from '#district/system'
import {
  addressIn,
  databases,
  encounterOf,
  type Place,
  patientOf,
  usualVisit,
  type Visit,
} from './harness.ts'

type Person = { sex: 'male' | 'female' | 'unknown'; village: string | null; into: number | null }
type VisitStep = { slot: number; patient: number; visit: Partial<Visit> }
type Bundle = { people: { patient: number; person: Person }[]; visits: VisitStep[] }

const visit: fc.Arbitrary<Partial<Visit>> = fc.record({
  // Two months and two years, so that a corrected day also changes the partition and the year.
  day: fc.constantFrom('2025-12-31', '2026-10-31', '2026-11-01', '2026-11-02'),
  status: fc.constantFrom('arrived', 'in-progress', 'finished', 'finished', 'cancelled', 'entered-in-error'),
  cluster: fc.constantFrom('k2', 'k3'),
  lifeStage: fc.constantFrom('balita', 'prasekolah', 'dewasa'),
  purpose: fc.constantFrom('berobat', 'imunisasi'),
  payer: fc.constantFrom('jkn_pbi', 'umum'),
  kind: fc.constantFrom('sakit', 'sehat'),
  firstEver: fc.boolean(),
  insideArea: fc.boolean(),
})
const [slots, patients] = [5, 3]
const person = (patient: number): fc.Arbitrary<Person> =>
  fc.record({
    sex: fc.constantFrom('male', 'female', 'unknown'),
    village: fc.constantFrom('3404062001', '3404062002', null),
    // A record is merged into one before it, so that there is no circle.
    into: fc.option(fc.nat(Math.max(0, patient - 1))).map((into) => (patient === 0 ? null : into)),
  })
const step: fc.Arbitrary<VisitStep> = fc.record({
  slot: fc.nat(slots - 1),
  patient: fc.nat(patients - 1),
  visit,
})
const correction = fc
  .nat(patients - 1)
  .chain((patient) => person(patient).map((told) => ({ patient, person: told })))
/** Bundles sent one after another, each changing a visit and a patient at most once. */
const bundles: fc.Arbitrary<Bundle[]> = fc.array(
  fc.record({
    people: fc.uniqueArray(correction, { selector: ({ patient }) => patient, maxLength: patients }),
    visits: fc.uniqueArray(step, { selector: ({ slot }) => slot, maxLength: slots }),
  }),
  { minLength: 1, maxLength: 6 },
)

describe.each(databases)('counts on %s', (_name, prepare) => {
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

  it('equal a recount of the visits, and what was sent, after any creates, corrections, merges and cancellations', async () => {
    await fc.assert(
      fc.asyncProperty(bundles, async (sequence) => {
        const facility = await addFacility(store)
        await sendAll(store, facility, sequence)
        const kept = await readCounts(store, facility.id)
        expect(kept).toEqual(await recount(store, facility.id))
        expect(kept.filter((line) => line.startsWith('visits '))).toEqual(countVisitsSent(sequence))
        expect(kept.filter((line) => line.startsWith('people '))).toEqual(countPeopleSent(sequence))
        expect(kept.filter((line) => line.startsWith('reached '))).toEqual(countReachedSent(sequence))
      }),
      { numRuns: 25 },
    )
  })

  it('are the same when all visits are counted anew', async () => {
    const facility = await addFacility(store)
    await sendAll(store, facility, [
      {
        people: [{ patient: 1, person: { sex: 'female', village: '3404062001', into: null } }],
        visits: [
          { slot: 0, patient: 1, visit: { day: '2026-11-01' } },
          { slot: 1, patient: 2, visit: { day: '2026-11-02', status: 'cancelled' } },
        ],
      },
    ])
    const kept = await readCounts(store, facility.id)
    await store.write(recountAll)
    expect(await readCounts(store, facility.id)).toEqual(kept)
    expect(kept).toContain('visits day 2026-11-01 sex P 1 0')
  })
})

async function addFacility(store: Store) {
  const id = machine.newId()
  const facility = { id, code: `P${id.slice(-12)}`, name: 'Puskesmas Contoh' }
  const trust = { client_secret_hash: '', stick_contents: '', stick_verifier: '' }
  const secrets = { client_id: id, ...trust, created_at: machine.now() }
  await store.write((tx) => insertFacility(tx, { ...facility, ...secrets }))
  return facility
}

async function sendAll(
  store: Store,
  facility: { id: string; code: string; name: string },
  sequence: Bundle[],
) {
  const origin = { facility, now: machine.now(), newId: machine.newId }
  const run = {
    store,
    origin,
    faultFrom: (cause: unknown): never => {
      throw cause
    },
    inTurn: <T>(work: () => Promise<T>) => work(),
  }
  const plan = (resource: object, type: 'Patient' | 'Encounter', id: string | null) =>
    planWrite(
      { method: id ? 'PUT' : 'POST', type, id, resource, ifNoneExist: null, ifMatch: null, fullUrl: null },
      facility,
      origin.now,
    )
  const locals = Array.from({ length: slots + patients }, () => v7())
  const ids = new Map<number, string>()
  const newcomers = locals
    .slice(slots)
    .map((local) => plan({ ...patientOf(facility.code, local), gender: 'unknown' }, 'Patient', null))
  const patientIds = (await runEach(run, newcomers)).map(idOf)
  for (const { people, visits } of sequence) {
    const corrected = people.map(({ patient, person }) => {
      const id = patientIds[patient] ?? ''
      const resource = correctedPatient(patientOf(facility.code, locals[slots + patient]), person, patientIds)
      return plan({ ...resource, id }, 'Patient', id)
    })
    const writes = visits.map(({ slot, patient, visit }) => {
      const id = ids.get(slot) ?? null
      const resource = encounterOf(facility.code, patientIds[patient] ?? '', visit, locals[slot])
      return plan(id ? { ...resource, id } : resource, 'Encounter', id)
    })
    const outcomes = await runEach(run, [...corrected, ...writes])
    for (const [index, { slot }] of visits.entries()) ids.set(slot, idOf(outcomes[corrected.length + index]))
  }
}

function correctedPatient(
  resource: ReturnType<typeof patientOf>,
  { sex, village, into }: Person,
  ids: readonly string[],
) {
  const link =
    into === null ? {} : { link: [{ type: 'replaced-by', other: { reference: `Patient/${ids[into]}` } }] }
  return { ...resource, gender: sex, active: into === null, ...(village && addressIn(village)), ...link }
}

function idOf(outcome: Outcome | undefined): string {
  if (!outcome || 'fault' in outcome) throw new Error('a write was refused')
  return outcome.resource.id
}

/** Every count that is not zero, as one line of text. */
async function readCounts(store: Store, facility: string): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', 'visits', grain, start, dimension, value, visits, open) as line from visit_counts
    where facility = ${facility} and (visits <> 0 or open <> 0)
    union all select concat_ws(' ', 'villages', grain, start, village, dimension, value, visits) from village_counts
    where facility = ${facility} and visits <> 0
    union all select concat_ws(' ', 'people', grain, start, village, people, jkn) from people_counts
    where facility = ${facility} and (people <> 0 or jkn <> 0)
    union all select concat_ws(' ', 'reached', month, village, target_group, people) from reached_counts
    where facility = ${facility} and people <> 0`.execute(store.db)
  return rows.map(({ line }) => line).sort()
}

/** The same from the visits alone. */
async function recount(store: Store, facility: string): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', 'visits', grain, start, dimension, value, count(*), count(*) filter (where open)) as line
    from visit_cells where facility = ${facility} group by grain, start, dimension, value
    union all select concat_ws(' ', 'villages', grain, start, village, dimension, value, count(*))
    from village_cells where facility = ${facility} group by grain, start, village, dimension, value
    union all select concat_ws(' ', 'people', grain, start, village, count(*), count(*) filter (where jkn))
    from people_cells where facility = ${facility} group by grain, start, village
    union all select concat_ws(' ', 'reached', month, village, target_group, count(*))
    from reached_cells where facility = ${facility} group by month, village, target_group`.execute(store.db)
  return rows.map(({ line }) => line).sort()
}

type Known = { patient: number; visit: Visit }

/** The newest state of each visit that counts, known without the database. */
function newestVisits(sequence: Bundle[]): Known[] {
  const newest = new Map<number, Known>()
  for (const { visits } of sequence)
    for (const { slot, patient, visit } of visits)
      newest.set(slot, { patient, visit: { ...usualVisit, ...visit } })
  return [...newest.values()].filter(({ visit }) => !['cancelled', 'entered-in-error'].includes(visit.status))
}

function newestPeople(sequence: Bundle[]): Person[] {
  const people = Array.from(
    { length: patients },
    (): Person => ({ sex: 'unknown', village: null, into: null }),
  )
  for (const bundle of sequence) for (const { patient, person } of bundle.people) people[patient] = person
  return people
}

function countVisitsSent(sequence: Bundle[]): string[] {
  const people = newestPeople(sequence)
  const cells = new Map<string, { visits: number; open: number }>()
  for (const { patient, visit } of newestVisits(sequence)) {
    const { sex, village } = people[patient] ?? { sex: 'unknown', village: null }
    const told = {
      all: '',
      cluster: visit.cluster,
      life_stage: visit.lifeStage,
      purpose: visit.purpose,
      sex: { male: 'L', female: 'P', unknown: 'tidak_diketahui' }[sex],
      village: village ?? 'tidak_diketahui',
      payer: visit.payer,
      visit_kind: visit.kind,
      first_ever: visit.firstEver ? 'ya' : 'tidak',
      first_this_year: 'tidak_diketahui',
      inside_area: visit.insideArea ? 'ya' : 'tidak',
      service_recorded: 'ya',
    }
    for (const [dimension, value] of Object.entries(told)) {
      for (const span of [`day ${visit.day}`, `month ${visit.day.slice(0, 7)}-01`]) {
        const key = `visits ${span} ${dimension} ${value}`
        const cell = cells.get(key) ?? { visits: 0, open: 0 }
        cells.set(key, { visits: cell.visits + 1, open: cell.open + (visit.status === 'finished' ? 0 : 1) })
      }
    }
  }
  return [...cells].map(([key, { visits, open }]) => `${key} ${visits} ${open}`).sort()
}

/** The record in use, whatever record a visit names. */
function whoIs(people: readonly Person[]): (patient: number) => number {
  const personOf = (patient: number): number => {
    const into = people[patient]?.into ?? null
    return into === null ? patient : personOf(into)
  }
  return personOf
}

/** Each person once a year in a group, in the month in which they first came as one of it. */
function countReachedSent(sequence: Bundle[]): string[] {
  const people = newestPeople(sequence)
  const personOf = whoIs(people)
  const seen = new Map<string, { months: string[]; villages: string[]; group: string }>()
  for (const { patient, visit } of newestVisits(sequence)) {
    const group = visit.lifeStage === 'prasekolah' ? 'balita' : visit.lifeStage
    const key = `${visit.day.slice(0, 4)} ${group} ${personOf(patient)}`
    const known = seen.get(key) ?? { months: [], villages: [], group }
    known.months.push(`${visit.day.slice(0, 7)}-01`)
    known.villages.push(people[patient]?.village ?? '')
    seen.set(key, known)
  }
  const cells = new Map<string, number>()
  for (const { months, villages, group } of seen.values()) {
    const village = villages.sort().at(-1) || 'tidak_diketahui'
    const key = `reached ${months.sort()[0]} ${village} ${group}`
    cells.set(key, (cells.get(key) ?? 0) + 1)
  }
  return [...cells].map(([key, n]) => `${key} ${n}`).sort()
}

function countPeopleSent(sequence: Bundle[]): string[] {
  const people = newestPeople(sequence)
  const personOf = whoIs(people)
  const seen = new Map<string, { span: string; villages: string[]; jkn: boolean }>()
  for (const { patient, visit } of newestVisits(sequence)) {
    for (const span of [`month ${visit.day.slice(0, 7)}-01`, `year ${visit.day.slice(0, 4)}-01-01`]) {
      const key = `${span} ${personOf(patient)}`
      const known = seen.get(key) ?? { span, villages: [], jkn: false }
      seen.set(key, {
        span,
        villages: [...known.villages, people[patient]?.village ?? ''],
        jkn: known.jkn || visit.payer.startsWith('jkn_'),
      })
    }
  }
  const cells = new Map<string, { people: number; jkn: number }>()
  for (const { span, villages, jkn } of seen.values()) {
    const key = `people ${span} ${villages.toSorted().at(-1) || 'tidak_diketahui'}`
    const cell = cells.get(key) ?? { people: 0, jkn: 0 }
    cells.set(key, { people: cell.people + 1, jkn: cell.jkn + (jkn ? 1 : 0) })
  }
  return [...cells].map(([key, { people: n, jkn }]) => `${key} ${n} ${jkn}`).sort()
}

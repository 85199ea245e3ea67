import type { Coverage, Encounter, Immunization, Observation, Patient } from 'fhir/r4'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { extensionUrls, type FhirType, recordSystem } from '#contract/fhir'
import { machine } from '#hub/system'
import type { Fault } from '../support/fault-proxy.ts'
import { type Account, type Dinkes, openDinkes } from './dinkes.ts'
import { openPuskesmas, type Puskesmas, pauses } from './puskesmas.ts'

/** One district for a test file, and for each test a Puskesmas of its own that it knows. */
export let dinkes: Dinkes
export let account: Account
export let puskesmas: Puskesmas

export type Visited = { patientId: string; visitId: string }

export function setScene(): void {
  beforeAll(async () => {
    dinkes = await openDinkes()
  })
  afterAll(async () => {
    await dinkes.close()
  })
  beforeEach(async () => {
    account = await dinkes.admit('Puskesmas Teluk Harapan')
    puskesmas = await openPuskesmas(dinkes, account)
  })
  afterEach(async () => {
    dinkes.proxy.decide(null)
    dinkes.proxy.seen.length = 0
    pauses.length = 0
    await puskesmas.close()
  })
}

/** Registers people, each with a visit; their ids in order. */
export async function aDay(count: number): Promise<Visited[]> {
  const day: Visited[] = []
  for (let n = 0; n < count; n += 1) {
    const patient = await puskesmas.register()
    day.push({ patientId: patient.id, visitId: await puskesmas.arrive(patient) })
  }
  return day
}

/** What the district keeps of this Puskesmas; `signIn` where its secret has changed. */
export function patients(signIn: Account = account): Promise<Patient[]> {
  return dinkes.list<Patient>(signIn, 'Patient')
}

export function encounters(signIn: Account = account): Promise<Encounter[]> {
  return dinkes.list<Encounter>(signIn, 'Encounter')
}

export const immunizations = () => dinkes.list<Immunization>(account, 'Immunization')
export const observations = () => dinkes.list<Observation>(account, 'Observation')
export const coverages = () => dinkes.list<Coverage>(account, 'Coverage')

export async function waiting(): Promise<number> {
  return (await puskesmas.sync().status()).waiting
}

/** The local id that a resource carries as its Puskesmas's own identifier. */
export function localId(resource: Patient | Encounter, { code }: Account = account): string {
  const system = recordSystem(code, resource.resourceType)
  return resource.identifier?.find((identifier) => identifier.system === system)?.value ?? ''
}

export function revisionOf(resource: Patient | Encounter | undefined): number {
  return resource?.extension?.find(({ url }) => url === extensionUrls.sourceRevision)?.valueInteger ?? 0
}

export function isBatchOf(type: FhirType, { path, body }: { path: string; body: string }): boolean {
  return path === '/fhir' && body.includes(`"resourceType":"${type}","`)
}

/** A batch answered as if it were stored, by a server that stores nothing of it. */
export function forgetful(body: string): Fault {
  const { entry } = JSON.parse(body) as { entry: { request: { method: string; url: string } }[] }
  const stored = entry.map(({ request: { method, url } }) => ({
    response:
      method === 'PUT'
        ? { status: '200', location: url }
        : { status: '201', location: `Encounter/${machine.newId()}`, etag: 'W/"1"' },
  }))
  const answer = { resourceType: 'Bundle', type: 'batch-response', entry: stored }
  return { answer: { status: 200, body: JSON.stringify(answer) } }
}

/** Nothing lost, nothing twice: the local ids at the server are exactly these, and each visit is its patient's. */
export async function expectArrived(day: readonly Visited[], signIn: Account = account): Promise<void> {
  const people = await patients(signIn)
  const nameOf = new Map(people.map((one) => [`Patient/${one.id}`, localId(one)]))
  const arrived = (await encounters(signIn)).map((visit) => ({
    patientId: nameOf.get(visit.subject?.reference ?? ''),
    visitId: localId(visit),
  }))
  const inOrder = (some: readonly { visitId: string }[]) =>
    some.toSorted((a, b) => (a.visitId < b.visitId ? -1 : 1))
  expect(inOrder(arrived)).toEqual(inOrder(day))
  expect([...nameOf.values()].sort()).toEqual([...new Set(day.map(({ patientId }) => patientId))].sort())
}

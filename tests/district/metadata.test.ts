import type { CapabilityStatement, CapabilityStatementRestResource } from 'fhir/r4'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FhirType, fhirTypes, recordSystem } from '#contract/fhir'
import type { District } from '#district/district'
import {
  type Answer,
  addSender,
  bundleOf,
  conditionFor,
  createEntry,
  databases,
  encounterOf,
  entriesOf,
  openAsManager,
  type Place,
  patientOf,
  type Sender,
  startDistrict,
} from './harness.ts'

type Held = {
  resourceType: string
  identifier: { system: string; value: string }[]
  [element: string]: unknown
}

/** R4 knows far more; these are asked of every type that does not list them. */
const wellKnown: Record<string, string> = {
  name: 'Ningsih',
  birthdate: '1998-07-05',
  status: 'finished',
  date: '2026-11-20',
  patient: v7(),
  subject: `Patient/${v7()}`,
  beneficiary: `Patient/${v7()}`,
  encounter: v7(),
  _id: v7(),
  _text: 'Ningsih',
  _sort: '_lastUpdated',
  _include: 'Encounter:patient',
  _has: 'Encounter:patient:status',
  'identifier:not': 'x',
  'patient.name': 'x',
}

/** What R4 allows beside the interactions that this server lists. */
const interactions: Record<
  string,
  (type: string, id: string) => [method: string, path: string, body?: unknown]
> = {
  vread: (type, id) => ['GET', `/${type}/${id}/_history/1`],
  patch: (type, id) => ['PATCH', `/${type}/${id}`, []],
  delete: (type, id) => ['DELETE', `/${type}/${id}`],
  'history-instance': (type, id) => ['GET', `/${type}/${id}/_history`],
  'history-type': (type) => ['GET', `/${type}/_history`],
  conditionalUpdate: (type) => ['PUT', `/${type}?identifier=x`, {}],
  conditionalDelete: (type) => ['DELETE', `/${type}?identifier=x`],
  $everything: (type, id) => ['GET', `/${type}/${id}/$everything`],
  $validate: (type) => ['POST', `/${type}/$validate`, {}],
  '$day-digest by POST': (type) => ['POST', `/${type}/$day-digest`, {}],
}

describe.each(databases)('/metadata on %s', (_name, prepare) => {
  let place: Place
  let district: District
  let sender: Sender
  let statement: CapabilityStatement
  let ids: { patient: string; encounter: string }

  beforeAll(async () => {
    place = await prepare()
    district = await startDistrict(place.place)
    sender = await addSender(district.origin, await openAsManager(district), 'P3404010')
    statement = (await (await fetch(`${district.origin}/fhir/metadata`)).json()) as CapabilityStatement
    const patient = idOf(await create('Patient'))
    ids = { patient, encounter: '' }
    ids.encounter = idOf(await create('Encounter'))
  })

  afterAll(async () => {
    await district?.close()
    await place?.release()
  })

  async function create(type: FhirType, resource = resourceOf(type)): Promise<Answer> {
    return await sender.ask('POST', `/${type}`, resource, { 'if-none-exist': conditionFor(resource) })
  }

  /** As small as each type may be. */
  function resourceOf(type: FhirType, local = v7()): Held {
    const identifier = [{ system: recordSystem(sender.code, type), value: local }]
    const own = { resourceType: type, identifier }
    const [subject, encounter] = [
      { reference: `Patient/${ids?.patient}` },
      { reference: `Encounter/${ids?.encounter}` },
    ]
    switch (type) {
      case 'Organization':
      case 'Location':
        return { ...own, name: 'Poli Umum' }
      case 'Patient':
        return patientOf(sender.code, local)
      case 'Encounter':
        return encounterOf(sender.code, ids.patient, {}, local)
      case 'Coverage':
        return { ...own, status: 'active', beneficiary: subject, payor: [{ display: 'BPJS Kesehatan' }] }
      case 'Immunization': {
        const given = { status: 'completed', vaccineCode: { text: 'BCG' }, occurrenceDateTime: '2026-11-20' }
        return { ...own, ...given, patient: subject, encounter }
      }
      case 'Observation':
        return { ...own, status: 'final', code: { text: 'berat badan' }, subject, encounter }
    }
  }

  function listed(type: FhirType): CapabilityStatementRestResource {
    return (
      statement.rest?.[0]?.resource?.find((one) => one.type === type) ?? expect.fail(`${type} is not listed`)
    )
  }

  it('lists the types that Loket sends, and these alone', () => {
    expect(statement.rest?.[0]?.resource?.map(({ type }) => type)).toEqual(fhirTypes)
    expect(statement).toMatchObject({ fhirVersion: '4.0.1', format: ['json'] })
  })

  it.each(fhirTypes)('does every interaction that it lists for %s', async (type) => {
    const resource = resourceOf(type)
    const id = idOf(await create(type, resource))
    const tried: Record<string, () => Promise<unknown>> = {
      read: async () =>
        expect((await sender.ask('GET', `/${type}/${id}`)).body).toMatchObject({ ...resource, id }),
      create: async () => expect((await sender.ask('POST', `/${type}`, resourceOf(type))).status).toBe(201),
      update: async () => {
        const changed = await sender.ask('PUT', `/${type}/${id}`, { ...resource, id, language: 'id' })
        expect([changed.status, changed.headers.get('etag')]).toEqual([200, 'W/"2"'])
        const stale = await sender.ask('PUT', `/${type}/${id}`, { ...resource, id }, { 'if-match': 'W/"1"' })
        expect(stale.status).toBe(412)
      },
      'search-type': async () => {
        expect(await found(type, conditionFor(resource))).toEqual([id])
        expect(await found(type, conditionFor(resource), 'GET')).toEqual([id])
      },
    }
    const { interaction = [], conditionalCreate } = listed(type)
    expect(interaction.map(({ code }) => code).sort()).toEqual(Object.keys(tried).sort())
    for (const { code } of interaction) await tried[code]?.()
    expect(conditionalCreate).toBe(true)
    expect(idOf(await create(type, resource))).toBe(id)
  })

  it.each(fhirTypes)('refuses for %s every interaction that it does not list', async (type) => {
    const id = idOf(await create(type))
    for (const [name, askFor] of Object.entries(interactions)) {
      const [method, path, body] = askFor(type, id)
      const answer = await sender.ask(method, path, body)
      expect([404, 405], `${name} of ${type}`).toContain(answer.status)
      expect(answer.body.resourceType).toBe('OperationOutcome')
    }
    const unknown = v7()
    const made = await sender.ask('PUT', `/${type}/${unknown}`, { ...resourceOf(type), id: unknown })
    expect([listed(type).updateCreate, made.status]).toEqual([false, 404])
    expect(listed(type)).toMatchObject({
      readHistory: false,
      conditionalUpdate: false,
      conditionalDelete: 'not-supported',
    })
  })

  it.each(fhirTypes)('finds %s by every parameter that it lists, and refuses the others', async (type) => {
    // A patient of its own, so that what is found by patient is this one alone.
    const before = ids
    ids = { patient: idOf(await create('Patient')), encounter: '' }
    ids.encounter = type === 'Encounter' ? '' : idOf(await create('Encounter'))
    const resource = resourceOf(type)
    const id = idOf(await create(type, resource))
    const patient = ids.patient
    ids = before
    const values: Record<string, string[]> = {
      identifier: [conditionFor(resource).slice('identifier='.length), resource.identifier[0]?.value ?? ''],
      _lastUpdated: ['ge2020-01-01T00:00:00Z', 'gt2020-01-01T00:00:00+07:00', 'le2100-01-01T00:00:00Z'],
      patient: [patient, `Patient/${patient}`],
      subject: [patient, `Patient/${patient}`],
      beneficiary: [patient, `Patient/${patient}`],
    }
    const parameters = (listed(type).searchParam ?? []).map(({ name }) => name)
    for (const name of parameters) {
      for (const value of values[name] ?? expect.fail(`${name} is not tried`)) {
        const answer = await found(type, `${name}=${encodeURIComponent(value)}`)
        if (name === '_lastUpdated') expect(answer).toContain(id)
        else expect(answer).toEqual([id])
      }
    }
    expect(await found(type, '_lastUpdated=lt2020-01-01T00:00:00Z')).toEqual([])
    for (const [name, value] of Object.entries(wellKnown)) {
      if (parameters.includes(name)) continue
      const answer = await sender.ask('GET', `/${type}?${name}=${encodeURIComponent(value)}`)
      expect([answer.status, answer.body.resourceType], name).toEqual([400, 'OperationOutcome'])
    }
  })

  it('finds each record of a person by the person, and nobody else’s', async () => {
    const types = fhirTypes.filter((type) => listed(type).searchParam?.some(({ name }) => name === 'patient'))
    expect(types).toEqual(['Encounter', 'Coverage', 'Immunization', 'Observation'])
    for (const type of types) {
      await create(type)
      expect(await found(type, `patient=${v7()}`)).toEqual([])
      expect((await found(type, `patient=${ids.patient}`)).length).toBeGreaterThan(0)
    }
  })

  it.each(fhirTypes)('answers the operation that it lists for %s', async (type) => {
    expect(listed(type).operation?.map(({ name }) => name)).toEqual(['day-digest'])
    const answer = await sender.ask('GET', `/${type}/$day-digest?from=2026-11-01&to=2026-11-30&offset=7`)
    expect([answer.status, answer.body.resourceType]).toEqual([200, 'Parameters'])
  })

  it('takes the bundles that it lists, and nothing else of the whole server', async () => {
    expect(statement.rest?.[0]?.interaction).toEqual([{ code: 'batch' }, { code: 'transaction' }])
    for (const type of ['batch', 'transaction'] as const) {
      const answer = await sender.ask('POST', '', bundleOf(type, [createEntry(resourceOf('Patient'))]))
      expect([answer.body.type, entriesOf(answer)[0]?.response.status]).toEqual([`${type}-response`, '201'])
    }
    for (const path of [
      '?_type=Patient',
      '/_history',
      '/$convert',
      '/Bundle',
      '/_search',
      '/.well-known/smart-configuration',
    ]) {
      const answer = await sender.ask('GET', path)
      expect([404, 405], path).toContain(answer.status)
      expect(answer.body.resourceType).toBe('OperationOutcome')
    }
  })

  it('names an address where the tokens it asks for are given', async () => {
    const [oauth] = statement.rest?.[0]?.security?.extension ?? []
    const { clientId, clientSecret } = sender.credentials
    const answer = await fetch(oauth?.extension?.[0]?.valueUri ?? '', {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
      }),
    })
    expect(answer.status).toBe(200)
    expect(statement.implementation?.url).toBe(`${district.origin}/fhir`)
  })

  async function found(type: FhirType, query: string, method: 'GET' | 'POST' = 'POST'): Promise<string[]> {
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer =
      method === 'GET'
        ? await sender.ask('GET', `/${type}?${query}`)
        : await sender.ask('POST', `/${type}/_search`, query, form)
    expect(answer.status, query).toBe(200)
    return (answer.body.entry as { resource: { id: string } }[]).map(({ resource }) => resource.id)
  }
})

function idOf({ status, body }: Answer): string {
  expect([200, 201], JSON.stringify(body)).toContain(status)
  return String(body.id)
}

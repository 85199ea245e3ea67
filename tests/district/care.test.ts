import type { CapabilityStatement } from 'fhir/r4'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  careCoding,
  extensionUrls,
  type FhirType,
  fhirTypes,
  payerCoding,
  recordSystem,
} from '#contract/fhir'
import type { District } from '#district/district'
import {
  addSender,
  bundleOf,
  conditionFor,
  countOf,
  createEntry,
  databases,
  encounterOf,
  entriesOf,
  openAsManager,
  type Place,
  problemOf,
  type Sender,
  sendPatient,
  startDistrict,
} from './harness.ts'

const careTypes = ['Coverage', 'Immunization', 'Observation'] as const
type CareType = (typeof careTypes)[number]
type Named = { patient: string; encounter: string }

describe.each(databases)('care and memberships at the FHIR end on %s', (_name, prepare) => {
  let place: Place
  let district: District
  let loket: Sender
  let neighbour: Sender
  let named: Named

  beforeAll(async () => {
    place = await prepare()
    district = await startDistrict(place.place)
    const client = await openAsManager(district)
    loket = await addSender(district.origin, client, 'P3404010')
    neighbour = await addSender(district.origin, client, 'P3404020')
    const patient = await sendPatient(loket)
    const encounter = await loket.ask('POST', '/Encounter', encounterOf(loket.code, patient))
    named = { patient, encounter: String(encounter.body.id) }
  })
  afterAll(async () => {
    await district?.close()
    await place?.release()
  })

  async function store(type: CareType): Promise<{ id: string; resource: ReturnType<typeof careOf> }> {
    const resource = careOf(type, loket.code, named)
    const answer = await loket.ask('POST', `/${type}`, resource, { 'if-none-exist': conditionFor(resource) })
    expect([type, answer.status]).toEqual([type, 201])
    return { id: String(answer.body.id), resource }
  }

  it('names every type it serves in /metadata, and answers for each; others it does not know', async () => {
    const { body } = await loket.ask('GET', '/metadata')
    const served = (body as unknown as CapabilityStatement).rest?.[0]?.resource ?? []
    expect(served.map(({ type }) => type)).toEqual([...fhirTypes])
    for (const { type, interaction, searchParam } of served) {
      expect(interaction?.map(({ code }) => code)).toEqual(['read', 'create', 'update', 'search-type'])
      for (const { name } of searchParam ?? []) {
        const value = { identifier: 'x|y', _lastUpdated: 'ge2026-01-01T00:00:00Z' }[name] ?? named.patient
        const found = await loket.ask('GET', `/${type}?${name}=${encodeURIComponent(value)}`)
        expect([type, name, found.status]).toEqual([type, name, 200])
      }
    }
    for (const type of ['Condition', 'QuestionnaireResponse'])
      expect((await loket.ask('GET', `/${type}`)).status).toBe(404)
  })

  it.each(careTypes)('stores a %s once, changes it and hands it back', async (type) => {
    const { id, resource } = await store(type)
    const again = await loket.ask('POST', `/${type}`, resource, { 'if-none-exist': conditionFor(resource) })
    expect([again.status, again.body.id]).toEqual([200, id])
    const corrected = { ...resource, id, status: 'entered-in-error' }
    expect((await loket.ask('PUT', `/${type}/${id}`, corrected)).status).toBe(200)
    const read = await loket.ask('GET', `/${type}/${id}`)
    expect(read.body).toMatchObject({
      resourceType: type,
      status: 'entered-in-error',
      meta: { versionId: '2' },
    })
    const [own] = resource.identifier
    const found = await loket.ask(
      'GET',
      `/${type}?identifier=${encodeURIComponent(`${own?.system}|${own?.value}`)}`,
    )
    expect(found.body).toMatchObject({ total: 1, entry: [{ resource: { id } }] })
  })

  it.each(careTypes)('lets no other Puskesmas see, change or refer to a %s', async (type) => {
    const { id, resource } = await store(type)
    expect((await neighbour.ask('GET', `/${type}/${id}`)).status).toBe(404)
    expect(await countOf(neighbour, type)).toBe(0)
    const taken = await neighbour.ask('PUT', `/${type}/${id}`, { ...careOf(type, neighbour.code, named), id })
    expect(taken.status).toBe(422)
    const foreign = await neighbour.ask('POST', `/${type}`, resource)
    expect([foreign.status, problemOf(foreign.body)]).toEqual([422, 'fhir_own_identifier'])
    const borrowed = await neighbour.ask('POST', `/${type}`, careOf(type, neighbour.code, named))
    expect([borrowed.status, problemOf(borrowed.body)]).toEqual([422, 'fhir_reference_unknown'])
  })

  it.each<[CareType, string, object]>([
    ['Coverage', 'status', { status: 'aktif' }],
    ['Coverage', 'beneficiary', { beneficiary: undefined }],
    ['Coverage', 'payor', { payor: [] }],
    ['Immunization', 'status', { status: 'diberikan' }],
    ['Immunization', 'vaccineCode', { vaccineCode: {} }],
    ['Immunization', 'occurrenceDateTime', { occurrenceDateTime: 'kemarin' }],
    ['Immunization', 'patient', { patient: { reference: 'Location/x' } }],
    ['Observation', 'code', { code: undefined }],
    ['Observation', 'subject', { subject: undefined }],
    ['Observation', 'encounter', { encounter: { reference: 'Patient/x' } }],
  ])('refuses a %s whose %s is wrong, and names the element', async (type, element, change) => {
    const before = await countOf(loket, type)
    const answer = await loket.ask('POST', `/${type}`, { ...careOf(type, loket.code, named), ...change })
    expect(answer.status).toBe(422)
    const [issue] = (answer.body as { issue: { expression?: string[] }[] }).issue
    expect(issue?.expression?.[0]).toMatch(new RegExp(`^${type}\\.${element}`))
    expect(await countOf(loket, type)).toBe(before)
  })

  it('takes care in one transaction with its patient and visit, and counts no visit for it', async () => {
    const patient = { ...createEntry(patientLike(loket.code)), fullUrl: 'urn:uuid:p' }
    const visit = encounterOf(loket.code, '')
    visit.subject.reference = 'urn:uuid:p'
    const care = careOf('Observation', loket.code, { patient: '', encounter: '' })
    const resource = { ...care, subject: { reference: 'urn:uuid:p' }, encounter: { reference: 'urn:uuid:e' } }
    const entries = [patient, createEntry(visit, 'urn:uuid:e'), createEntry(resource)]
    const answer = await loket.ask('POST', '', bundleOf('transaction', entries))
    const stored = entriesOf(answer).map(({ response }) => response)
    expect(stored.map(({ status }) => status)).toEqual(['201', '201', '201'])
    const kept = await loket.ask('GET', `/${stored[2]?.location}`)
    expect(kept.body).toMatchObject({
      subject: { reference: stored[0]?.location },
      encounter: { reference: stored[1]?.location },
    })
  })
})

function patientLike(code: string) {
  return {
    resourceType: 'Patient',
    identifier: [{ system: recordSystem(code, 'Patient'), value: v7() }],
    name: [{ text: 'Ningsih' }],
  }
}

/** As Loket sends them. */
function careOf(type: CareType, code: string, { patient, encounter }: Named) {
  const common = {
    resourceType: type as FhirType,
    identifier: [{ system: recordSystem(code, type), value: v7() }],
    extension: [{ url: extensionUrls.sourceRevision, valueInteger: 1 }],
  }
  const person = { reference: `Patient/${patient}` }
  const visit = { reference: `Encounter/${encounter}` }
  const at = '2026-11-20T08:10:00+07:00'
  switch (type) {
    case 'Coverage':
      return {
        ...common,
        status: 'active',
        type: { coding: [{ system: payerCoding, code: 'jkn_pbi' }] },
        subscriberId: '0001234567890',
        beneficiary: person,
        payor: [{ display: 'BPJS Kesehatan' }],
      }
    case 'Immunization':
      return {
        ...common,
        status: 'completed',
        vaccineCode: { coding: [{ system: careCoding, code: 'imunisasi-9' }] },
        patient: person,
        encounter: visit,
        occurrenceDateTime: at,
      }
    case 'Observation':
      return {
        ...common,
        status: 'final',
        code: { coding: [{ system: careCoding, code: 'timbang' }] },
        subject: person,
        encounter: visit,
        effectiveDateTime: at,
      }
  }
}

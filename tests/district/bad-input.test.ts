import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FhirType, recordSystem } from '#contract/fhir'
import type { District } from '#district/district'
import { openStore, type Store } from '#district/store/open'
import { machine } from '#district/system'
import {
  addSender,
  bundleOf,
  conditionFor,
  connectSender,
  createEntry,
  type DashboardClient,
  databases,
  encounterOf,
  entriesOf,
  type Outcome,
  openAsManager,
  type Place,
  patientOf,
  problemOf,
  type Sender,
  sendPatient,
  startDistrict,
} from './harness.ts'

const megabyte = 1024 * 1024
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`

type Asked = {
  method?: string
  path?: string
  body?: string | Uint8Array<ArrayBuffer> | ReadableStream
  headers?: Record<string, string>
  /** Instead of the sender's own. */
  token?: string
}
type Told = { status: number; headers: Headers; text: string }

/** Refused requests, each with its status, its code and the rows that it may leave: none but the note of a delivery. */
type Case = [title: string, asked: () => Asked | Promise<Asked>, status: number, code: string, noted?: true]

describe.each(databases)('bad input on %s', (_name, prepare) => {
  const clock = { aheadMs: 0 }
  let place: Place
  let store: Store
  let district: District
  let client: DashboardClient
  let loket: Sender
  let neighbour: Sender
  let patient: ReturnType<typeof patientOf>
  let patientId: string
  let foreign: ReturnType<typeof patientOf>
  let foreignId: string

  beforeAll(async () => {
    place = await prepare()
    district = await startDistrict(place.place, undefined, {
      system: { ...machine, now: () => new Date(Date.now() + clock.aheadMs) },
      open: async (at, events) => {
        store = await openStore(at, events)
        return store
      },
    })
    client = await openAsManager(district)
    loket = await addSender(district.origin, client, 'P3404010')
    neighbour = await addSender(district.origin, client, 'P3404020')
    patient = patientOf(loket.code)
    patientId = await sendPatient(loket, patient)
    foreign = patientOf(neighbour.code)
    foreignId = await sendPatient(neighbour, foreign)
  })

  afterAll(async () => {
    await district?.close()
    await place?.release()
  })

  async function send({ method = 'POST', path = '', body, headers, token }: Asked): Promise<Told> {
    const response = await fetch(`${district.origin}/fhir${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token ?? loket.token}`,
        'content-type': 'application/fhir+json',
        ...headers,
      },
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }

  /** How many rows each table gained by it, but for what the district finds by itself and which records it refused (unmended.test.ts). */
  async function rowsBy<T>(work: () => Promise<T>): Promise<{ done: T; gained: Record<string, number> }> {
    const before = await countRows(store)
    const done = await work()
    const after = await countRows(store)
    const gained = [...after].map(([table, rows]) => [table, rows - (before.get(table) ?? 0)] as const)
    const own = ['same_people', 'refused_records']
    return { done, gained: Object.fromEntries(gained.filter(([name, n]) => n !== 0 && !own.includes(name))) }
  }

  const refused: Case[] = [
    ['JSON that breaks off', () => ({ body: '{"resourceType":' }), 400, 'fhir_unreadable'],
    ['an empty body', () => ({ body: '' }), 400, 'fhir_unreadable'],
    [
      'letters that are not UTF-8',
      () => ({ path: '/Patient', body: badLetters(patientOf(loket.code)) }),
      400,
      'fhir_unreadable',
    ],
    [
      'what claims to be gzip and is not',
      () => ({ body: '{}', headers: { 'content-encoding': 'gzip' } }),
      400,
      'fhir_unreadable',
    ],
    [
      'an unknown encoding',
      () => ({ body: '{}', headers: { 'content-encoding': 'br' } }),
      415,
      'fhir_unsupported',
    ],
    [
      'a body that is not declared as JSON',
      () => ({ body: '<html>', headers: { 'content-type': 'text/html' } }),
      415,
      'fhir_unsupported',
    ],
    [
      'a search that is not declared as a form',
      () => ({ path: '/Patient/_search', body: conditionFor(patient) }),
      415,
      'fhir_unsupported',
    ],
    ['50 MB of known length', () => ({ body: new Uint8Array(50 * megabyte) }), 413, 'fhir_too_large'],
    ['50 MB of unknown length', () => ({ body: streamOf(50) }), 413, 'fhir_too_large'],
    [
      '50 MB in a gzip bomb',
      () => ({ body: zipped(Buffer.alloc(50 * megabyte)), headers: { 'content-encoding': 'gzip' } }),
      413,
      'fhir_too_large',
    ],
    [
      'a search of 100 KB',
      () => ({ path: '/Patient/_search', body: `identifier=${'x'.repeat(100_000)}`, headers: form }),
      413,
      'fhir_too_large',
    ],
    ['10,000 entries', () => ({ body: bundle(Array(10_000).fill({})) }), 413, 'fhir_too_many'],
    [
      'a bundle of another type',
      () => ({ body: '{"resourceType":"Bundle","type":"collection"}' }),
      422,
      'fhir_element',
    ],
    ['a bundle that is a list', () => ({ body: '[]' }), 422, 'fhir_element'],
    ['nesting 10,000 deep in place of a bundle', () => ({ body: deep }), 422, 'fhir_element'],
    ...['"female"', '"meta"'].map((where): Case => {
      const text = () => JSON.stringify({ ...patientOf(loket.code), meta: 1 })
      const nested = () =>
        where === '"meta"'
          ? text().replace('"meta":1', `"meta":{"tag":${deep}}`)
          : text().replace(where, `${where},"x":${deep}`)
      return [
        `nesting 10,000 deep in ${where === '"meta"' ? 'meta' : 'an element'}`,
        () => ({ path: '/Patient', body: nested() }),
        422,
        'fhir_unreadable',
        true,
      ]
    }),
    ['an unknown type', () => ({ path: '/Condition', body: '{}' }), 404, 'fhir_unknown'],
    ['a search of an unknown type', () => ({ method: 'GET', path: '/Condition' }), 404, 'fhir_unknown'],
    [
      'a path below a resource',
      () => ({ method: 'GET', path: `/Patient/${patientId}/_history` }),
      404,
      'fhir_unknown',
    ],
    ['an id that is none', () => ({ method: 'GET', path: '/Patient/%00' }), 404, 'fhir_unknown'],
    [
      'an unknown search parameter',
      () => ({ method: 'GET', path: '/Patient?name=Ningsih' }),
      400,
      'fhir_unsupported',
    ],
    [
      'a parameter named like a part of the language',
      () => ({ method: 'GET', path: '/Patient?constructor=x' }),
      400,
      'fhir_unsupported',
    ],
    [
      'a parameter given twice',
      () => ({ method: 'GET', path: '/Patient?_count=1&_count=2' }),
      400,
      'fhir_unsupported',
    ],
    [
      'a time without a zone',
      () => ({ method: 'GET', path: '/Patient?_lastUpdated=ge2026-11-20' }),
      400,
      'fhir_unsupported',
    ],
    ['a search for NUL', () => ({ method: 'GET', path: '/Patient?identifier=%00' }), 400, 'fhir_unsupported'],
    ['DELETE', () => ({ method: 'DELETE', path: `/Patient/${patientId}` }), 405, 'fhir_unsupported'],
    [
      'PATCH',
      () => ({ method: 'PATCH', path: `/Patient/${patientId}`, body: '[]' }),
      405,
      'fhir_unsupported',
    ],
    ['OPTIONS', () => ({ method: 'OPTIONS', path: '/Patient' }), 405, 'fhir_unsupported'],
    ['GET where a bundle goes', () => ({ method: 'GET' }), 405, 'fhir_unsupported'],
    ['POST to /metadata', () => ({ path: '/metadata', body: '{}' }), 405, 'fhir_unsupported'],
    [
      'a page of another site',
      () => ({ path: '/Patient', body: '{}', headers: { origin: 'https://example.com' } }),
      403,
      'not_allowed',
    ],
    [
      'a token that nobody gave',
      () => ({ method: 'GET', path: '/Patient', token: 'tidak-ada' }),
      401,
      'fhir_sign_in',
    ],
    [
      'another Puskesmas’ identifier',
      () => ({ path: '/Patient', body: JSON.stringify(patientOf(neighbour.code)) }),
      422,
      'fhir_own_identifier',
      true,
    ],
    [
      'a change of another Puskesmas’ record',
      () => put(foreignId, { ...patientOf(loket.code), id: foreignId }),
      404,
      'fhir_unknown',
      true,
    ],
    [
      'reading another Puskesmas’ record',
      () => ({ method: 'GET', path: `/Patient/${foreignId}` }),
      404,
      'fhir_unknown',
    ],
    [
      'a visit of another Puskesmas’ patient',
      () => ({ path: '/Encounter', body: JSON.stringify(encounterOf(loket.code, foreignId)) }),
      422,
      'fhir_reference_unknown',
      true,
    ],
    [
      'a record that breaks its profile',
      () => ({ path: '/Patient', body: JSON.stringify({ ...patientOf(loket.code), gender: 'perempuan' }) }),
      422,
      'fhir_element',
      true,
    ],
    [
      'a stale If-Match',
      () => put(patientId, { ...patient, id: patientId, gender: 'male' }, 'W/"7"'),
      412,
      'fhir_version_conflict',
      true,
    ],
    [
      'an If-Match that is no version',
      () => put(patientId, { ...patient, id: patientId, gender: 'male' }, 'terbaru'),
      400,
      'fhir_unsupported',
      true,
    ],
    [
      'NUL in a name',
      () => ({
        path: '/Patient',
        body: JSON.stringify({ ...patientOf(loket.code), name: [{ text: 'Ni\0ngsih' }] }),
      }),
      422,
      'fhir_unstorable',
      true,
    ],
    [
      'NUL in the identifier itself',
      () => ({ path: '/Patient', body: JSON.stringify(patientOf(loket.code, `${v7()}\0`)) }),
      422,
      'fhir_unstorable',
      true,
    ],
    [
      'half of a letter',
      () => ({ path: '/Patient', body: JSON.stringify(patientOf(loket.code)).replace('Ningsih', '\\ud800') }),
      422,
      'fhir_unstorable',
      true,
    ],
    [
      'a transaction with one entry that breaks its profile',
      () => ({
        body: bundle([...twoGood(), createEntry({ ...patientOf(loket.code), gender: 'x' })], 'transaction'),
      }),
      422,
      'fhir_element',
    ],
    [
      'a transaction with NUL in one entry',
      () => ({
        body: bundle(
          [...twoGood(), createEntry({ ...patientOf(loket.code), name: [{ text: '\0' }] })],
          'transaction',
        ),
      }),
      422,
      'fhir_unstorable',
      true,
    ],
    [
      'a transaction that creates one record twice',
      () => {
        const twice = createEntry(patientOf(loket.code))
        return { body: bundle([...twoGood(), twice, twice], 'transaction') }
      },
      409,
      'fhir_twice',
      true,
    ],
    [
      'a transaction with a stale If-Match',
      () => {
        const request = { method: 'PUT', url: `Patient/${patientId}`, ifMatch: 'W/"7"' }
        const late = { resource: { ...patient, id: patientId, gender: 'male' }, request }
        return { body: bundle([...twoGood(), late], 'transaction') }
      },
      412,
      'fhir_version_conflict',
      true,
    ],
  ]

  it.each(refused)('refuses %s and keeps nothing of it', async (_title, asked, status, code, noted) => {
    const { done, gained } = await rowsBy(async () => await send(await asked()))
    expect([done.status, done.headers.get('content-type')]).toEqual([
      status,
      'application/fhir+json; charset=utf-8',
    ])
    const outcome = JSON.parse(done.text) as Outcome & { resourceType: string }
    expect(outcome.resourceType).toBe('OperationOutcome')
    expect(problemOf(outcome)).toBe(code)
    expect(outcome.issue[0]?.details.text).toMatch(/\w.*[.)]$/)
    if (status === 405) expect(done.headers.get('allow')).toMatch(/^[A-Z, ]+$/)
    if (status === 401) expect(done.headers.get('www-authenticate')).toContain('Bearer')
    expect(gained).toEqual(noted ? { deliveries: 1 } : {})
    const kept = await loket.ask('GET', `/Patient/${patientId}`)
    expect(kept.body).toMatchObject({ gender: 'female', meta: { versionId: '1' } })
  })

  /** What is not FHIR R4, or not what was agreed beyond it: the element at fault, and the rest of a good resource. */
  const misshapen: [element: string, type: FhirType, change: object][] = [
    ['Patient.name', 'Patient', { name: 5 }],
    ['Patient.warna', 'Patient', { warna: 'merah' }],
    ['Patient.telecom', 'Patient', { telecom: '081234567890' }],
    ['Patient.address', 'Patient', { address: null }],
    ['Patient.address', 'Patient', { address: [] }],
    ['Patient.deceasedDateTime', 'Patient', { deceasedDateTime: 'besok' }],
    ['Patient.deceasedBoolean', 'Patient', { deceasedDateTime: '2026-11-20', deceasedBoolean: true }],
    ['Patient.birthDate', 'Patient', { birthDate: '1980-02-31' }],
    ['Patient.name[0].use', 'Patient', { name: [{ use: 'resmi', text: 'Ningsih' }] }],
    ['Patient.contact[0].name.teks', 'Patient', { contact: [{ name: { teks: 'Maryam' } }] }],
    ['Patient._birthDate.alasan', 'Patient', { _birthDate: { alasan: 'lupa' } }],
    ['Patient.meta.lastUpdated', 'Patient', { meta: { lastUpdated: 'kemarin' } }],
    [
      'Patient.modifierExtension',
      'Patient',
      { modifierExtension: [{ url: 'https://x.id', valueBoolean: true }] },
    ],
    ['Patient.extension[0]', 'Patient', { extension: [{ url: 'https://x.id' }] }],
    [
      'Patient.link[0].other.reference',
      'Patient',
      { link: [{ other: { reference: 'Encounter/1' }, type: 'refer' }] },
    ],
    ['Patient.contained[0]', 'Patient', { contained: [{ resourceType: 'Binary' }] }],
    [
      'Encounter.period.end',
      'Encounter',
      { period: { start: '2026-11-20T08:00:00+07:00', end: '2020-01-01' } },
    ],
    ['Encounter.period.start', 'Encounter', { period: { start: '2026-11-20kapan' } }],
    ['Encounter.statusHistory[0].status', 'Encounter', { statusHistory: [{ status: 'bohong', period: {} }] }],
    ['Encounter.statusHistory[0].period', 'Encounter', { statusHistory: [{ status: 'arrived' }] }],
    ['Encounter.class.code', 'Encounter', { class: { system: 'https://x.id' } }],
    ['Encounter.length.value', 'Encounter', { length: { value: 'lama' } }],
    ['Observation.component', 'Observation', { component: 'x' }],
    ['Observation.valueQuantity.value', 'Observation', { valueQuantity: { value: 'berat' } }],
    ['Observation.subject', 'Observation', { subject: undefined }],
    ['Coverage.payor', 'Coverage', { payor: [] }],
    ['Immunization.occurrenceDateTime', 'Immunization', { occurrenceDateTime: undefined }],
    ['Location.mode', 'Location', { mode: 'nyata' }],
    ['Organization.active', 'Organization', { active: 'ya' }],
  ]

  it.each(misshapen)('refuses %s of a %s that is %j, and stores nothing', async (element, type, change) => {
    const good = goodOf(loket.code, type, patientId)
    expect((await loket.ask('POST', `/${type}`, good)).status).toBe(201)
    const bad = { ...goodOf(loket.code, type, patientId), ...change }
    const { done, gained } = await rowsBy(() => loket.ask('POST', `/${type}`, bad))
    expect([done.status, problemOf(done.body), (done.body as Outcome).issue[0]?.expression]).toEqual([
      422,
      'fhir_element',
      [element],
    ])
    expect(gained).toEqual({ deliveries: 1 })
  })

  it('keeps what R4 knows and Loket does not send', async () => {
    const rich = {
      ...patientOf(loket.code),
      meta: { tag: [{ system: 'https://x.id', code: 'uji' }] },
      language: 'id',
      text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Ningsih</div>' },
      name: [{ family: 'Rahmawati', given: ['Ningsih', null], _given: [null, { id: 'g2' }] }],
      maritalStatus: { text: 'menikah' },
      photo: [{ contentType: 'image/png', data: 'aGFsbw==' }],
      extension: [{ url: 'https://x.id/umur', valueAge: { value: 28, code: 'a' } }],
      contained: [{ resourceType: 'Organization', id: 'o', name: 'Klinik' }],
      managingOrganization: { reference: '#o' },
    }
    const { status, body } = await loket.ask('POST', '/Patient', rich)
    expect([status, body]).toEqual([201, expect.objectContaining({ ...rich, meta: expect.anything() })])
  })

  function put(id: string, resource: object, ifMatch?: string): Asked {
    const headers = ifMatch ? { 'if-match': ifMatch } : {}
    return { method: 'PUT', path: `/Patient/${id}`, body: JSON.stringify(resource), headers }
  }

  function twoGood(): object[] {
    return [createEntry(patientOf(loket.code)), createEntry(patientOf(loket.code))]
  }

  it('finds nothing of another Puskesmas, by identifier or by patient', async () => {
    const visit = encounterOf(neighbour.code, foreignId)
    await neighbour.ask('POST', '/Encounter', visit)
    const byIdentifier = await send({ path: '/Patient/_search', body: conditionFor(foreign), headers: form })
    const byPatient = await send({ path: '/Encounter/_search', body: `patient=${foreignId}`, headers: form })
    expect(JSON.parse(byIdentifier.text)).toMatchObject({ total: 0, entry: [] })
    expect(JSON.parse(byPatient.text)).toMatchObject({ total: 0, entry: [] })
  })

  it('stores the other entries of a batch, and nothing of those at fault', async () => {
    const twin = createEntry(patientOf(loket.code))
    const entries = [
      twin,
      createEntry({ ...patientOf(loket.code), gender: 'perempuan' }),
      createEntry({ ...patientOf(loket.code), name: [{ text: '\0' }] }),
      createEntry({ ...patientOf(loket.code), resourceType: 'Condition' }),
      createEntry(patientOf(neighbour.code)),
      twin,
      { request: 'POST' },
      createEntry(patientOf(loket.code)),
    ]
    const { done, gained } = await rowsBy(() => loket.ask('POST', '', bundleOf('batch', entries)))
    const statuses = entriesOf(done).map(({ response }) => response.status)
    expect(statuses).toEqual(['201', '422', '422', '404', '422', '409', '422', '201'])
    for (const { response } of entriesOf(done))
      expect(problemOf(response.outcome ?? { issue: [] }) === undefined).toBe(response.status === '201')
    expect(gained).toEqual({ resources: 2, identity: 2, patients: 2, deliveries: 1 })
  })

  it('lets a sender that is still writing read why it was refused', async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      const told = await send({ body: streamOf(20) })
      expect([told.status, told.headers.get('connection')]).toEqual([413, 'close'])
    }
  })

  it.each([
    [
      'a head of 20 KB',
      `GET /fhir/Patient HTTP/1.1\r\nhost: x\r\nx-a: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
      'fhir_too_large',
    ],
    ['what is no HTTP', 'HALO DINAS\r\n\r\n', 400, 'fhir_unreadable'],
  ])('answers %s with words, though it never becomes a request', async (_title, sent, status, code) => {
    const socket = connect(Number(new URL(district.origin).port), '127.0.0.1')
    socket.write(sent)
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*application/fhir\\+json`))
    expect([JSON.parse(body).resourceType, problemOf(JSON.parse(body))]).toEqual(['OperationOutcome', code])
  })

  it('takes a gzipped body, and one with a mark of its byte order', async () => {
    const resource = () => JSON.stringify(patientOf(loket.code))
    const headers = { 'content-encoding': 'gzip' }
    const small = await send({ path: '/Patient', body: zipped(Buffer.from(resource())), headers })
    const marked = await send({ path: '/Patient', body: `\ufeff${resource()}` })
    expect([small.status, marked.status]).toEqual([201, 201])
  })

  it('answers HEAD as GET, without a body', async () => {
    const { status, headers, text } = await send({ method: 'HEAD', path: `/Patient/${patientId}` })
    expect([status, headers.get('etag'), text]).toEqual([200, 'W/"1"', ''])
    expect((await send({ method: 'HEAD', path: `/Patient/${foreignId}` })).status).toBe(404)
  })

  it('tells the time by the clock that its records get, so that a sender can hold its own against it', async () => {
    clock.aheadMs += 7 * 60_000
    const { headers } = await send({ method: 'GET', path: '/metadata' })
    const aheadMs = Date.parse(headers.get('date') ?? '') - Date.now()
    expect(Math.round(aheadMs / 60_000)).toBe(Math.round(clock.aheadMs / 60_000))
  })

  it('lets a token expire after 55 minutes, and gives another', async () => {
    const sender = await addSender(district.origin, client, 'P3404030')
    expect((await sender.ask('GET', '/Patient')).status).toBe(200)
    clock.aheadMs += 56 * 60_000
    const { done, gained } = await rowsBy(() => sender.ask('POST', '/Patient', patientOf(sender.code)))
    expect([done.status, problemOf(done.body)]).toEqual([401, 'fhir_sign_in'])
    expect(gained).toEqual({})
    const again = await connectSender(district.origin, sender)
    expect((await again.ask('POST', '/Patient', patientOf(sender.code))).status).toBe(201)
    loket = await connectSender(district.origin, loket)
    neighbour = await connectSender(district.origin, neighbour)
  })

  it.each([
    ['another method', { method: 'GET' }, 405],
    [
      'a body that is no form',
      { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
      415,
    ],
    ['50 MB', { method: 'POST', body: new Uint8Array(50 * megabyte), headers: form }, 413],
    [
      'a client named NUL',
      { method: 'POST', body: 'grant_type=client_credentials&client_id=%00', headers: form },
      401,
    ],
    ['another kind of grant', { method: 'POST', body: 'grant_type=password', headers: form }, 400],
  ])('refuses %s where tokens are given', async (_title, asked, status) => {
    const { done, gained } = await rowsBy(async () => {
      const response = await fetch(`${district.origin}/oauth2/token`, asked)
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    })
    expect(done.status).toBe(status)
    expect(done.body.resourceType ?? done.body.error).toMatch(
      /OperationOutcome|invalid_client|unsupported_grant/,
    )
    expect(gained).toEqual({})
  })
})

function bundle(entries: unknown[], type: 'batch' | 'transaction' = 'batch'): string {
  return JSON.stringify(bundleOf(type, entries))
}

/** A resource of each type that the district takes. */
function goodOf(code: string, type: FhirType, patientId: string): Record<string, unknown> {
  const subject = { reference: `Patient/${patientId}` }
  const good: Record<FhirType, object> = {
    Organization: { name: 'Puskesmas' },
    Location: { name: 'Ruang KIA' },
    Patient: patientOf(code),
    Encounter: encounterOf(code, patientId),
    Coverage: { status: 'active', beneficiary: subject, payor: [{ display: 'BPJS Kesehatan' }] },
    Immunization: {
      status: 'completed',
      vaccineCode: { text: 'HB-0' },
      patient: subject,
      occurrenceDateTime: '2026-11-20T08:00:00+07:00',
    },
    Observation: { status: 'final', code: { text: 'Timbang' }, subject },
  }
  const identifier = [{ system: recordSystem(code, type), value: v7() }]
  return { resourceType: type, identifier, ...good[type] }
}

function zipped(content: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gzipSync(content))
}

function badLetters(resource: object): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(JSON.stringify(resource).replace('Ningsih', 'Ni\xf1a'), 'latin1'))
}

function streamOf(megabytes: number): ReadableStream {
  let left = megabytes
  return new ReadableStream({
    pull: (controller) => {
      if (left === 0) return controller.close()
      left -= 1
      controller.enqueue(new Uint8Array(megabyte))
    },
  })
}

async function countRows({ db }: Store): Promise<Map<string, number>> {
  const tables = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`.execute(db)
  const counts = tables.rows.map(
    ({ name }) => sql`select ${sql.lit(name)} as name, count(*)::integer as rows from ${sql.table(name)}`,
  )
  const { rows } = await sql<{ name: string; rows: number }>`${sql.join(counts, sql` union all `)}`.execute(
    db,
  )
  return new Map(rows.map(({ name, rows: count }) => [name, count]))
}

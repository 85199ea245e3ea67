import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { extensionUrls, nikSystem } from '#contract/fhir'
import type { District } from '#district/district'
import {
  addSender,
  askToken,
  bundleOf,
  collectLog,
  conditionFor,
  connectSender,
  countOf,
  createEntry,
  type DashboardClient,
  databases,
  encounterOf,
  entriesOf,
  identity,
  openAsManager,
  type Place,
  patientOf,
  problemOf,
  type Sender,
  sendPatient,
  startDistrict,
} from './harness.ts'

describe.each(databases)('the FHIR end on %s', (_name, prepare) => {
  const log = collectLog()
  let place: Place
  let district: District
  let client: DashboardClient
  let loket: Sender
  let neighbour: Sender

  beforeAll(async () => {
    place = await prepare()
    district = await startDistrict(place.place, log)
    client = await openAsManager(district)
    loket = await addSender(district.origin, client, 'P3404010')
    neighbour = await addSender(district.origin, client, 'P3404020')
  })

  afterAll(async () => {
    await district?.close()
    await place?.release()
  })

  describe('signing in', () => {
    it('gives a bearer token for the right secret and none for a wrong one', async () => {
      const right = await askToken(district.origin, loket.credentials)
      expect(right).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 3300 } })
      const wrong = await askToken(district.origin, { ...loket.credentials, clientSecret: 'salah' })
      expect(wrong).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
    })

    it('reads the secret of a Basic header to its end, and encoded as in a form where it is', async () => {
      const { clientId, clientSecret } = loket.credentials
      const longer = await askToken(district.origin, { clientId, clientSecret: `${clientSecret}:salah` })
      expect(longer.status).toBe(401)
      const encoded = (text: string) => Buffer.from(text).toString('hex').replace(/../g, '%$&')
      const credentials = { clientId: encoded(clientId), clientSecret: encoded(clientSecret) }
      expect((await askToken(district.origin, credentials)).status).toBe(200)
    })

    it('also takes id and secret from the form', async () => {
      const { clientId, clientSecret } = loket.credentials
      const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
      const answer = await fetch(`${district.origin}/oauth2/token`, {
        method: 'POST',
        body: new URLSearchParams(form),
      })
      expect(answer.status).toBe(200)
    })

    it('answers 401 with an OperationOutcome to a request without a valid token', async () => {
      const answer = await fetch(`${district.origin}/fhir/Patient`, {
        headers: { authorization: 'Bearer tidak-ada' },
      })
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toContain('Bearer')
      expect(problemOf(await answer.json())).toBe('fhir_sign_in')
    })

    it('ends the tokens of a secret that was rotated', async () => {
      const sender = await addSender(district.origin, client, 'P3404099')
      const fresh = await client.facilities.rotateSecret({ id: sender.facilityId })
      expect((await sender.ask('GET', '/Patient')).status).toBe(401)
      expect((await askToken(district.origin, sender.credentials)).status).toBe(401)
      const again = await connectSender(district.origin, { ...sender, credentials: fresh })
      expect((await again.ask('GET', '/Patient')).status).toBe(200)
    })
  })

  describe('conditional create', () => {
    it('creates once and names the same resource the second time', async () => {
      const patient = patientOf(loket.code)
      const headers = { 'if-none-exist': conditionFor(patient) }
      const first = await loket.ask('POST', '/Patient', patient, headers)
      const second = await loket.ask('POST', '/Patient', patient, headers)
      expect([first.status, second.status]).toEqual([201, 200])
      expect(second.body.id).toBe(first.body.id)
      expect(first.headers.get('location')).toBe(`${district.origin}/fhir/Patient/${first.body.id}`)
      expect(second.headers.get('etag')).toBe('W/"1"')
    })

    it('makes one resource of eight that arrive at once', async () => {
      const patient = patientOf(loket.code)
      const before = Number(await countOf(loket, 'Patient'))
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => loket.ask('POST', '', bundleOf('batch', [createEntry(patient)]))),
      )
      const entries = answers.flatMap(entriesOf)
      expect(entries.map((entry) => entry.response.status).sort()).toEqual([
        '200',
        ...Array(6).fill('200'),
        '201',
      ])
      expect(new Set(entries.map((entry) => entry.response.location)).size).toBe(1)
      expect(await countOf(loket, 'Patient')).toBe(before + 1)
    })

    it('does not touch what exists, and shows it so that the sender can compare revisions', async () => {
      const patient = patientOf(loket.code)
      const id = await sendPatient(loket, patient)
      const changed = { ...patient, gender: 'male' }
      const answer = await loket.ask('POST', '', bundleOf('batch', [createEntry(changed)]))
      expect(entriesOf(answer)[0]).toMatchObject({
        resource: { id, gender: 'female' },
        response: { etag: 'W/"1"' },
      })
    })

    it('keeps on both sides that two records were merged, and refuses a link to nobody', async () => {
      const [kept, gone] = [patientOf(loket.code), patientOf(loket.code)]
      const [keptId, goneId] = [await sendPatient(loket, kept), await sendPatient(loket, gone)]
      const linked = (patient: object, type: string, otherId: string, active: boolean) => ({
        ...patient,
        active,
        link: [{ other: { reference: `Patient/${otherId}` }, type }],
      })
      const merged = { ...linked(gone, 'replaced-by', keptId, false), id: goneId }
      const survivor = { ...linked(kept, 'replaces', goneId, true), id: keptId }
      for (const patient of [merged, survivor])
        expect((await loket.ask('PUT', `/Patient/${patient.id}`, patient)).status).toBe(200)
      expect((await loket.ask('GET', `/Patient/${goneId}`)).body).toMatchObject(merged)
      expect((await loket.ask('GET', `/Patient/${keptId}`)).body).toMatchObject(survivor)
      const nobody = '019f0000-0000-7000-8000-00000000dead'
      const dangling = { ...linked(kept, 'replaces', nobody, true), id: keptId }
      expect((await loket.ask('PUT', `/Patient/${keptId}`, dangling)).status).toBe(422)
      const unread = { ...linked(kept, 'gabung', goneId, true), id: keptId }
      expect((await loket.ask('PUT', `/Patient/${keptId}`, unread)).status).toBe(422)
    })

    it('refuses a condition wider than the record’s own identifier', async () => {
      const patient = patientOf(loket.code)
      const headers = { 'if-none-exist': `identifier=${nikSystem}|${identity.nik}` }
      expect((await loket.ask('POST', '/Patient', patient, headers)).status).toBe(400)
    })

    it('refuses an unconditional create of an identifier that exists', async () => {
      const patient = patientOf(loket.code)
      await sendPatient(loket, patient)
      const answer = await loket.ask('POST', '/Patient', patient)
      expect(answer.status).toBe(409)
      expect(problemOf(answer.body)).toBe('fhir_duplicate')
    })
  })

  describe('batch', () => {
    it('stores the good entries around those it must refuse, each with its own status', async () => {
      const id = await sendPatient(loket)
      const good = [encounterOf(loket.code, id), encounterOf(loket.code, id)]
      const withoutStatus = { ...encounterOf(loket.code, id), status: undefined }
      const answer = await loket.ask(
        'POST',
        '',
        bundleOf('batch', [
          createEntry(good[0] ?? withoutStatus),
          createEntry(withoutStatus),
          createEntry(encounterOf(loket.code, v7())),
          { resource: {}, request: { method: 'DELETE', url: `Patient/${id}` } },
          createEntry(good[1] ?? withoutStatus),
        ]),
      )
      expect(answer.status).toBe(200)
      expect(answer.body.type).toBe('batch-response')
      expect(entriesOf(answer).map((entry) => entry.response.status)).toEqual([
        '201',
        '422',
        '422',
        '405',
        '201',
      ])
      expect(entriesOf(answer)[1]?.response.outcome?.issue[0]?.expression).toEqual(['Encounter.status'])
      expect(entriesOf(answer)[0]?.response).toMatchObject({
        etag: 'W/"1"',
        location: expect.stringMatching(/^Encounter\//),
      })
    })

    it('stores the others when the database itself cannot hold one entry', async () => {
      const poisoned = { ...patientOf(loket.code), name: [{ text: 'Ni\u0000ngsih' }] }
      const entries = [patientOf(loket.code), poisoned, patientOf(loket.code)].map((patient) =>
        createEntry(patient),
      )
      const answer = await loket.ask('POST', '', bundleOf('batch', entries))
      expect(entriesOf(answer).map((entry) => entry.response.status)).toEqual(['201', '422', '201'])
      expect(problemOf(entriesOf(answer)[1]?.response.outcome)).toBe('fhir_unstorable')
    })

    it('refuses the second of two changes of one record', async () => {
      const patient = patientOf(loket.code)
      const answer = await loket.ask(
        'POST',
        '',
        bundleOf('batch', [createEntry(patient), createEntry(patient)]),
      )
      expect(entriesOf(answer).map((entry) => entry.response.status)).toEqual(['201', '409'])
    })

    it('gives the same ids when a batch is sent again because its answer was lost', async () => {
      const id = await sendPatient(loket)
      const visits = Array.from({ length: 5 }, () => encounterOf(loket.code, id))
      const body = bundleOf(
        'batch',
        visits.map((visit) => createEntry(visit)),
      )
      const before = Number(await countOf(loket, 'Encounter'))
      await sendAndLoseAnswer(district.origin, loket, body)
      expect(await countOf(loket, 'Encounter')).toBe(before + 5)
      const again = entriesOf(await loket.ask('POST', '', body))
      expect(again.map((entry) => entry.response.status)).toEqual(Array(5).fill('200'))
      expect(await countOf(loket, 'Encounter')).toBe(before + 5)
    })
  })

  describe('transaction', () => {
    it('resolves references between its entries, also to a resource that existed', async () => {
      const patient = patientOf(loket.code)
      const transaction = () =>
        bundleOf('transaction', [
          createEntry({ ...encounterOf(loket.code, v7()), subject: { reference: 'urn:uuid:p' } }),
          createEntry(patient, 'urn:uuid:p'),
        ])
      const first = entriesOf(await loket.ask('POST', '', transaction()))
      const second = entriesOf(await loket.ask('POST', '', transaction()))
      expect(first.map((entry) => entry.response.status)).toEqual(['201', '201'])
      expect(second.map((entry) => entry.response.status)).toEqual(['201', '200'])
      const visit = await loket.ask('GET', `/${second[0]?.response.location}`)
      expect(visit.body.subject).toEqual({ reference: first[1]?.response.location })
    })

    it('resolves references in an update too', async () => {
      const visit = encounterOf(loket.code, await sendPatient(loket))
      const { id } = (await loket.ask('POST', '/Encounter', visit)).body
      const corrected = { ...visit, id, subject: { reference: 'urn:uuid:p' } }
      const answer = await loket.ask(
        'POST',
        '',
        bundleOf('transaction', [
          { resource: corrected, request: { method: 'PUT', url: `Encounter/${id}` } },
          createEntry(patientOf(loket.code), 'urn:uuid:p'),
        ]),
      )
      const patient = entriesOf(answer)[1]?.response.location
      expect((await loket.ask('GET', `/Encounter/${id}`)).body.subject).toEqual({ reference: patient })
    })

    it('stores nothing when one entry is refused, and names that entry', async () => {
      const before = await countOf(loket, 'Patient')
      const answer = await loket.ask(
        'POST',
        '',
        bundleOf('transaction', [
          createEntry(patientOf(loket.code)),
          createEntry(encounterOf(loket.code, v7())),
        ]),
      )
      expect(answer.status).toBe(422)
      expect(answer.body).toMatchObject({
        resourceType: 'OperationOutcome',
        issue: [{ expression: ['Bundle.entry[1]'] }],
      })
      expect(await countOf(loket, 'Patient')).toBe(before)
    })
  })

  describe('update', () => {
    it('makes a new version, but none when nothing changed', async () => {
      const patient = patientOf(loket.code)
      const id = await sendPatient(loket, patient)
      const changed = { ...patient, id, gender: 'male' }
      const first = await loket.ask('PUT', `/Patient/${id}`, changed)
      const replay = await loket.ask('PUT', `/Patient/${id}`, changed)
      expect([first.headers.get('etag'), replay.headers.get('etag')]).toEqual(['W/"2"', 'W/"2"'])
      expect((await loket.ask('GET', `/Patient/${id}`)).body.gender).toBe('male')
    })

    it('refuses a stale If-Match with 412, alone and inside a batch', async () => {
      const patient = patientOf(loket.code)
      const id = await sendPatient(loket, patient)
      await loket.ask('PUT', `/Patient/${id}`, { ...patient, id, gender: 'male' })
      const late = { ...patient, id, gender: 'other' }
      const alone = await loket.ask('PUT', `/Patient/${id}`, late, { 'if-match': 'W/"1"' })
      expect(alone.status).toBe(412)
      expect(problemOf(alone.body)).toBe('fhir_version_conflict')
      const request = { method: 'PUT', url: `Patient/${id}`, ifMatch: 'W/"1"' }
      const [entry] = entriesOf(await loket.ask('POST', '', bundleOf('batch', [{ resource: late, request }])))
      expect(entry?.response.status).toBe('412')
      expect((await loket.ask('PUT', `/Patient/${id}`, late, { 'if-match': 'W/"2"' })).status).toBe(200)
    })

    it('refuses an older revision of the sender’s record than it holds, and takes the same one again', async () => {
      const inRevision = (valueInteger: number, gender: string) => ({
        ...patient,
        gender,
        extension: [{ url: extensionUrls.sourceRevision, valueInteger }],
      })
      const patient = patientOf(loket.code)
      const id = await sendPatient(loket, inRevision(3, 'male'))
      const older = await loket.ask('PUT', `/Patient/${id}`, { ...inRevision(2, 'female'), id })
      expect([older.status, problemOf(older.body)]).toEqual([409, 'fhir_older_revision'])
      const [silent] = entriesOf(
        await loket.ask(
          'POST',
          '',
          bundleOf('batch', [
            { resource: { ...patient, id }, request: { method: 'PUT', url: `Patient/${id}` } },
          ]),
        ),
      )
      expect(silent?.response.status).toBe('409')
      expect((await loket.ask('GET', `/Patient/${id}`)).body).toMatchObject({
        gender: 'male',
        meta: { versionId: '1' },
      })
      const same = await loket.ask('PUT', `/Patient/${id}`, { ...inRevision(3, 'female'), id })
      expect(same.status).toBe(200)
    })

    it('takes what it holds already for a replay, whatever version it names', async () => {
      const patient = patientOf(loket.code)
      const id = await sendPatient(loket, patient)
      const changed = { ...patient, id, gender: 'male' }
      for (const _ of ['first', 'replay']) {
        const answer = await loket.ask('PUT', `/Patient/${id}`, changed, { 'if-match': 'W/"1"' })
        expect([answer.status, answer.headers.get('etag')]).toEqual([200, 'W/"2"'])
      }
    })

    it('refuses an id it did not give, a body with another id, and a changed identifier', async () => {
      const patient = patientOf(loket.code)
      const id = await sendPatient(loket, patient)
      const unknown = v7()
      expect((await loket.ask('PUT', `/Patient/${unknown}`, { ...patient, id: unknown })).status).toBe(404)
      expect((await loket.ask('PUT', `/Patient/${id}`, patient)).status).toBe(422)
      const other = await loket.ask('PUT', `/Patient/${id}`, { ...patientOf(loket.code), id })
      expect(problemOf(other.body)).toBe('fhir_identifier_changed')
    })
  })

  it.each([
    ['gzip, deflate', 'gzip'],
    ['deflate, gzip;q=0.5', 'gzip'],
    ['gzip;q=0', null],
    ['identity', null],
  ])('answers %s with %s where the answer is long, and plainly where it is short', async (asked, given) => {
    const headers = { 'accept-encoding': asked }
    const long = await loket.ask('GET', '/metadata', undefined, headers)
    expect(long.headers.get('content-encoding')).toBe(given)
    expect(long.body.resourceType).toBe('CapabilityStatement')
    const short = await loket.ask('GET', '/Patient/1', undefined, headers)
    expect(short.headers.get('content-encoding')).toBeNull()
  })

  describe('search', () => {
    it('finds by identifier, by patient and by time of change', async () => {
      const patient = patientOf(loket.code)
      const id = await sendPatient(loket, patient)
      const visit = encounterOf(loket.code, id)
      await loket.ask('POST', '/Encounter', visit)
      const total = async (query: string) => (await loket.ask('GET', query)).body.total
      expect(await total(`/Patient?${conditionFor(patient)}`)).toBe(1)
      expect(await total(`/Encounter?${conditionFor(visit)}`)).toBe(1)
      expect(await total(`/Encounter?patient=${id}`)).toBe(1)
      expect(await total(`/Encounter?subject=Patient/${id}&_lastUpdated=lt2020-01-01T00:00:00Z`)).toBe(0)
      expect(
        await total(`/Encounter?patient=Patient/${id}&_lastUpdated=ge2020-01-01T00:00:00Z&_summary=count`),
      ).toBe(1)
    })

    it('walks all pages without missing or repeating a resource', async () => {
      const sender = await addSender(district.origin, client, 'P3404050')
      for (let index = 0; index < 5; index += 1) await sendPatient(sender)
      const seen: unknown[] = []
      let next: string | undefined = '/Patient?_count=2'
      while (next) {
        const { body } = await sender.ask('GET', next)
        seen.push(...(body.entry as { resource: { id: string } }[]).map((entry) => entry.resource.id))
        const link = (body.link as { url: string }[] | undefined)?.[0]?.url
        next = link?.slice(`${district.origin}/fhir`.length)
      }
      expect(new Set(seen).size).toBe(5)
      expect(seen).toHaveLength(5)
    })

    it('puts no identifier that was posted into an address; the next page is posted too', async () => {
      const sender = await addSender(district.origin, client, 'P3404051')
      const ids = [await sendPatient(sender), await sendPatient(sender)].sort()
      const post = async (more: string) => {
        const form = { 'content-type': 'application/x-www-form-urlencoded' }
        const query = `identifier=${encodeURIComponent(`${nikSystem}|${identity.nik}`)}&_count=1${more}`
        return (await sender.ask('POST', '/Patient/_search', query, form)).body
      }
      const first = await post('')
      expect(first).toMatchObject({ total: 2, entry: [{ resource: { id: ids[0] } }] })
      expect(first).not.toHaveProperty('link')
      expect(await post(`&_after=${ids[0]}`)).toMatchObject({ entry: [{ resource: { id: ids[1] } }] })
    })
  })

  it('keeps everything through a restart', async () => {
    const patient = patientOf(loket.code)
    const id = await sendPatient(loket, patient)
    const before = await countOf(loket, 'Encounter')
    await district.close()
    district = await startDistrict(place.place, log)
    loket = await connectSender(district.origin, loket)
    neighbour = await connectSender(district.origin, neighbour)
    expect((await loket.ask('GET', `/Patient/${id}`)).body.identifier).toEqual(patient.identifier)
    expect(await countOf(loket, 'Encounter')).toBe(before)
    expect(await sendPatient(loket, patient)).toBe(id)
  })

  it('wrote no identity into its log', () => {
    for (const secret of Object.values(identity)) expect(log.text()).not.toContain(secret)
    expect(log.text()).toContain('"route":"/fhir"')
  })
})

/** Lets the server do its work, then cuts the line before a byte of its answer gets through (fault F1). */
async function sendAndLoseAnswer(origin: string, sender: Sender, body: unknown): Promise<void> {
  const target = new URL(origin)
  const cutter = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    client.pipe(upstream)
    upstream.once('data', () => client.destroy())
    client.on('close', () => upstream.destroy())
    client.on('error', () => upstream.destroy())
  }).listen(0, '127.0.0.1')
  await once(cutter, 'listening')
  const { port } = cutter.address() as AddressInfo
  const text = JSON.stringify(body)
  const head = [
    'POST /fhir HTTP/1.1',
    `Host: ${target.host}`,
    `Authorization: Bearer ${sender.token}`,
    'Content-Type: application/fhir+json',
    `Content-Length: ${Buffer.byteLength(text)}`,
  ]
  const line = connect(port, '127.0.0.1')
  line.on('error', () => line.destroy())
  line.write(`${head.join('\r\n')}\r\n\r\n${text}`)
  await once(line, 'close')
  expect(line.bytesRead).toBe(0)
  cutter.close()
}

import { createHash } from 'node:crypto'
import type { Parameters } from 'fhir/r4'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dayDigest, extensionUrls, recordSystem, ticketSystem } from '#contract/fhir'
import type { District } from '#district/district'
import {
  addSender,
  type DashboardClient,
  databases,
  encounterOf,
  openAsManager,
  type Place,
  problemOf,
  type Sender,
  sendPatient,
  startDistrict,
} from './harness.ts'

const friday = '2026-11-20'
const saturday = '2026-11-21'

describe.each(databases)('comparing a day on %s', (_name, prepare) => {
  let place: Place
  let district: District
  let client: DashboardClient
  let loket: Sender
  let patient: string
  let admitted = 0

  beforeAll(async () => {
    place = await prepare()
    district = await startDistrict(place.place)
    client = await openAsManager(district)
  })
  afterAll(async () => {
    await district?.close()
    await place?.release()
  })
  beforeEach(async () => {
    admitted += 1
    loket = await addSender(district.origin, client, `P34040${10 + admitted}`)
    patient = await sendPatient(loket)
  })

  type Kept = { recordId: string; revision: number }

  async function send(day: string, { recordId, revision }: Kept, sender = loket, subject = patient) {
    const visit = encounterOf(sender.code, subject, { day }, recordId)
    const { status, body } = await sender.ask('POST', '/Encounter', revised(visit, revision))
    expect(status).toBe(201)
    return { ...visit, id: body.id }
  }

  const some = (revision = 1): Kept => ({ recordId: v7(), revision })

  async function total(identifier: string, sender = loket): Promise<unknown> {
    const { body } = await sender.ask('POST', '/Encounter/_search', searchFor(identifier), form)
    expect(body).not.toHaveProperty('entry')
    return body.total
  }

  async function digest(day: string, sender = loket) {
    const { status, body } = await sender.ask('GET', `/Encounter/$day-digest?day=${day}`)
    expect(status).toBe(200)
    const [count, told] = (body as unknown as Parameters).parameter ?? []
    return { count: count?.valueInteger, digest: told?.valueString }
  }

  it('counts the visits of a day by the system of its tickets alone', async () => {
    for (const day of [friday, saturday, saturday]) await send(day, some())
    expect(await total(`${ticketSystem(loket.code, saturday)}|`)).toBe(2)
    expect(await total(`${ticketSystem(loket.code, friday)}|`)).toBe(1)
    expect(await total(`${ticketSystem(loket.code, '2026-11-19')}|`)).toBe(0)
    expect(await total(`${recordSystem(loket.code, 'Encounter')}|`)).toBe(3)
  })

  it('refuses an identifier of which neither half says what is meant', async () => {
    for (const identifier of ['', '|', '|A-001', 'a|b|c']) {
      const { status } = await loket.ask('POST', '/Encounter/_search', searchFor(identifier), form)
      expect(status, identifier).toBe(400)
    }
  })

  it('digests record and revision of each visit of the day, whatever the order they came in', async () => {
    const [first, second, third] = [some(1), some(12), some(3)]
    for (const kept of [third, first, second]) await send(saturday, kept)
    await send(friday, some())
    const lines = [first, second, third].map((kept) => `${kept.recordId}|${kept.revision}`).sort()
    const expected = createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)
    expect(await digest(saturday)).toEqual({ count: 3, digest: expected })
  })

  it('has another digest after a correction, and the same again when it is taken back', async () => {
    const kept = some()
    const { id, ...visit } = await send(saturday, kept)
    const before = await digest(saturday)
    const put = (revision: number) =>
      loket.ask('PUT', `/Encounter/${id}`, { ...revised(visit, revision), id })
    await put(2)
    expect(await digest(saturday)).toMatchObject({
      count: 1,
      digest: expect.not.stringMatching(`${before.digest}`),
    })
    await put(1)
    expect(await digest(saturday)).toEqual(before)
  })

  it('counts a visit for its corrected day, and a cancelled one too', async () => {
    const { id, ...visit } = await send(friday, some())
    const moved = encounterOf(
      loket.code,
      patient,
      { day: saturday, status: 'cancelled' },
      visit.identifier[0]?.value,
    )
    expect((await loket.ask('PUT', `/Encounter/${id}`, { ...moved, id })).status).toBe(200)
    expect((await digest(friday)).count).toBe(0)
    expect((await digest(saturday)).count).toBe(1)
  })

  it('tells a Puskesmas of its own visits only', async () => {
    const neighbour = await addSender(district.origin, client, `P34041${10 + admitted}`)
    await send(saturday, some(), neighbour, await sendPatient(neighbour))
    expect((await digest(saturday)).count).toBe(0)
    expect(await total(`${ticketSystem(neighbour.code, saturday)}|`)).toBe(0)
    expect((await digest(saturday, neighbour)).count).toBe(1)
  })

  it('refuses a digest without a day, of no real day, or with more than a day', async () => {
    for (const query of ['', '?day=2026-02-30', `?day=${friday}&day=${saturday}`, `?day=${friday}&x=1`]) {
      const answer = await loket.ask('GET', `/Encounter/$day-digest${query}`)
      expect([answer.status, problemOf(answer.body)], query).toEqual([400, 'fhir_unsupported'])
    }
    expect((await loket.ask('GET', `/Patient/$day-digest?day=${friday}`)).status).toBe(404)
  })

  it('lists the operation in its CapabilityStatement', async () => {
    const { body } = await loket.ask('GET', '/metadata')
    const [rest] = body.rest as { resource: { type: string; operation?: unknown }[] }[]
    const operations = rest?.resource.map(({ type, operation }) => [type, operation])
    expect(operations).toContainEqual(['Encounter', [dayDigest]])
  })
})

const form = { 'content-type': 'application/x-www-form-urlencoded' }

function searchFor(identifier: string): string {
  return new URLSearchParams({ identifier, _summary: 'count' }).toString()
}

function revised<T extends { extension: { url: string }[] }>(visit: T, revision: number) {
  const others = visit.extension.filter(({ url }) => url !== extensionUrls.sourceRevision)
  return { ...visit, extension: [...others, { url: extensionUrls.sourceRevision, valueInteger: revision }] }
}

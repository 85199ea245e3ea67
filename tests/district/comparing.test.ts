import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import type { Parameters } from 'fhir/r4'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dayDigest } from '#contract/day-digest'
import { extensionUrls, type FhirType, fhirTypes, recordSystem, ticketSystem } from '#contract/fhir'
import type { District } from '#district/district'
import {
  addSender,
  type DashboardClient,
  databases,
  encounterOf,
  openAsManager,
  type Place,
  patientOf,
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

  type Digest = { day: string; count: number; digest: string }

  async function digests(
    type: FhirType,
    from: string,
    to: string,
    offset = 7,
    sender = loket,
  ): Promise<Digest[]> {
    const path = `/${type}/$day-digest?from=${from}&to=${to}&offset=${offset}`
    const { status, body } = await sender.ask('GET', path)
    expect(status).toBe(200)
    return ((body as unknown as Parameters).parameter ?? []).map(({ part = [] }) => ({
      day: part[0]?.valueDate ?? '',
      count: part[1]?.valueInteger ?? -1,
      digest: part[2]?.valueString ?? '',
    }))
  }

  /** Of the visits of one day. */
  async function digest(day: string, sender = loket): Promise<Partial<Digest> & { count: number }> {
    const [found] = await digests('Encounter', day, day, 7, sender)
    return found ?? { count: 0 }
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
    expect(await digest(saturday)).toEqual({
      day: saturday,
      count: 3,
      digest: digestOf([first, second, third]),
    })
  })

  it('has another digest after a correction, which an older revision does not take back', async () => {
    const { id, ...visit } = await send(saturday, some())
    const before = await digest(saturday)
    const put = (revision: number) =>
      loket.ask('PUT', `/Encounter/${id}`, { ...revised(visit, revision), id })
    expect((await put(2)).status).toBe(200)
    const corrected = await digest(saturday)
    expect(corrected).toMatchObject({ count: 1, digest: expect.not.stringMatching(`${before.digest}`) })
    expect((await put(1)).status).toBe(409)
    expect(await digest(saturday)).toEqual(corrected)
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

  it('puts a patient on the day, at the Puskesmas, on which the identifier was made', async () => {
    // 23.30 in Jakarta, when it is 01.30 of the next day in Jayapura.
    const night = Date.parse('2026-11-20T16:30:00Z')
    const [evening, morning] = [v7({ msecs: night }), v7({ msecs: night + 3_600_000 })]
    for (const local of [evening, morning]) await sendPatient(loket, patientOf(loket.code, local))
    const inJakarta = await digests('Patient', friday, saturday, 7)
    expect(inJakarta).toEqual([
      { day: friday, count: 1, digest: digestOf([{ recordId: evening, revision: 1 }]) },
      { day: saturday, count: 1, digest: digestOf([{ recordId: morning, revision: 1 }]) },
    ])
    const inJayapura = await digests('Patient', friday, saturday, 9)
    expect(inJayapura).toMatchObject([{ day: saturday, count: 2 }])
  })

  it('answers a whole year at once, of every type, and says nothing of days without records', async () => {
    await send('2026-03-02', some())
    await send(friday, some())
    const year = await digests('Encounter', '2026-01-01', '2026-12-31')
    expect(year.map(({ day, count }) => [day, count])).toEqual([
      ['2026-03-02', 1],
      [friday, 1],
    ])
    for (const type of fhirTypes) await digests(type, '2026-01-01', '2026-12-31')
  })

  it('counts a revision below nothing as none, as one that is not told, and refuses what is no whole number', async () => {
    const local = v7({ msecs: Date.parse('2026-11-20T02:00:00Z') })
    const told = (valueInteger: unknown, { code } = loket) => ({
      ...patientOf(code, local),
      extension: [{ url: extensionUrls.sourceRevision, valueInteger }],
    })
    const id = await sendPatient(loket, told(1) as never)
    const held = (revision: number) => [
      { day: friday, count: 1, digest: digestOf([{ recordId: local, revision }]) },
    ]
    for (const valueInteger of ['2', 1.5, 2 ** 31, null]) {
      const { status } = await loket.ask('PUT', `/Patient/${id}`, { ...told(valueInteger), id })
      expect([status, await digests('Patient', friday, friday)]).toEqual([422, held(1)])
    }
    for (const isTold of [true, false]) {
      const sender = await freshSender()
      const { extension, ...patient } = told(-1, sender)
      await sendPatient(sender, (isTold ? { ...patient, extension } : patient) as never)
      expect(await digests('Patient', friday, friday, 7, sender)).toEqual(held(0))
    }
  })

  it('gives the digest that the other side makes, exactly when both hold the same records in the same revisions', async () => {
    const days = fc.constantFrom(friday, saturday)
    const record = fc.record({ day: days, revision: fc.integer({ min: 1, max: 9 }) })
    const slip = fc.constantFrom('none', 'one more', 'one less', 'another revision', 'another record')
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 6 }), slip, async (records, what) => {
        const sender = await freshSender()
        const subject = await sendPatient(sender)
        const here = records.map(({ day, revision }) => ({ day, recordId: v7(), revision }))
        for (const kept of here) await send(kept.day, kept, sender, subject)
        const [first, ...rest] = here
        if (!first) return
        const believed = {
          none: here,
          'one more': [...here, { ...first, recordId: v7() }],
          'one less': rest,
          'another revision': [{ ...first, revision: first.revision + 1 }, ...rest],
          'another record': [{ ...first, recordId: v7() }, ...rest],
        }[what]
        const found = await digests('Encounter', friday, saturday, 7, sender)
        expect(isDeepStrictEqual(found, digestsOf(believed))).toBe(what === 'none')
      }),
      { numRuns: 12, seed: 20_261_128 },
    )
  })

  async function freshSender(): Promise<Sender> {
    admitted += 1
    return await addSender(district.origin, client, `P34040${10 + admitted}`)
  }

  it('refuses a digest of no real days, of too many, backwards, or with more than it knows', async () => {
    const wrong = [
      '',
      `?from=${friday}&to=${friday}`,
      `?from=${friday}&offset=7`,
      `?from=2026-02-30&to=${friday}&offset=7`,
      `?from=${saturday}&to=${friday}&offset=7`,
      `?from=2025-11-20&to=2026-11-21&offset=7`,
      `?from=${friday}&to=${friday}&offset=7.5`,
      `?from=${friday}&to=${friday}&offset=`,
      `?from=${friday}&from=${friday}&to=${friday}&offset=7`,
      `?from=${friday}&to=${friday}&offset=7&x=1`,
    ]
    for (const query of wrong) {
      const answer = await loket.ask('GET', `/Patient/$day-digest${query}`)
      expect([answer.status, problemOf(answer.body)], query).toEqual([400, 'fhir_unsupported'])
    }
    expect((await loket.ask('GET', `/Device/$day-digest?from=${friday}&to=${friday}&offset=7`)).status).toBe(
      404,
    )
  })

  it('lists the operation in its CapabilityStatement for every type that has it', async () => {
    const { body } = await loket.ask('GET', '/metadata')
    const [rest] = body.rest as { resource: { type: string; operation?: unknown }[] }[]
    const operations = rest?.resource.map(({ type, operation }) => [type, operation])
    expect(operations).toEqual(fhirTypes.map((type) => [type, [dayDigest]]))
  })
})

/** As the contract says it, in this test's own words. */
function digestOf(records: readonly { recordId: string; revision: number }[]): string {
  const lines = records.map(({ recordId, revision }) => `${recordId}|${revision}`).sort()
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)
}

function digestsOf(records: readonly { day: string; recordId: string; revision: number }[]) {
  return [...Map.groupBy(records, ({ day }) => day)]
    .map(([day, held]) => ({ day, count: held.length, digest: digestOf(held) }))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}

const form = { 'content-type': 'application/x-www-form-urlencoded' }

function searchFor(identifier: string): string {
  return new URLSearchParams({ identifier, _summary: 'count' }).toString()
}

function revised<T extends { extension: { url: string }[] }>(visit: T, revision: number) {
  const others = visit.extension.filter(({ url }) => url !== extensionUrls.sourceRevision)
  return { ...visit, extension: [...others, { url: extensionUrls.sourceRevision, valueInteger: revision }] }
}

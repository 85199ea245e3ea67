import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { District } from '#district/district'
import {
  addSender,
  bundleOf,
  createEntry,
  type DashboardClient,
  databases,
  encounterOf,
  entriesOf,
  openAsManager,
  type Place,
  patientOf,
  type Sender,
  sendPatient,
  startDistrict,
} from './harness.ts'

describe.each(databases)('what a Puskesmas still owes, on %s', (_name, prepare) => {
  let place: Place
  let district: District
  let client: DashboardClient
  let loket: Sender
  let admitted = 0

  beforeAll(async () => {
    place = await prepare()
    district = await startDistrict(place.place)
    client = await openAsManager(district)
  })

  beforeEach(async () => {
    admitted += 1
    loket = await addSender(district.origin, client, `P34040${10 + admitted}`)
  })

  afterAll(async () => {
    await district?.close()
    await place?.release()
  })

  async function owed() {
    const all = await client.dashboard.overview()
    const { unmended, waiting } = all.find(({ facilityId }) => facilityId === loket.facilityId) ?? {}
    return { unmended, waiting }
  }

  it('is a record that was refused, once however often it was, until it has come', async () => {
    const patient = patientOf(loket.code)
    const wrong = { ...patient, birthDate: 'kemarin' }
    expect(await owed()).toEqual({ unmended: 0, waiting: null })
    for (let night = 0; night < 2; night += 1) {
      const [refused, other] = entriesOf(
        await loket.ask(
          'POST',
          '',
          bundleOf('batch', [createEntry(wrong), createEntry(patientOf(loket.code))]),
        ),
      )
      expect([refused?.response.status, other?.response.status]).toEqual(['422', '201'])
      expect((await owed()).unmended).toBe(1)
    }
    await loket.ask('POST', '', bundleOf('batch', [createEntry(patient)]))
    expect((await owed()).unmended).toBe(0)
  })

  it('is also what the database alone refuses, and what names a record that is not here', async () => {
    const unstorable = { ...patientOf(loket.code), name: [{ text: 'Ni\u0000ngsih' }] }
    const orphan = encounterOf(loket.code, '019f0000-0000-7000-8000-000000000000')
    await loket.ask('POST', '', bundleOf('batch', [createEntry(unstorable)]))
    await loket.ask('POST', '/Encounter', orphan)
    expect((await owed()).unmended).toBe(2)
  })

  it('is nothing that is here already, nor what no record can be told of', async () => {
    const patient = patientOf(loket.code)
    await sendPatient(loket, patient)
    const [nobody] = patientOf(loket.code).identifier
    const nameless = { ...patientOf(loket.code), identifier: [{ ...nobody, value: 'a\u0000b' }] }
    for (const resource of [patient, nameless, { ...patient, identifier: 'semua' }, 7]) {
      const answer = await loket.ask('POST', '/Patient', JSON.stringify(resource))
      expect(answer.status).toBeGreaterThanOrEqual(400)
    }
    expect((await owed()).unmended).toBe(0)
  })

  it('is nothing that was refused once, where the Puskesmas says that nothing waits or is to be mended', async () => {
    const question = '/Patient/$day-digest?from=2026-11-20&to=2026-11-20&offset=9'
    await loket.ask(
      'POST',
      '',
      bundleOf('batch', [createEntry({ ...patientOf(loket.code), birthDate: 'kemarin' })]),
    )
    await loket.ask('GET', question, undefined, { 'loket-waiting': '1' })
    expect(await owed()).toEqual({ unmended: 1, waiting: 1 })
    await loket.ask('GET', question, undefined, { 'loket-waiting': '0' })
    expect(await owed()).toEqual({ unmended: 0, waiting: 0 })
  })

  it('is what it says itself still waits there', async () => {
    const question = '/Patient/$day-digest?from=2026-11-20&to=2026-11-20&offset=9'
    for (const [said, waiting] of [
      ['41', 41],
      ['banyak', 41],
      ['0', 0],
    ] as const) {
      expect((await loket.ask('GET', question, undefined, { 'loket-waiting': said })).status).toBe(200)
      expect((await owed()).waiting).toBe(waiting)
    }
  })
})

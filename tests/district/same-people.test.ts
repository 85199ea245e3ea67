import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { District } from '#district/district'
import { addDays, type LocalDate } from '#domain/local-date'
import {
  addSender,
  bundleOf,
  createEntry,
  type DashboardClient,
  databases,
  openAsManager,
  openBrowser,
  type Place,
  patientOf,
  type Sender,
  startDistrict,
} from './harness.ts'

describe.each(databases)('one person at two Puskesmas, on %s', (_name, prepare) => {
  /** More than one slice, so that a stop falls in between. */
  const people = 250
  let place: Place
  let district: District
  let client: DashboardClient

  beforeAll(async () => {
    place = await prepare()
    district = await startDistrict(place.place)
    client = await openAsManager(district)
    await client.staff.create({
      name: 'Dewi',
      username: 'dewi',
      password: 'rahasia-dewi',
      role: 'steward',
    })
  })

  afterAll(async () => {
    await district?.close()
    await place?.release()
  })

  it('is found without anybody looking, also where the server stopped before it was done', async () => {
    for (const code of ['P3404011', 'P3404012']) await sendAll(await addSender(district.origin, client, code))
    await district.close()
    district = await startDistrict(place.place)
    const { client: steward } = openBrowser(district.origin)
    await steward.session.signIn({ username: 'dewi', password: 'rahasia-dewi' })
    const counts = async () => {
      const { waiting, records, total } = await steward.samePeople.list({ state: 'candidate' })
      return { waiting, records, total }
    }
    const done = { waiting: 0, records: 2 * people, total: people }
    await expect.poll(counts, { timeout: 15_000 }).toEqual(done)
  })

  /** People with a birth date and a NIK each, who are the same at each Puskesmas. */
  async function sendAll(sender: Sender): Promise<void> {
    const entries = Array.from({ length: people }, (_, n) => {
      const patient = patientOf(sender.code)
      const nik = `34040645079${String(n).padStart(5, '0')}`
      const [own, ...others] = patient.identifier
      const identifier = [own, ...others.map((one) => ({ ...one, value: nik }))]
      const birthDate = addDays('1950-01-01' as LocalDate, n)
      return createEntry({ ...patient, identifier: identifier.flatMap((one) => one ?? []), birthDate })
    })
    const { status } = await sender.ask('POST', '', bundleOf('batch', entries))
    expect(status).toBe(200)
  }
})

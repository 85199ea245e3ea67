import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { District } from '#district/district'
import { openStore } from '#district/store/open'
import {
  addressIn,
  addSender,
  bundleOf,
  createEntry,
  type DashboardClient,
  databases,
  encounterOf,
  identity,
  openAsManager,
  openBrowser,
  type Place,
  patientOf,
  type Sender,
  sendPatient,
  startDistrict,
  type Visit,
} from './harness.ts'

const period = { from: '2026-11-01', to: '2026-11-30' }
const [kayoa, lelei] = ['8204072001', '8204072002']

describe.each(databases)('the dashboard’s numbers on %s', (_name, prepare) => {
  /** At records of people. */
  let looks = 0
  let place: Place
  let district: District
  let manager: DashboardClient
  let viewer: DashboardClient
  let steward: DashboardClient
  let east: Sender
  let west: Sender

  beforeAll(async () => {
    place = await prepare()
    district = await startDistrict(place.place)
    manager = await openAsManager(district)
    viewer = await signInAs('viewer')
    steward = await signInAs('steward')
    east = await addSender(district.origin, manager, 'P8204010')
    west = await addSender(district.origin, manager, 'P8204020')
    // East: 9 people of Kayoa, of whom 2 pay cash and 1 came twice. West: 30 people of Lelei, 3 of them cash.
    await sendVisits(east, kayoa, [...times(7, {}), ...times(2, { payer: 'umum' })])
    await sendVisits(west, lelei, [...times(27, { purpose: 'imunisasi' }), ...times(3, { payer: 'umum' })])
  })

  afterAll(async () => {
    await district?.close()
    await place?.release()
  })

  async function signInAs(role: 'viewer' | 'steward'): Promise<DashboardClient> {
    const account = { username: role, password: `rahasia-${role}` }
    await manager.staff.create({ name: role, role, ...account })
    const { client } = openBrowser(district.origin)
    await client.session.signIn(account)
    return client
  }

  async function payersOf(client: DashboardClient, facilityId?: string) {
    const answer = await client.dashboard.visits({ ...period, ...(facilityId ? { facilityId } : {}) })
    const rows = answer.tables.find(({ dimension }) => dimension === 'payer')?.rows ?? []
    return Object.fromEntries(rows.map(({ value, visits }) => [value, visits]))
  }

  it('hides what is smaller than five, and what would give it away, from those who may not see patients', async () => {
    expect(await payersOf(steward)).toEqual({ jkn_pbi: 34, umum: 5 })
    expect(await payersOf(steward, east.facilityId)).toEqual({ jkn_pbi: 7, umum: 2 })
    expect(await payersOf(viewer, east.facilityId)).toEqual({ jkn_pbi: 'hidden', umum: 'few' })
    expect(await payersOf(viewer, west.facilityId)).toEqual({ jkn_pbi: 'hidden', umum: 'few' })
    expect(await payersOf(viewer)).toEqual({ jkn_pbi: 34, umum: 5 })
  })

  it('divides the participants who came by those registered, as a manager set them, the lowest first', async () => {
    await manager.facilities.setParticipants({ id: west.facilityId, count: 100, since: '2026-10' })
    await manager.facilities.setParticipants({ id: east.facilityId, count: 100, since: '2026-11' })
    await manager.facilities.setParticipants({ id: east.facilityId, count: 140, since: '2026-11' })
    expect(await steward.dashboard.contacts({ month: '2026-11' })).toMatchObject([
      { facilityId: east.facilityId, people: 9, jknPeople: 7, participants: 140, rate: 50, rateBefore: null },
      { facilityId: west.facilityId, people: 30, jknPeople: 27, participants: 100, rate: 270, rateBefore: 0 },
    ])
    await expect(
      steward.facilities.setParticipants({ id: east.facilityId, count: 1, since: '2026-11' }),
    ).rejects.toMatchObject({ data: { problems: [{ code: 'not_allowed' }] } })
  })

  it('counts a person once a month, however often they come and whatever record of theirs is in use', async () => {
    const kept = await sendPatient(east, { ...patientOf(east.code), ...addressIn(kayoa) })
    const merged = patientOf(east.code)
    const mergedId = await sendPatient(east, merged)
    for (const patient of [kept, kept, mergedId])
      await east.ask('POST', '/Encounter', encounterOf(east.code, patient, { day: '2026-10-05' }))
    const people = async () => (await steward.dashboard.contacts({ month: '2026-10' })).find(isEast)?.people
    expect(await people()).toBe(2)
    const link = [{ type: 'replaced-by', other: { reference: `Patient/${kept}` } }]
    await east.ask('PUT', `/Patient/${mergedId}`, { ...merged, id: mergedId, active: false, link })
    expect(await people()).toBe(1)
  })

  function isEast({ facilityId }: { facilityId: string }): boolean {
    return facilityId === east.facilityId
  }

  it('shows each village of the working area, wherever its people were seen, the fewest first', async () => {
    const { villages, elsewhere } = await steward.dashboard.villages({ period: '2026-11' })
    expect(villages).toMatchObject([
      { code: kayoa, facility: { facilityId: east.facilityId }, people: 9, visits: 9, programmes: {} },
      {
        code: lelei,
        facility: { facilityId: west.facilityId },
        people: 30,
        visits: 30,
        lifeStages: { dewasa: 30 },
        programmes: { imunisasi: 27 },
      },
    ])
    expect(elsewhere).toMatchObject({ people: 0, visits: 0 })
    const own = await viewer.dashboard.villages({ period: '2026', facilityId: west.facilityId })
    expect(own.villages).toMatchObject([{ code: lelei, programmes: { imunisasi: expect.anything() } }])
    expect(own.villages).toHaveLength(1)
  })

  it('measures the people of each village, once a year, against the targets a manager set for it', async () => {
    const month = { period: '2026-11' }
    expect((await steward.dashboard.villages(month)).reachedThrough).toBeNull()
    const csv = async (client: DashboardClient) =>
      await (await client.dashboard.take({ table: { name: 'villages', ...month }, format: 'csv' })).text()
    expect(await csv(steward)).not.toContain('Sasaran')
    await expect(
      steward.dashboard.setTargets({ year: 2026, village: kayoa, targets: { dewasa: 1 } }),
    ).rejects.toMatchObject({ data: { problems: [{ code: 'not_allowed' }] } })
    await expect(
      manager.dashboard.setTargets({ year: 2026, village: '9999999999', targets: { dewasa: 1 } }),
    ).rejects.toMatchObject({ data: { problems: [{ code: 'village_unknown' }] } })
    await manager.dashboard.setTargets({ year: 2026, village: kayoa, targets: { dewasa: 10, bayi: 5 } })
    await manager.dashboard.setTargets({ year: 2026, village: kayoa, targets: { dewasa: 40, hamil: 12 } })
    const { villages, reachedThrough } = await steward.dashboard.villages(month)
    expect(reachedThrough).toBe('2026-11')
    // The one who came in October too counts once more only for the month of October.
    const dewasa = { target: 40, due: 37, people: 10 }
    expect(villages.find(({ code }) => code === kayoa)?.reached).toEqual({
      dewasa,
      hamil: { target: 12, due: 11, people: 0 },
    })
    const october = await steward.dashboard.villages({ period: '2026-10' })
    expect(october.villages.find(({ code }) => code === kayoa)?.reached.dewasa).toMatchObject({
      due: 34,
      people: 1,
    })
    const masked = await viewer.dashboard.villages({ period: '2026-10' })
    expect(masked.villages.find(({ code }) => code === kayoa)?.reached.dewasa?.people).not.toBe(1)
    expect(await csv(steward)).toContain(
      'Sasaran Dewasa;Garis Dewasa s.d. 2026-11;Dewasa tercapai;Dewasa (%)',
    )
    expect(await csv(steward)).toContain('40;37;10;25')
  })

  it('offers records of two Puskesmas that may be one person to those who may see patients, and merges nothing', async () => {
    const look = async (state: 'candidate' | 'same') => {
      looks += 1
      return await steward.samePeople.list({ state })
    }
    const waiting = async () => (await look('candidate')).waiting
    await expect.poll(waiting).toBe(0)
    const { total } = await steward.dashboard.visits(period)
    const nik = '8204074507980099'
    const siti = (sender: Sender) => {
      const patient = patientOf(sender.code)
      const identifier = patient.identifier.map((one) =>
        one.value === identity.nik ? { ...one, value: nik } : one,
      )
      return { ...patient, identifier, name: [{ text: 'Siti Khadijah Umar' }] }
    }
    const ids = [await sendPatient(east, siti(east)), await sendPatient(west, siti(west))].sort()
    await expect.poll(waiting).toBe(0)
    const { pairs } = await look('candidate')
    const found = pairs.find(({ one }) => one.patientId === ids[0])
    expect(found).toMatchObject({
      one: { patientId: ids[0], nik },
      other: { patientId: ids[1], nik },
      level: 'hampir_pasti',
      evidence: expect.arrayContaining([{ agrees: true, words: 'NIK sama' }]),
    })
    const pair = { one: ids[0] ?? '', other: ids[1] ?? '' }
    await steward.samePeople.decide({ ...pair, state: 'same' })
    const decided = await look('same')
    expect(decided.pairs).toMatchObject([{ state: 'same', decidedBy: 'steward' }])
    expect((await steward.dashboard.visits(period)).total).toBe(total)
    expect(
      (await east.ask('GET', `/Patient/${pair.one}`)).status +
        (await west.ask('GET', `/Patient/${pair.one}`)).status,
    ).toBe(200 + 404)
    await expect(viewer.samePeople.list({ state: 'same' })).rejects.toMatchObject({
      data: { problems: [{ code: 'not_allowed' }] },
    })
    await expect(
      steward.samePeople.decide({ one: pair.other, other: pair.one, state: 'same' }),
    ).rejects.toMatchObject({ data: { problems: [{ code: 'same_people_unknown' }] } })
  })

  it('tells no more of a Puskesmas with fewer than five visits than that, and no sum tells of it', async () => {
    const south = await addSender(district.origin, manager, 'P8204090')
    const december = { from: '2025-12-01', to: '2025-12-31' }
    await sendVisits(south, kayoa, times(3, { day: '2025-12-10' }))
    await sendVisits(east, kayoa, times(8, { day: '2025-12-10' }))
    expect(await viewer.dashboard.visits(december)).toMatchObject({ total: 8, leftOut: 1 })
    const alone = await viewer.dashboard.visits({ ...december, facilityId: south.facilityId })
    expect(alone).toMatchObject({ total: 'few', trend: { withheld: true, rows: [] } })
    expect(alone.tables.every(({ withheld, rows }) => withheld && rows.length === 0)).toBe(true)
    expect((await steward.dashboard.visits(december)).total).toBe(11)
  })

  it('counts the days of a period and no others, also where a month less some days says them sooner', async () => {
    const days = ['2026-03-02', '2026-03-03', '2026-03-03', '2026-03-28', '2026-03-29']
    await sendVisits(
      east,
      kayoa,
      days.map((day) => ({ day })),
    )
    const most = await steward.dashboard.visits({ from: '2026-03-03', to: '2026-03-28' })
    expect(most.total).toBe(3)
    expect(most.trend.rows).toEqual([
      { start: '2026-03-03', visits: 2 },
      { start: '2026-03-28', visits: 1 },
    ])
    expect(most.tables.find(({ dimension }) => dimension === 'cluster')?.rows).toContainEqual({
      value: 'k3',
      name: null,
      visits: 3,
    })
    const long = await steward.dashboard.visits({ from: '2026-03-03', to: '2026-07-20' })
    expect(long.total).toBe(4)
    expect(long.trend).toMatchObject({ grain: 'month', rows: [{ start: '2026-03-01', visits: 4 }] })
  })

  it('leaves as a file that runs no formula and holds no more than the screen', async () => {
    await manager.facilities.create({ code: 'P8204030', name: '=HYPERLINK("http://jahat.example")' })
    const table = { name: 'visits', ...period, facilityId: east.facilityId } as const
    const shown = await viewer.dashboard.take({ table, format: 'csv' })
    const text = await shown.text()
    expect(shown.name).toBe('kunjungan-2026-11-01-2026-11-30.csv')
    expect(text).toContain('Cara bayar;Umum (bayar sendiri);<5')
    expect(text).toContain('Cara bayar;JKN PBI;•')
    const contacts = await manager.dashboard.take({
      table: { name: 'contacts', month: '2026-11' },
      format: 'csv',
    })
    expect(await contacts.text()).toContain(`"'=HYPERLINK(""http://jahat.example"")"`)
    for (const table of [{ name: 'tonight' }, { name: 'villages', period: '2026' }] as const) {
      const file = await steward.dashboard.take({ table, format: 'xlsx' })
      expect(new Uint8Array(await file.arrayBuffer()).subarray(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]))
    }
  })

  it('leaves a row in the audit trail for every look at patients, every file and every decision', async () => {
    await district.close()
    const store = await openStore(place.place, { onSlow: () => {}, onLost: () => {} })
    const { rows } = await sql<{ action: string; name: string; detail: object }>`
      select action, staff.name, detail from audit join staff on staff.id = audit.staff order by seq`.execute(
      store.db,
    )
    await store.close()
    const of = (action: string) => rows.filter((row) => row.action === action)
    expect(of('patients_viewed').every(({ name }) => name === 'steward')).toBe(true)
    expect(of('patients_viewed')).toHaveLength(looks)
    expect(of('same_people_decided')).toMatchObject([{ name: 'steward', detail: { state: 'same' } }])
    expect(of('file_taken')).toHaveLength(7)
    expect(of('targets_set')).toHaveLength(2)
    expect(of('file_taken').find(({ name }) => name === 'viewer')).toMatchObject({
      name: 'viewer',
      detail: { name: 'visits', format: 'csv' },
    })
    expect(of('participants_set')).toHaveLength(3)
    expect(JSON.stringify(rows)).not.toContain('8204074507980099')
  })
})

function times(count: number, visit: Partial<Visit>): Partial<Visit>[] {
  return Array.from({ length: count }, () => visit)
}

/** One new person a visit, each with a NIK and name of their own. */
async function sendVisits(sender: Sender, village: string, visits: Partial<Visit>[]): Promise<void> {
  const entries = visits.flatMap((visit, n) => {
    const patient = { ...patientOf(sender.code), ...addressIn(village) }
    const urn = `urn:uuid:019f0000-0000-7000-8000-${String(n).padStart(12, '0')}`
    const name = [{ text: `Orang ${sender.code} ke ${n}` }]
    const identifier = patient.identifier.filter(({ value }) => value !== identity.nik)
    return [
      createEntry({ ...patient, identifier, name }, urn),
      createEntry({ ...encounterOf(sender.code, '', visit), subject: { reference: urn } }),
    ]
  })
  const answer = await sender.ask('POST', '', bundleOf('transaction', entries))
  expect(answer.status).toBe(200)
}

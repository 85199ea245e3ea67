import type { Bundle, BundleEntry } from 'fhir/r4'
import { describe, expect, test } from 'vitest'
import type { SyncRun } from '#contract/hub/sync'
import { addDays, type LocalDate } from '#domain/local-date'
import type { NewVisit } from '#hub/store/visits'
import { localTime, machine } from '#hub/system'
import { routeTo } from './puskesmas.ts'
import {
  account,
  aDay,
  dinkes,
  encounters,
  expectArrived,
  forgetful,
  isBatchOf,
  patients,
  puskesmas,
  revisionOf,
  setScene,
  waiting,
} from './scene.ts'

setScene()

const today = () => localTime(machine.now(), puskesmas.facility.timeZone).day

describe('after a run both sides are compared', () => {
  test('equal: the report says how many visits of which day, and the run is done', async () => {
    await aDay(12)
    const run = await puskesmas.send()
    expect(run.state).toBe('done')
    const equal = { how: 'digest', from: today(), to: today(), days: 1, same: true, differing: [] }
    const compared = [
      { type: 'Organization', ...equal, here: 1, there: 1 },
      { type: 'Location', ...equal, here: 2, there: 2 },
      { type: 'Patient', ...equal, here: 12, there: 12 },
      { type: 'Encounter', ...equal, here: 12, there: 12 },
    ]
    expect(run.compared).toEqual(compared)
    await puskesmas.reopen()
    expect((await puskesmas.sync().status()).lastRun?.compared).toEqual(compared)
  })

  test('each day and type that the run touched, and no other', async () => {
    const [first, second] = ['2026-11-19', '2026-11-20'] as [LocalDate, LocalDate]
    await arriveOn(first)
    const corrected = await arriveOn(second)
    await arriveOn(second)
    expect(visitsIn(await puskesmas.send())).toMatchObject({ from: first, to: second, days: 2, here: 3 })
    // One question a type, however many days and records.
    expect(digestsAsked()).toHaveLength(4)
    await puskesmas.change(corrected, { status: 'cancelled', ended_at: machine.now() })
    expect((await puskesmas.send()).compared).toMatchObject([
      { type: 'Encounter', from: second, to: second, days: 1, here: 2, there: 2, same: true },
    ])
    expect((await puskesmas.send()).compared).toEqual([])
  })

  test('days that lie far apart are asked for alone, so that an answer is never about years', async () => {
    for (const day of ['2025-01-02', '2025-01-20', '2026-11-19', '2026-11-20'] as LocalDate[])
      await arriveOn(day)
    expect(visitsIn(await puskesmas.send())).toMatchObject({ days: 4, here: 4, there: 4, same: true })
    expect(digestsAsked().filter((path) => path.includes('Encounter'))).toEqual([
      '/fhir/Encounter/$day-digest?from=2025-01-02&to=2025-01-20&offset=9',
      '/fhir/Encounter/$day-digest?from=2026-11-19&to=2026-11-20&offset=9',
    ])
  })

  test('visits that the server confirmed and lost are named, queued once more, and there after the next run', async () => {
    const day = await aDay(5)
    let batches = 0
    dinkes.proxy.decide((passing) => {
      batches += isBatchOf('Encounter', passing) ? 1 : 0
      return isBatchOf('Encounter', passing) && batches === 2 ? forgetful(passing.body) : null
    })
    const run = await puskesmas.send()
    expect(run).toMatchObject({
      state: 'partly',
      problem: null,
      counts: { confirmed: 13, waiting: 5, toFix: 0 },
    })
    expect(run.compared.map(({ type, same }) => [type, same])).toEqual([
      ['Organization', true],
      ['Location', true],
      ['Patient', true],
      ['Encounter', false],
    ])
    expect(visitsIn(run)?.differing).toEqual([{ day: today(), here: 5, there: 1, queuedAgain: true }])
    dinkes.proxy.decide(null)
    const next = await puskesmas.send('schedule')
    expect(next).toMatchObject({
      state: 'done',
      counts: { sent: 5 },
      compared: [{ type: 'Encounter', here: 5, there: 5, same: true }],
    })
    await expectArrived(day)
  })

  test('a correction that the server confirmed and lost is seen by the digest, though the number is right', async () => {
    const [first] = await aDay(2)
    await puskesmas.send()
    await puskesmas.change(first?.visitId ?? '', { status: 'cancelled', ended_at: machine.now() })
    dinkes.proxy.decide((passing) => (isBatchOf('Encounter', passing) ? forgetful(passing.body) : null))
    const run = await puskesmas.send()
    expect(run).toMatchObject({
      state: 'partly',
      compared: [{ type: 'Encounter', here: 2, there: 2, same: false }],
    })
    dinkes.proxy.decide(null)
    expect(await puskesmas.send()).toMatchObject({ state: 'done', compared: [{ same: true }] })
    expect((await encounters()).map(({ status }) => status).sort()).toEqual(['arrived', 'cancelled'])
  })

  test('a difference that sending again does not mend is sent again once, then only when a person asks', async () => {
    await aDay(3)
    dinkes.proxy.decide(({ path }) =>
      path.includes('Encounter/$day-digest') ? { rewrite: ({ answer }) => answer.replace(':3', ':4') } : null,
    )
    expect(visitsIn(await puskesmas.send('schedule'))).toMatchObject({
      differing: [{ here: 3, there: 4, queuedAgain: true }],
    })
    for (const [trigger, sent] of [
      ['schedule', 3],
      ['schedule', 0],
      ['person', 3],
      ['schedule', 0],
    ] as const) {
      const run = await puskesmas.send(trigger)
      expect(run).toMatchObject({ state: 'partly', counts: { sent, waiting: 0, toFix: 0 } })
      expect(run.compared).toMatchObject([
        { type: 'Encounter', same: false, differing: [{ here: 3, there: 4, queuedAgain: false }] },
      ])
    }
    expect((await encounters()).map(({ meta }) => meta?.versionId)).toEqual(['1', '1', '1'])
    dinkes.proxy.decide(null)
    expect(await puskesmas.send('schedule')).toMatchObject({ state: 'done', compared: [{ same: true }] })
  })

  test('a visit set apart is missing on both sides, so the rest of its day is proven', async () => {
    await aDay(3)
    const { visitId } = (await aDay(1))[0] ?? { visitId: '' }
    puskesmas.store().driver.prepare("UPDATE visits SET purpose = 'KB / IUD?' WHERE id = ?").run(visitId)
    const run = await puskesmas.send()
    expect(run).toMatchObject({ state: 'partly', counts: { toFix: 1 } })
    expect(visitsIn(run)).toMatchObject({ here: 3, there: 3, same: true })
  })

  test('an edit during the run leaves proven what was confirmed, and is proven when it has arrived', async () => {
    const [first] = await aDay(2)
    let edited = false
    dinkes.proxy.decide(async (passing) => {
      if (!isBatchOf('Encounter', passing) || edited) return null
      edited = true
      await puskesmas.change(first?.visitId ?? '', { service_recorded: 1 })
      return null
    })
    const compared = { here: 2, there: 2, same: true }
    const run = await puskesmas.send()
    expect(run).toMatchObject({ state: 'partly', counts: { waiting: 1 } })
    expect(visitsIn(run)).toMatchObject(compared)
    expect(await puskesmas.send()).toMatchObject({ state: 'done', compared: [compared] })
  })

  test('a difference while visits of the day are on their way says nothing; they are compared when they have arrived', async () => {
    const [first] = await aDay(2)
    let edited = false
    dinkes.proxy.decide(async (passing) => {
      if (passing.path.includes('Encounter/$day-digest'))
        return { rewrite: ({ answer }) => answer.replace(':2', ':1') }
      if (!isBatchOf('Encounter', passing) || edited) return null
      edited = true
      await puskesmas.change(first?.visitId ?? '', { service_recorded: 1 })
      return null
    })
    const run = await puskesmas.send()
    expect(run).toMatchObject({ state: 'partly', counts: { waiting: 1 } })
    expect(visitsIn(run)).toBeUndefined()
    dinkes.proxy.decide(null)
    expect(await puskesmas.send()).toMatchObject({
      state: 'done',
      compared: [{ here: 2, there: 2, same: true }],
    })
  })

  test('a day whose comparison was cut off is compared by the next run', async () => {
    await aDay(3)
    dinkes.proxy.decide(({ path }) => (path.includes('$day-digest') ? { cut: 'before' } : null))
    const run = await puskesmas.send()
    expect(run).toMatchObject({ state: 'stopped', problem: { code: 'sync_unreachable' }, compared: [] })
    expect(run.counts).toMatchObject({ confirmed: 9, waiting: 0 })
    dinkes.proxy.decide(null)
    const next = await puskesmas.send()
    expect(next).toMatchObject({ state: 'done', counts: { sent: 0 } })
    expect(next.compared.map(({ type, here, same }) => [type, here, same])).toEqual([
      ['Organization', 1, true],
      ['Location', 2, true],
      ['Patient', 3, true],
      ['Encounter', 3, true],
    ])
  })
})

describe('a hub that came back from a backup', () => {
  /** What was finished and corrected after the backup is at the district, and no longer here. */
  async function goBackInTime(): Promise<void> {
    const [first, second] = await aDay(2)
    await puskesmas.send()
    const restore = await puskesmas.backUp()
    await puskesmas.correct(first?.patientId ?? '', { name: 'Siti Benar' })
    for (const id of [first?.visitId, second?.visitId])
      await puskesmas.change(id ?? '', { status: 'finished', ended_at: machine.now() })
    await puskesmas.send()
    await restore()
    await aDay(1)
  }

  test('overwrites nothing that is newer at the district: it is set apart, and the report says so', async () => {
    await goBackInTime()
    const run = await puskesmas.send('schedule')
    expect(visitsIn(run)).toMatchObject({ here: 3, there: 3, same: false })
    const next = await puskesmas.send('schedule')
    expect(next).toMatchObject({ state: 'partly', counts: { waiting: 0, toFix: 3 } })
    const { heldBack } = await puskesmas.sync().report(null)
    expect(heldBack.map(({ kind }) => kind).sort()).toEqual(['encounter', 'encounter', 'patient'])
    for (const { words } of heldBack) expect(words).toContain('memegang revisi 2, yang lebih baru')
    expect((await encounters()).map(({ status }) => status).sort()).toEqual([
      'arrived',
      'finished',
      'finished',
    ])
    expect((await patients()).filter(({ name }) => name?.[0]?.text === 'Siti Benar')).toHaveLength(1)
  })

  test('nor where the server named no version that could guard it: each record is looked up first', async () => {
    await goBackInTime()
    puskesmas.store().driver.exec('UPDATE links SET version = NULL')
    dinkes.proxy.seen.length = 0
    await puskesmas.send('schedule')
    await puskesmas.send('schedule')
    expect(await puskesmas.sync().status()).toMatchObject({ lastRun: { counts: { toFix: 3 } } })
    const isUnguarded = ({ request }: BundleEntry) => request?.method === 'PUT' && !request.ifMatch
    const batches = dinkes.proxy.seen.filter(({ path }) => path === '/fhir')
    const updates = batches.flatMap(
      ({ body }) => (JSON.parse(body) as Bundle).entry?.filter(isUnguarded) ?? [],
    )
    expect(updates).toEqual([])
  })
})

test('visits that are held back with their patient are known at the district, until they have come', async () => {
  const owed = async () => {
    const all = await dinkes.overview()
    const { unmended, waiting } = all.find(({ facilityId }) => facilityId === account.facilityId) ?? {}
    return { unmended, waiting }
  }
  await aDay(2)
  const patient = await puskesmas.register({ name: 'Ni\u0000ngsih' })
  const visits = [await puskesmas.arrive(patient), await puskesmas.arrive(patient)]
  expect(await puskesmas.send()).toMatchObject({ state: 'partly', counts: { waiting: 2, toFix: 1 } })
  expect(await owed()).toEqual({ unmended: 1, waiting: 3 })
  await puskesmas.correct(patient.id, { name: 'Ningsih' })
  expect(await puskesmas.send()).toMatchObject({ state: 'done', counts: { confirmed: 1 + visits.length } })
  expect(await owed()).toEqual({ unmended: 0, waiting: 0 })
})

describe('a server that only counts', () => {
  test('is asked for the sum of each type, and of visits for each day, and the report says that it is no more', async () => {
    await aDay(4)
    withoutDigest()
    const run = await puskesmas.send()
    expect(run.state).toBe('done')
    expect(run.compared.map(({ type, how, here, there }) => [type, how, here, there])).toEqual([
      ['Organization', 'total', 1, 1],
      ['Location', 'total', 2, 2],
      ['Patient', 'total', 4, 4],
      ['Encounter', 'day_count', 4, 4],
    ])
    const asked = dinkes.proxy.seen.filter(({ body }) => body.includes('_summary=count'))
    const home = `https://loket.id/fhir/id/${account.code}`
    expect(asked.map(({ path, body }) => [path, new URLSearchParams(body).get('identifier')])).toEqual([
      ['/fhir/Organization/_search', `${home}/organization|`],
      ['/fhir/Location/_search', `${home}/location|`],
      ['/fhir/Patient/_search', `${home}/patient|`],
      ['/fhir/Encounter/_search', `${home}/encounter-ticket/${today()}|`],
    ])
  })

  test('is asked for the sum of the visits after more days than a month has, not for each of them', async () => {
    const days = Array.from({ length: 32 }, (_, n) => addDays('2026-10-01' as LocalDate, n))
    for (const day of days) await arriveOn(day)
    withoutDigest()
    expect(visitsIn(await puskesmas.send())).toMatchObject({ how: 'total', days: 32, here: 32, same: true })
    const counted = dinkes.proxy.seen.filter(({ body }) => body.includes('_summary=count'))
    expect(counted).toHaveLength(4)
  })

  test('a sum that differs is named without a day, and what came since it was right is sent again', async () => {
    await aDay(2)
    withoutDigest()
    await puskesmas.send()
    await puskesmas.register()
    withoutDigest((passing) => (isBatchOf('Patient', passing) ? forgetful(passing.body) : null))
    const run = await puskesmas.send()
    expect(run).toMatchObject({ state: 'partly', counts: { waiting: 3 } })
    expect(run.compared).toMatchObject([
      { type: 'Patient', same: false, differing: [{ day: null, here: 3, there: 2, queuedAgain: true }] },
    ])
    withoutDigest()
    expect(await puskesmas.send('schedule')).toMatchObject({
      state: 'done',
      compared: [{ type: 'Patient', here: 3, there: 3, same: true }],
    })
  })

  test.each([
    ...[400, 403, 404, 405].flatMap((status): [string, { status: number; body: string }][] => [
      [`refuses the question with ${status}`, { status, body: refusal }],
      [`refuses it with ${status} and without an OperationOutcome`, { status, body: 'Forbidden' }],
    ]),
    ['gives no total', { status: 200, body: '{"resourceType":"Bundle","type":"searchset"}' }],
  ])(
    'and %s proves nothing: what it confirmed stays confirmed, and the report says so',
    async (_, answer) => {
      await aDay(2)
      withoutDigest(({ body }) => (body.includes('_summary=count') ? { answer } : null))
      const run = await puskesmas.send()
      expect(run).toMatchObject({ state: 'done', counts: { confirmed: 7 } })
      expect(visitsIn(run)).toMatchObject({ how: 'none', same: null, differing: [] })
      withoutDigest()
      expect(visitsIn(await puskesmas.send())).toMatchObject({ here: 2, there: 2, same: true })
    },
  )
})

test.each([403, 404, 405])(
  'a server that says it tells digests and answers %i: nothing is proven, and the run ends as it went',
  async (status) => {
    await aDay(2)
    const answer = { status, body: refusal }
    dinkes.proxy.decide(({ path }) => (path.includes('$day-digest') ? { answer } : null))
    const run = await puskesmas.send()
    expect(run).toMatchObject({ state: 'done', counts: { confirmed: 7 } })
    expect(visitsIn(run)).toMatchObject({ how: 'none', same: null })
  },
)

describe('a record that the server has lost, and others name (F22)', () => {
  const gone = '00000000-0000-7000-8000-000000000000'

  function lose(recordId: string): void {
    const { driver } = puskesmas.store()
    driver.prepare('UPDATE links SET server_id = ? WHERE record_id = ?').run(gone, recordId)
  }

  test.each(['patient', 'room'] as const)(
    'a visit that names a lost %s waits until that is there again, and both are there after the same run',
    async (what) => {
      const patient = await puskesmas.register()
      const before = await puskesmas.arrive(patient)
      await puskesmas.send()
      lose(what === 'patient' ? patient.id : puskesmas.rooms[0].id)
      const visitId = await puskesmas.arrive(patient)
      const run = await puskesmas.send('schedule')
      expect(run.state).toBe('done')
      expect(visitsIn(run)).toMatchObject({ here: 2, same: true })
      const both = [before, visitId].map((id) => ({ patientId: patient.id, visitId: id }))
      await expectArrived(both)
    },
  )

  test('is found whatever the refusal looks like, and asked for once a run', async () => {
    await aDay(1)
    await puskesmas.send()
    lose(puskesmas.rooms[0].id)
    const day = await aDay(6)
    const answer = (body: string) =>
      JSON.parse(body).entry.map(() => ({ response: { status: '409 Conflict' } }))
    dinkes.proxy.decide((passing) =>
      isBatchOf('Encounter', passing) && passing.body.includes(gone)
        ? {
            rewrite: () =>
              JSON.stringify({ resourceType: 'Bundle', type: 'batch-response', entry: answer(passing.body) }),
          }
        : null,
    )
    dinkes.proxy.seen.length = 0
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    expect(dinkes.proxy.seen.filter(({ path }) => path === `/fhir/Location/${gone}`)).toHaveLength(1)
    expect(await encounters()).toHaveLength(1 + day.length)
  })

  test('a server that knows none of the ids any more has everything again after the same run', async () => {
    const day = await aDay(4)
    await puskesmas.send()
    puskesmas.store().driver.prepare('UPDATE links SET server_id = ?').run(gone)
    for (const { visitId } of day) await puskesmas.change(visitId, { service_recorded: 1 })
    const run = await puskesmas.send()
    expect(run.state).toBe('done')
    expect(visitsIn(run)).toMatchObject({ here: 4, same: true })
    await expectArrived(day)
    expect((await encounters()).map(revisionOf)).toEqual([2, 2, 2, 2])
  })
})

describe('the rooms a visit went through', () => {
  test('all reach the district, in the order of coming, each with its time', async () => {
    const [visit] = await aDay(1)
    await puskesmas.send()
    await puskesmas.moveOn(visit?.visitId ?? '', puskesmas.rooms[1])
    expect(await waiting()).toBe(1)
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    const rooms = await dinkes.list(account, 'Location')
    const idOf = (name: string) => rooms.find((room) => 'name' in room && room.name === name)?.id
    const [arrived] = await encounters()
    expect(arrived?.location).toMatchObject([
      { location: { reference: `Location/${idOf('Poli Umum')}` }, status: 'completed' },
      { location: { reference: `Location/${idOf('Ruang Ibu dan Anak')}` }, status: 'active' },
    ])
    expect(arrived?.location?.map(({ period }) => period?.end !== undefined)).toEqual([true, false])
  })

  test('a visit waits while the server refuses one of its rooms', async () => {
    const [visit] = await aDay(1)
    await puskesmas.moveOn(visit?.visitId ?? '', puskesmas.rooms[1])
    const { id } = puskesmas.rooms[1]
    puskesmas.store().driver.prepare("UPDATE service_points SET name = '' WHERE id = ?").run(id)
    expect(await puskesmas.send()).toMatchObject({ state: 'partly', counts: { waiting: 1, toFix: 1 } })
    puskesmas.store().driver.prepare("UPDATE service_points SET name = 'Ruang 2' WHERE id = ?").run(id)
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    expect((await encounters())[0]?.location).toHaveLength(2)
  })
})

async function arriveOn(day: LocalDate): Promise<string> {
  const change: Partial<NewVisit> = { day, route: routeTo(puskesmas.rooms[0]) }
  return await puskesmas.arrive(await puskesmas.register(), change)
}

function digestsAsked(): string[] {
  return dinkes.proxy.seen.flatMap(({ path }) => (path.includes('$day-digest') ? path : []))
}

/** What the run says of visits. */
function visitsIn({ compared }: SyncRun): SyncRun['compared'][number] | undefined {
  return compared.find(({ type }) => type === 'Encounter')
}

const refusal = '{"resourceType":"OperationOutcome","issue":[]}'

type Decide = Exclude<Parameters<typeof dinkes.proxy.decide>[0], null>

/** The district as it would be without the operation of its own. */
function withoutDigest(decide: Decide = () => null): void {
  dinkes.proxy.decide((passing) =>
    passing.path === '/fhir/metadata'
      ? { rewrite: ({ answer }) => answer.replaceAll('"operation"', '"_operation"') }
      : decide(passing),
  )
}

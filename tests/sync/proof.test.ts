import { describe, expect, test } from 'vitest'
import type { LocalDate } from '#domain/local-date'
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
    const compared = { day: today(), here: 12, there: 12, same: true, how: 'digest', queuedAgain: false }
    expect(run.compared).toEqual([compared])
    await puskesmas.reopen()
    expect((await puskesmas.sync().status()).lastRun?.compared).toEqual([compared])
  })

  test('each day that the run touched, and no other', async () => {
    const [first, second] = ['2026-11-19', '2026-11-20'] as [LocalDate, LocalDate]
    await arriveOn(first)
    const corrected = await arriveOn(second)
    await arriveOn(second)
    expect((await puskesmas.send()).compared.map(({ day, here }) => [day, here])).toEqual([
      [first, 1],
      [second, 2],
    ])
    await puskesmas.change(corrected, { status: 'cancelled', ended_at: machine.now() })
    expect((await puskesmas.send()).compared).toMatchObject([{ day: second, here: 2, there: 2, same: true }])
    expect((await puskesmas.send()).compared).toEqual([])
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
    expect(run.compared).toMatchObject([{ here: 5, there: 1, same: false, queuedAgain: true }])
    dinkes.proxy.decide(null)
    const next = await puskesmas.send('schedule')
    expect(next.state).toBe('done')
    expect(next.compared).toMatchObject([{ here: 5, there: 5, same: true }])
    await expectArrived(day)
  })

  test('a correction that the server confirmed and lost is seen by the digest, though the number is right', async () => {
    const [first] = await aDay(2)
    await puskesmas.send()
    await puskesmas.change(first?.visitId ?? '', { status: 'cancelled', ended_at: machine.now() })
    dinkes.proxy.decide((passing) => (isBatchOf('Encounter', passing) ? forgetful(passing.body) : null))
    const run = await puskesmas.send()
    expect(run).toMatchObject({ state: 'partly', compared: [{ here: 2, there: 2, same: false }] })
    dinkes.proxy.decide(null)
    expect(await puskesmas.send()).toMatchObject({ state: 'done', compared: [{ same: true }] })
    expect((await encounters()).map(({ status }) => status).sort()).toEqual(['arrived', 'cancelled'])
  })

  test('a difference that sending again does not mend is sent again once, then only when a person asks', async () => {
    await aDay(3)
    dinkes.proxy.decide(({ path }) =>
      path.includes('$day-digest') ? { rewrite: ({ answer }) => answer.replace(':3', ':4') } : null,
    )
    expect((await puskesmas.send('schedule')).compared).toMatchObject([
      { here: 3, there: 4, queuedAgain: true },
    ])
    for (const [trigger, sent] of [
      ['schedule', 3],
      ['schedule', 0],
      ['person', 3],
      ['schedule', 0],
    ] as const) {
      const run = await puskesmas.send(trigger)
      expect(run).toMatchObject({ state: 'partly', counts: { sent, waiting: 0, toFix: 0 } })
      expect(run.compared).toMatchObject([{ here: 3, there: 4, same: false, queuedAgain: false }])
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
    expect(run.compared).toMatchObject([{ here: 3, there: 3, same: true }])
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
    const compared = [{ here: 2, there: 2, same: true }]
    expect(await puskesmas.send()).toMatchObject({ state: 'partly', counts: { waiting: 1 }, compared })
    expect(await puskesmas.send()).toMatchObject({ state: 'done', compared })
  })

  test('a difference while visits of the day are on their way says nothing; they are compared when they have arrived', async () => {
    const [first] = await aDay(2)
    let edited = false
    dinkes.proxy.decide(async (passing) => {
      if (passing.path.includes('$day-digest')) return { rewrite: ({ answer }) => answer.replace(':2', ':1') }
      if (!isBatchOf('Encounter', passing) || edited) return null
      edited = true
      await puskesmas.change(first?.visitId ?? '', { service_recorded: 1 })
      return null
    })
    expect(await puskesmas.send()).toMatchObject({ state: 'partly', counts: { waiting: 1 }, compared: [] })
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
    expect(await puskesmas.send()).toMatchObject({ state: 'done', compared: [{ here: 3, same: true }] })
  })
})

describe('a server that only counts', () => {
  test('is asked for the number by the system of the day’s tickets, and the report says that it is no more', async () => {
    await aDay(4)
    withoutDigest()
    const run = await puskesmas.send()
    expect(run).toMatchObject({ state: 'done', compared: [{ here: 4, there: 4, same: true, how: 'count' }] })
    const asked = dinkes.proxy.seen.filter(({ body }) => body.includes('_summary=count'))
    expect(asked.map(({ path, body }) => [path, new URLSearchParams(body).get('identifier')])).toEqual([
      ['/fhir/Encounter/_search', `https://loket.id/fhir/id/${account.code}/encounter-ticket/${today()}|`],
    ])
  })

  test.each([
    ['refuses the question', { status: 400, body: '{"resourceType":"OperationOutcome","issue":[]}' }],
    ['gives no total', { status: 200, body: '{"resourceType":"Bundle","type":"searchset"}' }],
  ])('and %s proves nothing: what it confirmed stays confirmed', async (_, answer) => {
    await aDay(2)
    withoutDigest(({ body }) => (body.includes('_summary=count') ? { answer } : null))
    expect(await puskesmas.send()).toMatchObject({ state: 'done', counts: { confirmed: 7 }, compared: [] })
    withoutDigest()
    expect((await puskesmas.send()).compared).toMatchObject([{ here: 2, there: 2, same: true }])
  })
})

describe('a record that the server has lost, and others name (F22)', () => {
  const gone = '00000000-0000-7000-8000-000000000000'

  function lose(recordId: string): void {
    const { driver } = puskesmas.store()
    driver.prepare('UPDATE links SET server_id = ? WHERE record_id = ?').run(gone, recordId)
  }

  test.each(['patient', 'room'] as const)(
    'a visit that names a lost %s waits, the lost one is queued, and both are there after the next run',
    async (what) => {
      const patient = await puskesmas.register()
      const before = await puskesmas.arrive(patient)
      await puskesmas.send()
      lose(what === 'patient' ? patient.id : puskesmas.rooms[0].id)
      const visitId = await puskesmas.arrive(patient)
      const run = await puskesmas.send()
      expect(run).toMatchObject({ state: 'partly', problem: null, counts: { waiting: 2, toFix: 0 } })
      expect(await puskesmas.send('schedule')).toMatchObject({
        state: 'done',
        compared: [{ here: 2, same: true }],
      })
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
      isBatchOf('Encounter', passing)
        ? {
            rewrite: () =>
              JSON.stringify({ resourceType: 'Bundle', type: 'batch-response', entry: answer(passing.body) }),
          }
        : null,
    )
    dinkes.proxy.seen.length = 0
    expect(await puskesmas.send()).toMatchObject({ counts: { waiting: 7, toFix: 0 } })
    expect(dinkes.proxy.seen.filter(({ path }) => path === `/fhir/Location/${gone}`)).toHaveLength(1)
    dinkes.proxy.decide(null)
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    expect(await encounters()).toHaveLength(1 + day.length)
  })

  test('a server that knows none of the ids any more has everything again after the next run', async () => {
    const day = await aDay(4)
    await puskesmas.send()
    puskesmas.store().driver.prepare('UPDATE links SET server_id = ?').run(gone)
    for (const { visitId } of day) await puskesmas.change(visitId, { service_recorded: 1 })
    expect(await puskesmas.send()).toMatchObject({ state: 'partly', counts: { waiting: 11, toFix: 0 } })
    expect(await puskesmas.send()).toMatchObject({ state: 'done', compared: [{ here: 4, same: true }] })
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

type Decide = Exclude<Parameters<typeof dinkes.proxy.decide>[0], null>

/** The district as it would be without the operation of its own. */
function withoutDigest(decide: Decide = () => null): void {
  dinkes.proxy.decide((passing) =>
    passing.path === '/fhir/metadata'
      ? { rewrite: ({ answer }) => answer.replaceAll('"operation"', '"_operation"') }
      : decide(passing),
  )
}

import type { Encounter, FhirResource } from 'fhir/r4'
import { describe, expect, test } from 'vitest'
import type { FhirType } from '#contract/fhir'
import { createFetch } from '#hub/sync/fetch-text'
import { createClock } from '../support/hub.ts'
import { openPuskesmas, pauses } from './puskesmas.ts'
import {
  account,
  aDay,
  dinkes,
  encounters,
  expectArrived,
  isBatchOf,
  patients,
  puskesmas,
  setScene,
} from './scene.ts'
import { older, other } from './seeded/trouble.ts'
import { batchAnswer, type Entry, entriesOf, passEntries, refusal } from './seeded/wire.ts'

setScene()

const dayMs = 86_400_000

describe('a server that is slow over many entries (F9)', () => {
  test('is sent half as many after two tries, and no more than it managed for the rest of the run', async () => {
    await aDay(1)
    await puskesmas.send()
    const day = await aDay(30)
    dinkes.proxy.seen.length = 0
    dinkes.proxy.decide(({ path, body }) =>
      path === '/fhir' && JSON.parse(body).entry.length > 8
        ? { answer: { status: 504, body: '<html>504 Gateway Time-out</html>' } }
        : null,
    )
    expect(await puskesmas.send()).toMatchObject({ state: 'done', problem: null })
    expect((await encounters()).length).toBe(day.length + 1)
    const sizesOf = (type: FhirType) =>
      dinkes.proxy.seen
        .filter((passing) => isBatchOf(type, passing))
        .map(({ body }) => JSON.parse(body).entry.length)
    expect(sizesOf('Patient').slice(0, 5)).toEqual([30, 30, 15, 15, 8])
    expect(Math.max(...sizesOf('Encounter'))).toBe(8)
  })

  test('gets more at once again when ten batches of the size that it takes have passed', async () => {
    await aDay(1)
    await puskesmas.send()
    for (let n = 0; n < 100; n += 1) await puskesmas.register()
    dinkes.proxy.seen.length = 0
    let isBusy = true
    dinkes.proxy.decide(({ path, body }) => {
      if (path !== '/fhir' || !isBusy) return null
      isBusy = JSON.parse(body).entry.length > 5
      return isBusy ? { answer: { status: 413, body: '' } } : null
    })
    expect(await puskesmas.send()).toMatchObject({ state: 'done', counts: { confirmed: 100 } })
    const sizes = dinkes.proxy.seen.flatMap((passing) =>
      isBatchOf('Patient', passing) ? JSON.parse(passing.body).entry.length : [],
    )
    // The first forty are halved until five pass; their other halves pass as they are.
    expect(sizes).toEqual([40, 20, 10, 5, 5, 10, 20, 5, 5, 5, 5, 5, 5, 10, 10, 10])
  })
})

describe('a server that was set back to a backup (F22)', () => {
  test('where it only lost a correction, that one is sent again', async () => {
    const [first] = await aDay(1)
    await puskesmas.send()
    const [before] = await encounters()
    await puskesmas.change(first?.visitId ?? '', { status: 'cancelled', ended_at: Date.now() })
    await puskesmas.send()
    dinkes.proxy.decide(({ method, path }) =>
      method === 'GET' && path === `/fhir/Encounter/${before?.id}`
        ? { answer: { status: 200, body: JSON.stringify(before) } }
        : null,
    )
    dinkes.proxy.seen.length = 0
    expect(await puskesmas.send()).toMatchObject({ state: 'done', counts: { confirmed: 5 } })
  })

  test('a patient that had to be created again is the one whom their earlier visits name', async () => {
    const patient = await puskesmas.register()
    const visitId = await puskesmas.arrive(patient)
    await puskesmas.send()
    const gone = '00000000-0000-7000-8000-000000000000'
    puskesmas
      .store()
      .driver.prepare('UPDATE links SET server_id = ? WHERE record_id = ?')
      .run(gone, patient.id)
    await puskesmas.correct(patient.id, { name: 'Siti Maryam' })
    dinkes.proxy.seen.length = 0
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    const sent = dinkes.proxy.seen.filter((passing) => isBatchOf('Encounter', passing))
    expect(sent.some(({ body }) => body.includes(visitId))).toBe(true)
  })
})

describe('another writer of the same record (F3)', () => {
  test.each([
    ['an older copy', older],
    ['another content under the same revision', other],
  ])('was first, with %s: the server ends with what stands here', async (_, twin) => {
    const day = await aDay(3)
    dinkes.proxy.decide(async (passing) => {
      const entries = entriesOf(passing)
      if (entries) await passEntries(dinkes.district.origin, passing, entries.map(twin))
      return null
    })
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    await expectArrived(day)
    expect((await patients()).filter(({ name }) => name?.[0]?.text === 'Nama Lain')).toEqual([])
    expect((await encounters()).map((visit) => visit.class.code)).toEqual(['AMB', 'AMB', 'AMB'])
  })
})

describe('a server that answers 200 and stores a visit under another person', () => {
  test('is sent it once more, until it names whom it should', async () => {
    const day = await aDay(2)
    let strayed = 0
    dinkes.proxy.decide(async (passing) => {
      const entries = entriesOf(passing)
      const people = await patients()
      if (!entries || !isBatchOf('Encounter', passing) || strayed > 1) return null
      strayed += entries.length
      const others = entries.map((entry) => {
        const { subject } = entry.resource as Encounter
        const other = people.find(({ id }) => subject?.reference !== `Patient/${id}`)
        return { ...entry, resource: { ...entry.resource, subject: { reference: `Patient/${other?.id}` } } }
      })
      const answers = await passEntries(dinkes.district.origin, passing, others as Entry[])
      if (!Array.isArray(answers)) return answers
      return batchAnswer(
        answers.map((answer, index) => ({ ...answer, resource: others[index]?.resource as FhirResource })),
      )
    })
    expect(await puskesmas.send()).toMatchObject({ state: 'done', counts: { toFix: 0 } })
    expect(strayed).toBe(2)
    await expectArrived(day)
  })
})

describe('what a server refuses', () => {
  test('again and again as a conflict is set apart in its own words, behind plain ones', async () => {
    await aDay(1)
    dinkes.proxy.decide((passing) =>
      isBatchOf('Patient', passing)
        ? batchAnswer([refusal('409', 'conflict', 'Nomor ini dipakai di dinas.')])
        : null,
    )
    await puskesmas.send()
    const { heldBack } = await puskesmas.sync().report(null)
    expect(heldBack.map(({ words }) => words)).toEqual([
      'Data ini bertentangan dengan yang ada di server dinas. Kata server: «Nomor ini dipakai di dinas.»',
    ])
  })

  test('for what it has lost is not taken for its last word because the line failed while asking', async () => {
    const patient = await puskesmas.register()
    await puskesmas.arrive(patient)
    await puskesmas.send()
    const gone = '00000000-0000-7000-8000-000000000000'
    puskesmas
      .store()
      .driver.prepare('UPDATE links SET server_id = ? WHERE record_id = ?')
      .run(gone, patient.id)
    await puskesmas.arrive(patient)
    let failed = false
    dinkes.proxy.decide(({ path }) => {
      if (failed || path !== `/fhir/Patient/${gone}`) return null
      failed = true
      return { cut: 'before' }
    })
    expect(await puskesmas.send()).toMatchObject({ state: 'done', counts: { toFix: 0 } })
    expect(failed).toBe(true)
  })
})

describe('a clock that is wrong by a day (F12)', () => {
  test('and set right again leaves the runs in the order in which they were made', async () => {
    const clock = createClock(new Date(Date.now() + dayMs).toISOString())
    const hasty = await openPuskesmas(dinkes, await dinkes.admit('Puskesmas Cepat'), clock)
    try {
      await hasty.register()
      const first = await hasty.send()
      const { clockAheadMs } = await hasty.sync().report(null)
      expect(Math.round((clockAheadMs ?? 0) / dayMs)).toBe(1)
      clock.set(new Date().toISOString())
      await hasty.register()
      const second = await hasty.send()
      expect(second.id).not.toBe(first.id)
      expect((await hasty.sync().report(null)).clockAheadMs).toBeNull()
      expect((await hasty.sync().report(first.id)).clockAheadMs).toBeNull()
      expect(second.counts).toMatchObject({ total: 1, confirmed: 1 })
      expect((await hasty.sync().status()).lastRun?.id).toBe(second.id)
    } finally {
      await hasty.close()
    }
  })

  test('ahead, holds back what carries its time, in words, and sends the rest; the visits go when their time has come', async () => {
    const clock = createClock(new Date().toISOString())
    const hasty = await openPuskesmas(dinkes, await dinkes.admit('Puskesmas Cepat'), clock)
    try {
      const patient = await hasty.register()
      const [there, changed] = [await hasty.arrive(patient), await hasty.arrive(patient)]
      expect(await hasty.send()).toMatchObject({ state: 'done', problem: null })
      await hasty.arrive(patient)
      clock.advance(dayMs)
      await hasty.arrive(await hasty.register())
      await hasty.change(changed, { status: 'cancelled', ended_at: clock.now() })
      const { driver } = hasty.store()
      driver.prepare('UPDATE legs SET entered_at = ? WHERE visit_id = ?').run(clock.now(), there)
      await hasty.change(there, { service_recorded: 1 })
      const run = await hasty.send()
      // The patient, and the visit of before the clock was wrong.
      expect(run).toMatchObject({ state: 'partly', counts: { confirmed: 2, waiting: 3, toFix: 0 } })
      expect(run.problem).toMatchObject({
        code: 'sync_later_visits',
        sentence: expect.stringMatching(/^3 kunj/),
      })
      clock.set(new Date().toISOString())
      expect(await hasty.send('schedule')).toMatchObject({ counts: { confirmed: 0, waiting: 3 } })
      clock.advance(2 * dayMs)
      dinkes.proxy.setClock(2 * dayMs)
      expect(await hasty.send('schedule')).toMatchObject({
        state: 'done',
        problem: null,
        counts: { confirmed: 3, waiting: 0 },
      })
    } finally {
      dinkes.proxy.setClock(0)
      await hasty.close()
    }
  })

  test('set back in the middle of a run with a limited line, does not make it wait a day', async () => {
    const clock = createClock(new Date().toISOString())
    const options = { now: clock.now, signal: new AbortController().signal, kbitPerSecond: 512 }
    const fetchText = createFetch(options)
    const ask = () =>
      fetchText(`${dinkes.district.origin}/fhir/metadata?${account.code}`, { method: 'GET', headers: {} })
    await ask()
    clock.advance(-dayMs)
    expect((await ask())?.status).toBe(200)
  })

  test('does not change how long a busy server is left alone: it is reckoned by the server’s own', async () => {
    await aDay(1)
    let busy = true
    dinkes.proxy.decide(({ path }) => {
      if (path !== '/fhir' || !busy) return null
      busy = false
      const headers = {
        date: 'Mon, 01 Jan 2024 10:00:00 GMT',
        'retry-after': 'Mon, 01 Jan 2024 10:00:07 GMT',
      }
      return { answer: { status: 503, body: '', headers } }
    })
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    expect(pauses).toEqual([7000])
  })
})

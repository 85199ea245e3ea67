import type { Organization } from 'fhir/r4'
import { describe, expect, test } from 'vitest'
import { formatDate } from '#domain/local-date'
import { saveDestination } from '#hub/sync/destination'
import { localTime } from '#hub/system'
import { noArrival, pauses, routeTo } from './puskesmas.ts'
import {
  account,
  aDay,
  dinkes,
  encounters,
  expectArrived,
  isBatchOf,
  localId,
  patients,
  puskesmas,
  setScene,
  waiting,
} from './scene.ts'

setScene()

const notAllowed =
  'Server dinas tidak mengizinkan Puskesmas ini mengirim data ini. Kata server: «Tidak diizinkan.»'

describe('a network that fails', () => {
  test('the server commits and the answer is lost (F1): repeated, nothing is there twice', async () => {
    const day = await aDay(5)
    const cut = new Set<string>()
    dinkes.proxy.decide(({ path, body }) => {
      const key = path === '/fhir' ? body : path
      if (path === '/fhir/metadata' || cut.has(key)) return null
      cut.add(key)
      return { cut: 'after' }
    })
    expect(await puskesmas.send()).toMatchObject({ state: 'done', counts: { confirmed: 13 } })
    await expectArrived(day)
    expect((await encounters()).map(({ meta }) => meta?.versionId)).toEqual(['1', '1', '1', '1', '1'])
  })

  test('the answer to a guarded update is lost (F2): read again, seen to be done, no second version', async () => {
    const [first] = await aDay(1)
    await puskesmas.send()
    await puskesmas.correct(first?.patientId ?? '', { name: 'Siti Aminah' })
    let cut = false
    dinkes.proxy.decide(({ path }) => {
      if (path !== '/fhir' || cut) return null
      cut = true
      return { cut: 'after' }
    })
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    const [patient] = await patients()
    expect(patient).toMatchObject({ name: [{ text: 'Siti Aminah' }], meta: { versionId: '2' } })
  })

  test('an unreachable server stops the run in words and keeps everything', async () => {
    await aDay(3)
    dinkes.proxy.decide(() => ({ cut: 'before' }))
    const run = await puskesmas.send()
    expect(run).toMatchObject({
      state: 'stopped',
      problem: { code: 'sync_unreachable' },
      counts: { confirmed: 0 },
    })
    expect(run.problem?.sentence).toContain('Data tetap tersimpan')
    expect(await patients()).toEqual([])
    dinkes.proxy.decide(null)
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
  })

  test.each([
    ['from the first question', '/fhir/metadata'],
    ['in the middle', '/fhir'],
    ['in place of the sign-in', '/oauth2/token'],
  ])(
    'a captive portal that answers 200 with a page, %s, is not taken for the server (F25)',
    async (_, where) => {
      await aDay(2)
      const page = '<html><title>Masuk Wi-Fi</title></html>'
      dinkes.proxy.decide(({ path }) =>
        path === where
          ? { answer: { status: 200, body: page, headers: { 'content-type': 'text/html' } } }
          : null,
      )
      const run = await puskesmas.send()
      expect(run).toMatchObject({ state: 'stopped', problem: { code: 'sync_not_fhir' } })
      expect(run.counts).toMatchObject({ confirmed: 0, toFix: 0 })
      expect(await waiting()).toBeGreaterThanOrEqual(4)
    },
  )

  test('a redirect to another host is not followed: what was meant for the district goes nowhere else', async () => {
    await aDay(1)
    dinkes.proxy.decide(({ path }) =>
      path === '/fhir'
        ? { answer: { status: 307, body: '', headers: { location: `${dinkes.district.origin}/fhir` } } }
        : null,
    )
    expect(await puskesmas.send()).toMatchObject({ state: 'stopped', problem: { code: 'sync_not_fhir' } })
    expect(await dinkes.list<Organization>(account, 'Organization')).toEqual([])
  })

  test('a busy server is given the time it asks for', async () => {
    await aDay(1)
    let busy = 2
    dinkes.proxy.decide(({ path }) => {
      if (path !== '/fhir' || busy === 0) return null
      busy -= 1
      return { answer: { status: 503, body: '', headers: { 'retry-after': '7' } } }
    })
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    expect(pauses).toEqual([7000, 7000])
  })

  test.each<[string, Record<string, string>, number]>([
    ['names no time, a minute', {}, 60_000],
    ['names a limit that is used up, until it begins anew', { ratelimit: '"default";r=0;t=30' }, 30_000],
    ['names its limit as drafts did, until it begins anew', { 'ratelimit-reset': '30' }, 30_000],
    ['asks for a quarter of an hour, as long as it asks', { 'retry-after': '900' }, 900_000],
  ])('a server that counts requests and %s', async (_, headers, ms) => {
    await aDay(1)
    let busy = 4
    dinkes.proxy.decide(({ path }) => {
      if (path !== '/fhir' || busy === 0) return null
      busy -= 1
      return { answer: { status: 429, body: '', headers } }
    })
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    expect(pauses).toEqual([ms, ms, ms, ms])
  })

  test.each([
    ['a batch', '/fhir'],
    ['a token', '/oauth2/token'],
  ])(
    'a server that asks for hours before %s is left alone: the run says so, and when it is made again',
    async (_, where) => {
      await aDay(1)
      const before = Date.now()
      dinkes.proxy.decide(({ path }) =>
        path === where ? { answer: { status: 429, body: '', headers: { 'retry-after': '7200' } } } : null,
      )
      const run = await puskesmas.send()
      expect(run).toMatchObject({ state: 'stopped', problem: { code: 'sync_asked_to_wait' } })
      expect(run.tryAgainAt).toBeGreaterThanOrEqual(before + 7_200_000)
      expect(run.tryAgainAt).toBeLessThanOrEqual(Date.now() + 7_200_000)
      const { day, clock } = localTime(run.tryAgainAt ?? 0, 'Asia/Jayapura')
      expect(run.problem?.sentence).toContain(`minta ditunggu sampai ${formatDate(day)} pukul ${clock}`)
      expect(pauses).toEqual([])
      expect(dinkes.proxy.seen.filter(({ path }) => path === where)).toHaveLength(1)
      dinkes.proxy.decide(null)
      expect(await puskesmas.send()).toMatchObject({ state: 'done', tryAgainAt: null })
    },
  )

  test.each([429, 503])(
    'tokens that a busy server (%i) puts off are asked for again after the time it names',
    async (status) => {
      const day = await aDay(2)
      let busy = 2
      dinkes.proxy.decide(({ path }) => {
        if (path !== '/oauth2/token' || busy === 0) return null
        busy -= 1
        return { answer: { status, body: '', headers: { 'retry-after': '9' } } }
      })
      expect(await puskesmas.send()).toMatchObject({ state: 'done' })
      expect(pauses).toEqual([9000, 9000])
      await expectArrived(day)
    },
  )

  test('tokens that a busy server refuses without a time are not asked for again in this run (F11)', async () => {
    await aDay(1)
    dinkes.proxy.decide(({ path }) =>
      path === '/oauth2/token' ? { answer: { status: 429, body: '' } } : null,
    )
    expect(await puskesmas.send()).toMatchObject({ state: 'stopped', problem: { code: 'sync_unreachable' } })
    expect(dinkes.proxy.seen.filter(({ path }) => path === '/oauth2/token')).toHaveLength(1)
  })
})

describe('a server that refuses', () => {
  test('one invalid record is set apart in the words of the server, the rest arrives (F6)', async () => {
    const day = await aDay(3)
    const patient = await puskesmas.register({ name: 'Yohanis Kaize' })
    const visitId = await puskesmas.arrive(patient, wrongPurpose())
    const run = await puskesmas.send()
    expect(run).toMatchObject({ state: 'partly', problem: null, counts: { waiting: 0, toFix: 1 } })
    const { heldBack } = await puskesmas.sync().report(null)
    expect(heldBack).toEqual([
      {
        kind: 'encounter',
        recordId: visitId,
        patientId: patient.id,
        visitId,
        title: expect.stringMatching(/^Kunjungan A-004, \d\d-\d\d-\d{4}, Yohanis Kaize \(RM /),
        words: 'Bagian Encounter.type kosong atau tidak sah.',
        attempts: 1,
        mended: false,
      },
    ])
    const arrived = (await encounters()).map((one) => localId(one)).sort()
    expect(arrived).toEqual(day.map((one) => one.visitId).sort())
  })

  test('what is set apart rests at night, is tried again when a person asks, and is freed by a correction', async () => {
    const patient = await puskesmas.register()
    const visitId = await puskesmas.arrive(patient, wrongPurpose())
    await puskesmas.send()
    expect(await puskesmas.send('schedule')).toMatchObject({ state: 'partly', counts: { sent: 0, toFix: 1 } })
    expect(await puskesmas.send('person')).toMatchObject({ counts: { sent: 1, toFix: 1 } })
    expect((await puskesmas.sync().report(null)).heldBack[0]?.attempts).toBe(2)
    puskesmas.store().driver.prepare('UPDATE visits SET purpose = ? WHERE id = ?').run('berobat', visitId)
    await puskesmas.change(visitId, {})
    expect(await puskesmas.send('schedule')).toMatchObject({ state: 'done' })
    expect(await encounters()).toHaveLength(1)
  })

  test('a visit waits while its patient is set apart', async () => {
    const patient = await puskesmas.register()
    await puskesmas.arrive(patient)
    dinkes.proxy.decide((passing) =>
      isBatchOf('Patient', passing) ? { rewrite: () => batchAnswer('422', 'Nama tidak sah.') } : null,
    )
    const run = await puskesmas.send()
    expect(run).toMatchObject({ state: 'partly', counts: { waiting: 1, toFix: 1 } })
    expect((await puskesmas.sync().report(null)).heldBack.map(({ words }) => words)).toEqual([
      'Isi data ini tidak diterima server dinas. Kata server: «Nama tidak sah.»',
    ])
  })

  test('a token that ends in the middle is renewed once and the run goes on (F10)', async () => {
    const day = await aDay(3)
    let refused = false
    dinkes.proxy.decide((passing) => {
      if (!isBatchOf('Encounter', passing) || refused) return null
      refused = true
      return { answer: { status: 401, body: '{"resourceType":"OperationOutcome","issue":[]}' } }
    })
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    await expectArrived(day)
    expect(dinkes.proxy.seen.filter(({ path }) => path === '/oauth2/token')).toHaveLength(2)
  })

  test('a secret that the district has replaced stops the run; with the new one it goes on', async () => {
    const day = await aDay(3)
    let secret = ''
    dinkes.proxy.decide(async (passing) => {
      if (isBatchOf('Encounter', passing) && secret === '') {
        secret = await dinkes.rotateSecret(account)
      }
      return null
    })
    const run = await puskesmas.send()
    expect(run).toMatchObject({ state: 'stopped', problem: { code: 'sync_refused_sign_in' } })
    expect(run.problem?.sentence).toContain('Minta kunci baru')
    expect(await waiting()).toBe(3)
    const { clientId } = account
    await puskesmas
      .store()
      .write((tx) =>
        saveDestination(
          tx,
          puskesmas.key,
          { baseUrl: dinkes.baseUrl, signIn: 'oauth2', clientId, secret, kbitPerSecond: null },
          Date.now(),
        ),
      )
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    await expectArrived(day, { ...account, clientSecret: secret })
  })

  test('batches that are too large are halved until they fit (F9)', async () => {
    const day = await aDay(20)
    dinkes.proxy.decide(({ path, body }) => {
      const tooLarge = path === '/fhir' && JSON.parse(body).entry.length > 3
      return tooLarge ? { answer: { status: 413, body: '<html>413</html>' } } : null
    })
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    await expectArrived(day)
  })

  test('a fault of the server over one record leaves that record alone behind', async () => {
    const day = await aDay(8)
    const poison = day[5]?.visitId ?? ''
    dinkes.proxy.decide(({ path, body }) =>
      path === '/fhir' && body.includes(poison)
        ? { answer: { status: 500, body: '<html>500</html>' } }
        : null,
    )
    expect(await puskesmas.send()).toMatchObject({ state: 'partly', counts: { waiting: 0, toFix: 1 } })
    const { heldBack } = await puskesmas.sync().report(null)
    expect(heldBack.map(({ recordId, words }) => ({ recordId, words }))).toEqual([
      { recordId: poison, words: 'Server dinas menjawab dengan kode 500 tanpa penjelasan.' },
    ])
    expect(await encounters()).toHaveLength(7)
  })

  test('a server that fails over every record is not obeyed record by record: nothing is set apart', async () => {
    const day = await aDay(12)
    dinkes.proxy.decide((passing) => {
      const fails = isBatchOf('Encounter', passing) && JSON.parse(passing.body).entry.length !== 1
      return fails ||
        (passing.path === '/fhir' &&
          dinkes.proxy.seen.filter((one) => isBatchOf('Encounter', one)).length > 1)
        ? { answer: { status: 500, body: '' } }
        : null
    })
    const run = await puskesmas.send()
    expect(run).toMatchObject({
      state: 'stopped',
      problem: { code: 'sync_unreachable' },
      counts: { toFix: 0 },
    })
    dinkes.proxy.decide(null)
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    await expectArrived(day)
  })

  /** Loket's district refuses nobody's own record so; others do. */
  function forbidIn(
    passing: { body: string },
    answer: string,
    isForbidden: (entry: string) => boolean,
  ): string {
    const reply = JSON.parse(answer)
    const [forbidden] = JSON.parse(batchAnswer('403', 'Tidak diizinkan.')).entry
    for (const [at, entry] of JSON.parse(passing.body).entry.entries())
      if (isForbidden(JSON.stringify(entry))) reply.entry[at] = forbidden
    return JSON.stringify(reply)
  }

  test.each([
    ['one record', 4],
    ['the first of its type', 0],
    ['the first four of their type', 0, 4],
  ])('what is forbidden to %s is set apart; the others arrive, tonight', async (_, before, count = 1) => {
    await aDay(before)
    const forbidden: string[] = []
    for (let n = 0; n < count; n += 1)
      forbidden.push((await puskesmas.register({ name: 'Yohanis Kaize' })).id)
    await aDay(4 - before)
    const isForbidden = (entry: string) => forbidden.some((id) => entry.includes(id))
    dinkes.proxy.decide((passing) =>
      isBatchOf('Patient', passing)
        ? { rewrite: ({ answer }) => forbidIn(passing, answer, isForbidden) }
        : null,
    )
    expect(await puskesmas.send('schedule')).toMatchObject({
      state: 'partly',
      problem: null,
      counts: { toFix: count },
    })
    const { heldBack } = await puskesmas.sync().report(null)
    expect(heldBack.map(({ recordId }) => recordId).sort()).toEqual(forbidden.sort())
    expect(new Set(heldBack.map(({ words }) => words))).toEqual(new Set([notAllowed]))
    expect(await encounters()).toHaveLength(4)
  })

  test.each([
    ['each of the first five of a type', 0, 6, 5],
    ['all of fewer', 0, 3, 3],
    ['every one of many of a known type', 1, 6, 1],
  ])(
    'what is forbidden to %s is the server’s matter: nothing is set apart',
    async (_, known, count, batches) => {
      if (known > 0) {
        await aDay(known)
        await puskesmas.send()
      }
      await aDay(count)
      dinkes.proxy.seen.length = 0
      dinkes.proxy.decide((passing) =>
        isBatchOf('Encounter', passing)
          ? { rewrite: ({ answer }) => forbidIn(passing, answer, () => true) }
          : null,
      )
      const run = await puskesmas.send()
      expect(run).toMatchObject({
        state: 'stopped',
        problem: { code: 'sync_wrong_server' },
        counts: { toFix: 0 },
      })
      expect(run.problem?.sentence).toContain('Tidak diizinkan')
      expect(dinkes.proxy.seen.filter((passing) => isBatchOf('Encounter', passing))).toHaveLength(batches)
      expect(await waiting()).toBe(count)
    },
  )

  test('a record that is forbidden says nothing of the type where the server refused another by itself', async () => {
    const [first, second] = [await aDay(1), await aDay(1)].map(([visited]) => visited?.visitId)
    dinkes.proxy.decide((passing) =>
      isBatchOf('Encounter', passing)
        ? {
            rewrite: ({ answer }) =>
              passing.body.includes(first ?? '')
                ? forbidIn(passing, answer, () => true)
                : batchAnswer('422', 'Kunjungan tidak sah.'),
          }
        : null,
    )
    expect(await puskesmas.send()).toMatchObject({ state: 'partly', problem: null })
    const { heldBack } = await puskesmas.sync().report(null)
    expect(heldBack.map(({ recordId, words }) => [recordId, words]).sort()).toEqual(
      [
        [first, notAllowed],
        [second, 'Isi data ini tidak diterima server dinas. Kata server: «Kunjungan tidak sah.»'],
      ].sort(),
    )
  })

  test('several records under one identifier are never chosen between (F4)', async () => {
    await aDay(1)
    dinkes.proxy.decide((passing) =>
      isBatchOf('Patient', passing) ? { rewrite: () => batchAnswer('412', 'matched 2 resources') } : null,
    )
    await puskesmas.send()
    expect((await puskesmas.sync().report(null)).heldBack).toMatchObject([
      { kind: 'patient', words: expect.stringContaining('«matched 2 resources»') },
    ])
  })
})

describe('a server that cannot be used', () => {
  test.each([
    [{ fhirVersion: '5.0.0' }, 'memakai FHIR versi 5.0.0, bukan R4'],
    [{ rest: [{ mode: 'server', interaction: [] }] }, 'tidak menerima kiriman berkelompok'],
    [
      { rest: [{ mode: 'server', interaction: [{ code: 'batch' }], resource: [] }] },
      'tidak mengenal conditional create untuk Organization, Location, Patient, Encounter',
    ],
  ])('is refused before anything is sent: %j', async (change, words) => {
    await aDay(1)
    dinkes.proxy.decide(({ path }) =>
      path === '/fhir/metadata'
        ? { rewrite: ({ answer }) => JSON.stringify({ ...JSON.parse(answer), ...change }) }
        : null,
    )
    const run = await puskesmas.send()
    expect(run).toMatchObject({
      state: 'stopped',
      problem: { code: 'sync_wrong_server' },
      counts: { sent: 0 },
    })
    expect(run.problem?.sentence).toContain(words)
  })

  test('a server that does not find what it stored gets one record, not a day full of doubles', async () => {
    await aDay(10)
    dinkes.proxy.decide(({ path }) =>
      path === '/fhir/Patient/_search'
        ? { rewrite: () => '{"resourceType":"Bundle","type":"searchset","total":0}' }
        : null,
    )
    const run = await puskesmas.send()
    expect(run.problem?.sentence).toContain('tidak menemukan kembali Patient')
    expect(await patients()).toHaveLength(1)
  })
})

const batchAnswer = (status: string, text: string) => {
  const outcome = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'invalid', details: { text } }],
  }
  return JSON.stringify({
    resourceType: 'Bundle',
    type: 'batch-response',
    entry: [{ response: { status, outcome } }],
  })
}

/** A purpose that no district can count: its code has letters no code may have. */
function wrongPurpose() {
  return { arrival: { ...noArrival, purpose: 'KB / IUD?' }, route: routeTo(puskesmas.rooms[0]) }
}

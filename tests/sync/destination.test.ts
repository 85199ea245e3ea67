import { randomBytes } from 'node:crypto'
import Driver from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ErrorCode } from '#domain/errors'
import { initial } from '#hub/store/migrations/0001-initial'
import { openStore, type Store } from '#hub/store/open'
import { readDestination, readDestinationSettings, saveDestination } from '#hub/sync/destination'
import { delayOf, hasWork, isRunDue } from '#hub/sync/nightly'
import { seal, sealingKey, unseal } from '#hub/sync/seal'

const databaseKey = randomBytes(32).toString('hex')
const key = sealingKey(databaseKey)

describe('a sealed secret', () => {
  test('opens with the key of the same database, and is never sealed alike twice', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(unseal(seal(text, key), sealingKey(databaseKey))).toBe(text)
        expect(seal(text, key)).not.toBe(seal(text, key))
      }),
    )
  })

  test('opens neither with another key nor after a change', () => {
    const sealed = seal('rahasia', key)
    expect(unseal(sealed, sealingKey(randomBytes(32).toString('hex')))).toBeNull()
    const bytes = Buffer.from(sealed, 'base64')
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
    expect(unseal(bytes.toString('base64'), key)).toBeNull()
    expect(unseal('', key)).toBeNull()
  })
})

describe('the destination', () => {
  let store: Store
  const save = (baseUrl: string, secret: string | null, clientId = 'puskesmas-1') =>
    store.write((tx) =>
      saveDestination(tx, key, { baseUrl, signIn: 'oauth2', clientId, secret, kbitPerSecond: null }, 0),
    )

  beforeEach(() => {
    const driver = new Driver(':memory:')
    driver.exec(initial)
    store = openStore(driver, () => {})
  })
  afterEach(() => store.close())

  test('is not there before address, client id and secret are', async () => {
    expect(await readDestination(store.db, key)).toBeNull()
    await save('https://dinkes.example.go.id/fhir', null)
    expect(await readDestination(store.db, key)).toBeNull()
    await save('https://dinkes.example.go.id/fhir', 'rahasia', '')
    expect(await readDestination(store.db, key)).toBeNull()
  })

  test('keeps the secret sealed, and never tells it to a screen', async () => {
    const told = await save('https://dinkes.example.go.id/fhir/', 'rahasia-besar')
    expect(told).toEqual({
      baseUrl: 'https://dinkes.example.go.id/fhir',
      signIn: 'oauth2',
      clientId: 'puskesmas-1',
      hasSecret: true,
      kbitPerSecond: null,
    })
    expect(await readDestinationSettings(store.db)).toEqual(told)
    const rows = await store.db.selectFrom('settings').select('value').execute()
    expect(JSON.stringify(rows)).not.toContain('rahasia-besar')
    expect(await readDestination(store.db, key)).toMatchObject({ secret: 'rahasia-besar' })
  })

  test('keeps its secret when only the path changes, and loses it when the server does', async () => {
    await save('https://dinkes.example.go.id/fhir', 'rahasia')
    expect(await save('https://dinkes.example.go.id/fhir/R4', null)).toMatchObject({ hasSecret: true })
    expect(await save('https://lain.example.go.id/fhir', null)).toMatchObject({ hasSecret: false })
  })

  test.each([
    'http://dinkes.example.go.id/fhir',
    'http://192.168.1.5/fhir',
    'http://127.0.0.1.example.go.id',
    'ftp://localhost/fhir',
  ])('refuses %s: identity leaves this computer only over TLS', async (baseUrl) => {
    await expect(save(baseUrl, 'rahasia')).rejects.toThrow('sync_insecure')
  })

  test.each(['http://localhost:4790/fhir', 'http://127.0.0.1:4790/fhir', 'http://[::1]:4790/fhir'])(
    'takes %s: a server on the same machine',
    async (baseUrl) => {
      expect(await save(baseUrl, 'rahasia')).toMatchObject({ baseUrl })
    },
  )

  test('what one server has confirmed is queued again for the next one, and not for the first', async () => {
    await save('https://satu.example.go.id/fhir', 'rahasia')
    const link = { kind: 'patient' as const, record_id: 'a', server_id: 'x', version: null, sent_revision: 4 }
    await store.write((tx) =>
      tx
        .insertInto('links')
        .values({ ...link, target: 'https://satu.example.go.id/fhir' })
        .execute(),
    )
    await save('https://dua.example.go.id/fhir', 'rahasia')
    const queued = () =>
      store.db.selectFrom('outbox').select(['kind', 'record_id', 'layer', 'revision']).execute()
    expect(await queued()).toEqual([{ kind: 'patient', record_id: 'a', layer: 2, revision: 4 }])
    await store.write((tx) => tx.deleteFrom('outbox').execute())
    await save('https://satu.example.go.id/fhir', null)
    expect(await queued()).toEqual([])
  })
})

describe('the run of the night', () => {
  test('begins at a time that is this Puskesmas’s own, within three quarters of an hour; a hundred do not come together', () => {
    const delays = Array.from({ length: 100 }, (_, n) =>
      delayOf(`019a0000-0000-7000-8000-${String(n).padStart(12, '0')}`),
    )
    expect(delayOf('019a0000-0000-7000-8000-000000000007')).toBe(delays[7])
    for (const delay of delays) expect(delay).toBeLessThan(45 * minute)
    const inMinute = Map.groupBy(delays, (delay) => Math.floor(delay / minute))
    expect(inMinute.size).toBeGreaterThan(30)
    expect(Math.max(...[...inMinute.values()].map(({ length }) => length))).toBeLessThanOrEqual(10)
  })

  const ready = { configured: true, paused: false, waiting: 3, toProve: false, lastRun: null }
  test.each([
    ['something waits', {}, true],
    ['nothing waits', { waiting: 0, lastRun: { state: 'done' } }, false],
    ['only what must be mended is left', { waiting: 0, lastRun: { state: 'partly' } }, false],
    ['the last run was cut off before it had compared', { waiting: 0, lastRun: { state: 'stopped' } }, true],
    ['days are left to prove', { waiting: 0, toProve: true, lastRun: { state: 'done' } }, true],
    ['a person has paused it', { paused: true }, false],
    ['no district is known', { configured: false }, false],
  ] as const)('is made or not when %s', (_, change, made) => {
    expect(hasWork({ ...ready, ...change })).toBe(made)
  })

  /** 20:00 in Jayapura is 11:00 UTC. */
  const at = (text: string) => Date.parse(`${text}+09:00`)
  const minute = 60_000
  test.each([
    ['at 20:00 it is due, also while people work', '2026-11-21T20:00:00', '2026-11-20T20:00:00', 0, true],
    ['at 19:59 it is not yet', '2026-11-21T19:59:59', '2026-11-20T20:00:00', 60, false],
    ['made once, it is not due again that night', '2026-11-21T20:30:00', '2026-11-21T20:00:01', 60, false],
    [
      'missed, because the PC was off, it waits while the desk is in use',
      '2026-11-22T07:40:00',
      '2026-11-20T20:00:00',
      2,
      false,
    ],
    [
      'missed, it is caught up when nobody has used the desk for ten minutes',
      '2026-11-22T10:00:00',
      '2026-11-20T20:00:00',
      10,
      true,
    ],
    ['a person’s own run after 20:00 counts', '2026-11-22T10:00:00', '2026-11-21T21:30:00', 60, false],
    [
      'a run that a clock of tomorrow dated is not that of this night',
      '2026-11-21T20:30:00',
      '2026-11-22T09:00:00',
      60,
      true,
    ],
    ['a Puskesmas that never sent has missed a night', '2026-11-22T10:00:00', null, 60, true],
  ])('%s', (_, now, last, idleMinutes, due) => {
    const lastRun =
      last === null ? null : { startedAt: at(last), state: 'done' as const, problem: null, tryAgainAt: null }
    const moment = { timeZone: 'Asia/Jayapura', closedAt: null, idleMs: idleMinutes * minute, lastRun }
    expect(isRunDue({ ...moment, now: at(now), delayMs: 0 })).toBe(due)
    // A Puskesmas that begins later has the same night, that much later.
    const delayMs = 17 * minute
    expect(isRunDue({ ...moment, now: at(now) + delayMs, delayMs })).toBe(due)
  })

  test.each([
    ['at once, while people work', '13:15', '13:15', null, null, true],
    ['not again once it was made', '13:30', '13:15', '13:15', null, false],
    ['again where a run that went on then had begun before', '13:16', '13:15', '13:14', null, true],
    ['again a little later where it found no line', '13:21', '13:15', '13:15', 'sync_unreachable', true],
    ['but not straight away', '13:18', '13:15', '13:15', 'sync_unreachable', false],
    ['nor where a person must do something first', '13:30', '13:15', '13:15', 'sync_wrong_server', false],
    ['an hour later only while nobody uses Loket', '14:20', '13:15', null, null, false],
    ['not for a day that a clock of tomorrow has closed', '13:15', '18:00', null, null, false],
    ['and again at night, whatever was sent by day', '20:00', '13:15', '13:15', null, true],
    [
      'and stands for the night when it comes within the minutes before',
      '20:20',
      '20:10',
      '20:11',
      null,
      false,
    ],
  ] as const)('«Tutup hari» sends %s', (_, now, closed, last, code, due) => {
    const today = (time: string) => at(`2026-11-21T${time}:00`)
    const ended = code === null ? 'done' : 'stopped'
    const problem = code === null ? null : { code, sentence: '' }
    const lastRun = { startedAt: today(last ?? '12:00'), state: ended, problem, tryAgainAt: null } as const
    const calendar = { timeZone: 'Asia/Jayapura', now: today(now), closedAt: today(closed) }
    const delayMs = closed === '20:10' ? 15 * minute : 0
    expect(isRunDue({ ...calendar, delayMs, idleMs: 0, lastRun })).toBe(due)
  })

  test.each([
    ['before that nothing is sent, not even at 20:00', '2026-11-21T20:05:00', 60, false],
    ['then it is, also while people work', '2026-11-21T22:00:00', 0, true],
    ['an hour later only while nobody uses Loket', '2026-11-21T23:10:00', 0, false],
    ['an hour later, with nobody there', '2026-11-21T23:10:00', 60, true],
  ])('a busy server that named 22:00: %s', (_, now, idleMinutes, due) => {
    const lastRun = {
      startedAt: at('2026-11-21T19:30:00'),
      state: 'stopped' as const,
      problem: { code: 'sync_asked_to_wait' as const, sentence: '' },
      tryAgainAt: at('2026-11-21T22:00:00'),
    }
    const calendar = { timeZone: 'Asia/Jayapura', delayMs: 0, closedAt: null }
    const moment = { ...calendar, now: at(now), idleMs: idleMinutes * minute, lastRun }
    expect(isRunDue(moment)).toBe(due)
    // A time that only a wrong clock can have named keeps no night out.
    const nextNight = { ...moment, now: at('2026-11-22T20:00:00') }
    expect(isRunDue({ ...nextNight, lastRun: { ...lastRun, tryAgainAt: at('2027-11-21T22:00:00') } })).toBe(
      true,
    )
  })

  /** Minutes after 20:00 at which it is tried, with nobody at the desk, while every run ends like that. */
  function triesUntilMorning(problem: ErrorCode | null): number[] {
    const tries: number[] = []
    for (let past = 0; past < 12 * 60; past += 1) {
      const [lastTry] = tries.slice(-1)
      const lastRun =
        lastTry === undefined
          ? null
          : {
              startedAt: at('2026-11-21T20:00:00') + lastTry * minute,
              state: 'stopped' as const,
              problem: problem === null ? null : { code: problem, sentence: '' },
              tryAgainAt: null,
            }
      const now = at('2026-11-21T20:00:00') + past * minute
      const idleMs = past * minute
      const calendar = { now, timeZone: 'Asia/Jayapura', delayMs: 0, closedAt: null }
      if (isRunDue({ ...calendar, idleMs, lastRun })) tries.push(past)
    }
    return tries
  }

  test.each([
    ['the line was dead', 'sync_unreachable'],
    ['a page of the network answered', 'sync_not_fhir'],
    ['the power went', null],
  ] as const)('a night in which %s is tried again, ever less often', (_, problem) => {
    const tries = triesUntilMorning(problem)
    expect(tries.slice(0, 4)).toEqual([0, 5, 10, 15])
    const apart = tries.slice(1).map((minutes, n) => minutes - (tries[n] ?? 0))
    expect(apart).toEqual(apart.toSorted((a, b) => a - b))
    expect(tries.length).toBeLessThan(16)
    expect(12 * 60 - (tries.at(-1) ?? 0)).toBeLessThanOrEqual(120)
  })

  test.each(['sync_refused_sign_in', 'sync_wrong_server', 'unexpected'] as const)(
    'a night that ended with %s waits for a person',
    (problem) => {
      expect(triesUntilMorning(problem)).toEqual([0])
    },
  )
})

import { randomBytes } from 'node:crypto'
import Driver from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { initial } from '#hub/store/migrations/0001-initial'
import { openStore, type Store } from '#hub/store/open'
import { readDestination, readDestinationSettings, saveDestination } from '#hub/sync/destination'
import { isRunDue } from '#hub/sync/nightly'
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
    store.write((tx) => saveDestination(tx, key, { baseUrl, clientId, secret }, 0))

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
      clientId: 'puskesmas-1',
      hasSecret: true,
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
    ['a Puskesmas that never sent has missed a night', '2026-11-22T10:00:00', null, 60, true],
  ])('%s', (_, now, lastRun, idleMinutes, due) => {
    const lastRunAt = lastRun === null ? null : at(lastRun)
    expect(
      isRunDue({ now: at(now), timeZone: 'Asia/Jayapura', idleMs: idleMinutes * minute, lastRunAt }),
    ).toBe(due)
  })
})

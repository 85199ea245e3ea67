import type { Encounter } from 'fhir/r4'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import {
  admit,
  openPage,
  removeFolder,
  setUp,
  startHub,
  type TestHub,
  type TestPage,
} from '../support/hub.ts'
import { type Account, type Dinkes, openDinkes } from './dinkes.ts'

/** A real desk that does «Tutup hari», and the district its Puskesmas may know. */
let dinkes: Dinkes
let account: Account
let hub: TestHub
let desk: TestPage
let stays = 0
const today = '2026-11-21' as LocalDate

beforeAll(async () => {
  dinkes = await openDinkes()
})
afterAll(() => dinkes.close())
beforeEach(async () => {
  hub = await startHub()
  desk = await openPage(hub.hub.newDeskUrl())
  stays += 1
  const code = `P82042${String(stays).padStart(2, '0')}`
  await setUp(desk, { code })
  account = await dinkes.admit('Puskesmas Teluk Harapan', code)
})
afterEach(async () => {
  dinkes.proxy.decide(null)
  dinkes.proxy.seen.length = 0
  await hub.close()
  removeFolder(hub.folder)
})

async function connect(): Promise<void> {
  const { clientId, clientSecret: secret } = account
  const baseUrl = dinkes.baseUrl
  await desk.api.sync.saveSettings({ baseUrl, signIn: 'oauth2', clientId, secret, kbitPerSecond: null })
}

const status = () => desk.api.sync.status()

test('«Tutup hari» sends by itself: the run is there when the day is closed, and all arrives', async () => {
  await connect()
  await admit(desk, { name: 'Wayan Sudana' })
  expect(await status()).toMatchObject({ lastRun: null })
  await desk.api.days.close({ day: today })
  expect((await status()).lastRun).not.toBeNull()
  await expect.poll(async () => (await status()).lastRun?.state, { timeout: 15_000 }).toBe('done')
  expect((await status()).waiting).toBe(0)
  const visits = await dinkes.list<Encounter>(account, 'Encounter')
  expect(visits.map((visit) => visit.status)).toEqual(['finished'])
})

test('a day that is closed while the sending is paused, or before there is a district, sends nothing', async () => {
  await admit(desk, { name: 'Wayan Sudana' })
  expect(await desk.api.days.close({ day: today })).toMatchObject({ open: 0 })
  await connect()
  await desk.api.sync.pause({ paused: true })
  await admit(desk, { name: 'Siti Aminah' })
  expect(await desk.api.days.close({ day: today })).toMatchObject({ open: 0 })
  expect(await status()).toMatchObject({ paused: true, lastRun: null })
  expect(dinkes.proxy.seen).toEqual([])
})

test('a day is closed all the same where the district cannot be reached, and nothing is lost', async () => {
  await connect()
  await admit(desk, { name: 'Wayan Sudana' })
  let tokens = 0
  dinkes.proxy.decide(({ path }) => {
    tokens += path === '/oauth2/token' ? 1 : 0
    return path === '/oauth2/token' ? { answer: { status: 500, body: '' } } : null
  })
  expect(await desk.api.days.close({ day: today })).toMatchObject({ open: 0 })
  await expect.poll(async () => (await status()).lastRun?.state, { timeout: 15_000 }).toBe('stopped')
  expect(tokens).toBe(1)
  expect((await status()).waiting).toBeGreaterThan(0)
})

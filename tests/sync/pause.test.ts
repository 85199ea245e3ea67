import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { saveDestination } from '#hub/sync/destination'
import { nextFree } from '#hub/sync/pace'
import { machine } from '#hub/system'
import { account, aDay, dinkes, expectArrived, isBatchOf, puskesmas, setScene, waiting } from './scene.ts'

setScene()

test('a pause breaks off the run that is going on, and what waits goes with the next, once', async () => {
  const day = await aDay(3)
  let asked = 0
  dinkes.proxy.decide((passing) => {
    if (!isBatchOf('Encounter', passing)) return null
    asked += 1
    // While the server works, the clerk needs the line for something else.
    if (asked === 1) void puskesmas.sync().pause(true)
    return null
  })
  expect(await puskesmas.send()).toMatchObject({ state: 'stopped', problem: null })
  expect(await puskesmas.sync().status()).toMatchObject({ paused: true })
  expect(await waiting()).toBeGreaterThan(0)
  dinkes.proxy.decide(null)
  expect(await puskesmas.send('person')).toMatchObject({ state: 'done' })
  await expectArrived(day)
})

test('who sends goes on sending: the nights are no longer left out', async () => {
  await puskesmas.sync().pause(true)
  await puskesmas.reopen()
  expect(await puskesmas.sync().status()).toMatchObject({ paused: true })
  await puskesmas.send('person')
  expect(await puskesmas.sync().status()).toMatchObject({ paused: false })
  await puskesmas.sync().pause(true)
  await puskesmas.sync().pause(false)
  expect(await puskesmas.sync().status()).toMatchObject({ paused: false })
})

test.each([
  ['schedule', 'nobody asked for gives way to screens that wait for an answer before each batch'],
  ['person', 'somebody waits for gives way to none'],
] as const)('%s: a run that %s', async (trigger, _) => {
  const day = await aDay(3)
  let isQuiet = false
  puskesmas.calls.quiet = async () => {
    await turn()
    isQuiet = true
  }
  const batches: boolean[] = []
  dinkes.proxy.decide(({ path }) => {
    if (path !== '/fhir') return null
    batches.push(isQuiet)
    isQuiet = false
    return null
  })
  await puskesmas.send(trigger)
  expect(batches.length).toBeGreaterThan(4)
  expect(new Set(batches)).toEqual(new Set([trigger === 'schedule']))
  await expectArrived(day)
})

test('a run keeps to the pace that the settings name, answers included', async () => {
  await puskesmas.register()
  const { clientId, clientSecret: secret } = account
  const baseUrl = dinkes.baseUrl
  await puskesmas
    .store()
    .write((tx) =>
      saveDestination(
        tx,
        puskesmas.key,
        { baseUrl, signIn: 'oauth2', clientId, secret, kbitPerSecond: 128 },
        machine.now(),
      ),
    )
  const began = performance.now()
  expect(await puskesmas.send()).toMatchObject({ state: 'done' })
  const took = performance.now() - began
  // Whatever went before the last request was waited out; the requests may have been zipped, the answers were not.
  const answers = dinkes.proxy.seen.slice(0, -1).map(({ answer }) => Buffer.byteLength(answer))
  const bits = answers.reduce((sum, bytes) => sum + bytes, 0) * 8
  expect(took).toBeGreaterThan(bits / 128)
})

describe('at 64 kilobits a second', () => {
  test.each([
    ['the first 8,000 bytes go at once and keep the line for a second', 0, 5_000, 8_000, 0, 6_000],
    ['what comes half a second later waits the other half', 6_000, 5_500, 800, 500, 6_100],
    ['after a rest nothing is owed', 6_000, 60_000, 8_000, 0, 61_000],
  ])('%s', (_, free, now, bytes, waitMs, next) => {
    expect(nextFree(free, now, bytes, 64)).toEqual({ waitMs, free: next })
  })
})

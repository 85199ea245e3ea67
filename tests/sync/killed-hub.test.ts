import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keyFromFile } from '#hub/data-folder'
import { findBrokenAudit } from '#hub/store/audit'
import { openDriver, openStore } from '#hub/store/open'
import { type ClockedProgram, startProgram } from '../support/clocked-program.ts'
import type { Fault, Passing } from '../support/fault-proxy.ts'
import { head, openPage, removeFolder, setUp, type TestPage } from '../support/hub.ts'
import type { Account } from './dinkes.ts'
import { expectEqualSides, expectNothingForgotten } from './seeded/both-sides.ts'
import { employDeskClerk, isCutOff } from './seeded/desk-clerk.ts'
import { createRandom, type Random, wantedSeeds, withSeed } from './seeded/random.ts'
import { type Receiver, receivers } from './seeded/receivers.ts'
import { stirTrouble } from './seeded/trouble.ts'
import { pass } from './seeded/wire.ts'

const dayMs = 86_400_000

/** As `seeds.test.ts`, with the whole hub as a process of its own that is killed while it sends. */
describe.each(receivers)('with %s', (_, open) => {
  let receiver: Receiver

  beforeAll(async () => {
    receiver = await open()
  }, 120_000)
  afterAll(() => receiver.close())

  test('a hub that is killed while it sends, again and again, ends equal to the district after one quiet run', {
    timeout: 3_600_000,
  }, async () => {
    for (const seed of wantedSeeds(3)) {
      const history: string[] = []
      await withSeed(seed, history, () => liveThrough(seed, receiver, history))
    }
  })
})

/** A hub in a folder, its desk signed in; both anew after each start. */
type Running = { program: ClockedProgram; desk: TestPage }

async function liveThrough(seed: number, receiver: Receiver, history: string[]): Promise<void> {
  const random = createRandom(seed)
  const account = await receiver.admit()
  const folder = mkdtempSync(join(tmpdir(), 'loket-killed-'))
  let now = new Date().toISOString()
  const start = async (): Promise<Running> => {
    const program = await startProgram('hub', { folder, at: now, hasty: true })
    return { program, desk: await openPage(program.url) }
  }
  let running = await start()
  const clerk = employDeskClerk(folder, () => running.desk, random, history)
  const { origin } = receiver
  const trouble = stirTrouble({ random, history, origin, work: clerk.work, share: 0.25 })
  try {
    await setUp(running.desk, { code: account.code })
    await nameDestination(running.desk, receiver, account)
    const rounds = 2 + random.below(3)
    for (let round = 0; round < rounds; round += 1) {
      for (let deeds = 2 + random.below(7); deeds > 0; deeds -= 1) await clerk.work()
      const killer = killAt(random, running.program, receiver, history)
      receiver.proxy.decide(async (passing) => (await killer(passing)) ?? (await trouble.decide(passing)))
      history.push('a run')
      await sendOrDie(running.desk)
      await running.program.stop(random.chance(0.7) ? 'SIGKILL' : 'SIGTERM')
      await inspect(folder, (store) => expectNothingForgotten(store, receiver.baseUrl))
      now = new Date(Date.now() + (random.pick([-1, 0, 0, 1]) ?? 0) * dayMs).toISOString()
      history.push(`the hub starts again, its clock at ${now}`)
      running = await start()
      await running.desk.api.session.signIn(head)
      if (random.chance(0.5)) trouble.tidyUp()
    }
    trouble.end()
    trouble.tidyUp()
    receiver.proxy.decide(trouble.decide)
    // What a clock that was ahead has written goes when its time has come.
    await running.program.stop('SIGTERM')
    now = new Date(Date.now() + 2 * dayMs).toISOString()
    receiver.proxy.setClock(2 * dayMs)
    running = await start()
    await running.desk.api.session.signIn(head)
    await sendOrDie(running.desk)
    const { run, heldBack } = await running.desk.api.sync.report({ runId: null })
    expect({ heldBack, problem: run?.problem, state: run?.state }).toEqual({
      heldBack: [],
      problem: null,
      state: 'done',
    })
    expect(trouble.broken).toEqual([])
    await running.program.stop('SIGTERM')
    await inspect(folder, async (store) => {
      await expectEqualSides(store, receiver, account)
      expect(await findBrokenAudit(store.db)).toBeNull()
    })
  } finally {
    receiver.proxy.decide(null)
    receiver.proxy.setClock(0)
    receiver.proxy.seen.length = 0
    await running.program.stop('SIGKILL')
    removeFolder(folder)
  }
}

async function nameDestination(desk: TestPage, { baseUrl }: Receiver, account: Account): Promise<void> {
  const { clientId, clientSecret: secret } = account
  await desk.api.sync.saveSettings({ baseUrl, signIn: 'oauth2', clientId, secret, kbitPerSecond: null })
}

/** The power fails at one of the next requests: before it has left, or when the server has done what it asks. */
function killAt(
  random: Random,
  program: ClockedProgram,
  receiver: Receiver,
  history: string[],
): (passing: Passing) => Promise<Fault | null> {
  let left = 1 + random.below(10)
  return async (passing) => {
    left -= 1
    if (left !== 0) return null
    const isDone = random.chance(0.6)
    history.push(`  ${passing.method} ${passing.path}: killed ${isDone ? 'after' : 'before'} it`)
    if (isDone) await pass(receiver.origin, passing)
    process.kill(program.pid, 'SIGKILL')
    return { cut: 'before' }
  }
}

/** Resolves when the run has ended, or the hub with it. */
async function sendOrDie({ api }: TestPage): Promise<void> {
  try {
    await api.sync.start()
    while ((await api.sync.status()).lastRun?.state === 'running') await pause(20)
  } catch (cause) {
    if (!isCutOff(cause)) throw cause
  }
}

async function inspect(
  folder: string,
  look: (store: ReturnType<typeof openStore>) => Promise<void>,
): Promise<void> {
  const store = openStore(openDriver(join(folder, 'loket.db'), keyFromFile(folder)), () => {})
  try {
    await look(store)
  } finally {
    await store.close()
  }
}

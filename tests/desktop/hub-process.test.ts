import type { ChildProcess } from 'node:child_process'
import { afterEach, describe, expect, test } from 'vitest'
import { restartDelay, startHub } from '../../electron/hub-process.ts'
import { forkHub, kill } from './fork-hub.ts'

const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

/** A shell whose clock stands where the test puts it and whose waits are over at once, but remembered. */
function shell(manner: (life: number) => string, { patient = true } = {}) {
  const failures: string[] = []
  const waits: number[] = []
  const ports: (string | null)[] = []
  const clock = { now: 0 }
  const held: string[] = []
  const failed = Promise.withResolvers<string>()
  const hub = startHub({
    fork: (port) => {
      ports.push(port)
      const args = [manner(ports.length), ...(port === null ? [] : [port])]
      const { hub: forked, child } = forkHub('tests/desktop/small-hub.ts', args)
      started.push(child)
      return forked
    },
    key: 'ab'.repeat(32),
    onFailed: (sentence) => {
      failures.push(sentence)
      failed.resolve(sentence)
    },
    power: {
      start: (type) => held.push(type),
      stop: (id) => held.splice(id - 1, 1).length === 1,
    },
    now: () => clock.now,
    wait: async (ms) => {
      waits.push(ms)
      if (ms === 10_000 && patient) await new Promise(() => {})
    },
  })
  return { hub, failed: failed.promise, failures, waits, ports, clock, held }
}

describe('the hub under the shell', () => {
  test('opens the desk with a code that is new each time', async () => {
    const { hub } = shell(() => 'steady')
    const first = await hub.deskUrl()
    const second = await hub.deskUrl()
    expect(hub.origin()).toBe('http://127.0.0.1:4170')
    expect(new URL(first).origin).toBe(hub.origin())
    expect(second).not.toBe(first)
    await hub.stop()
  })

  test('that is killed after a long life comes back at once, on the port its pages already use', async () => {
    const { hub, ports, failures, waits, clock } = shell(() => 'steady')
    const before = await hub.deskUrl()
    clock.now = 60_000
    await kill(started[0])
    const after = await hub.deskUrl()
    expect(ports).toEqual([null, '4170'])
    expect(waits).toEqual([0])
    expect(new URL(after).origin).toBe(new URL(before).origin)
    expect(failures).toEqual([])
    await hub.stop()
  })

  test('that says why it cannot run is not started again, and its sentence is shown', async () => {
    const { failed, ports } = shell(() => 'refuses')
    expect(await failed).toBe('Kunci tidak cocok.')
    expect(ports).toHaveLength(1)
  })

  test('that falls again and again is given up, after waits that grow', async () => {
    const { failed, waits, ports } = shell(() => 'falls')
    expect(await failed).toMatch(/berhenti berulang kali/)
    expect(waits).toEqual([500, 1000, 2000, 4000])
    expect(ports).toHaveLength(5)
  })

  test('that recovers after two falls opens the desk that was waiting', async () => {
    const { hub, failures } = shell((life) => (life <= 2 ? 'falls' : 'steady'))
    expect(await hub.deskUrl()).toMatch(/\/open\?code=/)
    expect(failures).toEqual([])
    await hub.stop()
  })

  test('keeps the computer awake from the moment it can be asked, also through a fall, until it is stopped', async () => {
    const { hub, held, clock } = shell(() => 'steady')
    expect(held).toEqual([])
    await hub.ready
    expect(held).toEqual(['prevent-app-suspension'])
    clock.now = 60_000
    await kill(started[0])
    await hub.deskUrl()
    expect(held).toEqual(['prevent-app-suspension'])
    await hub.stop()
    expect(held).toEqual([])
  })

  test('once stopped stays stopped, and a second stop is already done', async () => {
    const { hub, ports } = shell(() => 'steady')
    await hub.deskUrl()
    await hub.stop()
    await hub.stop()
    expect(ports).toHaveLength(1)
  })

  test('that does not hear the order to stop is ended after ten seconds', async () => {
    const { hub, waits } = shell(() => 'deaf', { patient: false })
    await hub.deskUrl()
    await hub.stop()
    expect(waits).toEqual([10_000])
    expect(started[0]?.signalCode).toBe('SIGKILL')
  })

  test.each([
    [0, 0],
    [1, 500],
    [4, 4000],
    [5, null],
  ])('after %i short lives in a row it waits %s ms', (shortLives, delay) => {
    expect(restartDelay(shortLives)).toBe(delay)
  })
})

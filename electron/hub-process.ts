import type { PowerSaveBlocker, utilityProcess } from 'electron'
import type { FromHub, Outstanding, Standing, ToHub } from '#hub/shell-port'

/** The part of Electron's `UtilityProcess` that is used. */
export type HubChild = {
  postMessage: (message: ToHub) => void
  kill: () => boolean
  on: ((event: 'message', listener: (message: FromHub) => void) => unknown) &
    ((event: 'exit', listener: (code: number) => void) => unknown)
}

export type HubOptions = {
  /** Starts the hub's program; `port` is null the first time, and after that the port its pages already use. */
  fork: (port: string | null) => HubChild
  key: string
  /** The hub cannot run; the sentence says why and what to do. */
  onFailed: (sentence: string) => void
  power: Pick<PowerSaveBlocker, 'start' | 'stop'>
  now: () => number
  wait: (ms: number) => Promise<void>
}

export type HubProcess = {
  /** A fresh address that opens the desk once. Waits while the hub is starting. */
  deskUrl: () => Promise<string>
  /** Empty until the hub has been ready once. */
  origin: () => string
  /** The first time that the hub can be asked. */
  ready: Promise<void>
  /** Null from a hub that does not run, or does not say so within moments. */
  standing: () => Promise<Standing | null>
  /** Sends to the district until the run has ended; null where the hub was stopped meanwhile. */
  send: () => Promise<Outstanding | null>
  stop: () => Promise<void>
}

const longEnough = 60_000
const patience = 10_000
/** How long somebody who wants to leave waits for an answer. */
const answerPatience = 3000
const delays = [0, 500, 1000, 2000, 4000]

/** How long to wait before the next start, after so many lives in a row that were short; null: give up. */
export function restartDelay(shortLives: number): number | null {
  return delays[shortLives] ?? null
}

/** The same built program that runs under plain Node. The key is not among the arguments: any process can read those. */
export function forkHub(
  utility: typeof utilityProcess,
  program: string,
  dataDir: string,
  port: string | null,
): HubChild {
  const where = port === null ? [] : ['--port', port]
  const hub = utility.fork(program, ['--data', dataDir, '--key-from-parent', ...where], {
    serviceName: 'loket-hub',
    stdio: 'pipe',
  })
  hub.stdout?.resume()
  hub.stderr?.pipe(process.stderr)
  return hub
}

/** Runs the hub and keeps it running: pages reconnect by themselves, because it returns on the same port. */
export function startHub({ fork, key, onFailed, power, now, wait }: HubOptions): HubProcess {
  const firstReady = Promise.withResolvers<void>()
  const waiting: ((url: string) => void)[] = []
  const leaving: (() => void)[] = []
  const asking: ((standing: Standing | null) => void)[] = []
  const sending: ((left: Outstanding | null) => void)[] = []
  let child: HubChild | null = null
  let ready = false
  let origin = ''
  let shortLives = 0
  let stopping = false
  let awake: number | null = null

  function start(): void {
    const startedAt = now()
    let failure: string | null = null
    const started = fork(origin === '' ? null : new URL(origin).port)
    child = started
    started.on('message', (message) => {
      if (message.type === 'failed') failure = message.message
      else if (message.type === 'standing') answer(asking, message.standing)
      else if (message.type === 'sent') answer(sending, message.left)
      else give(message.url)
    })
    started.on('exit', () => {
      child = null
      ready = false
      for (const left of leaving.splice(0)) left()
      answer(asking, null)
      answer(sending, null)
      if (!stopping) revive(now() - startedAt, failure)
    })
    started.postMessage({ type: 'key', key })
  }

  function give(url: string): void {
    ready = true
    // Rooms and televisions live from this computer, also while nobody touches the desk.
    awake ??= power.start('prevent-app-suspension')
    origin = new URL(url).origin
    for (const take of waiting.splice(0)) take(url)
    firstReady.resolve()
  }

  /** A hub that said why it cannot run would say it again; one that fell without a word is started again. */
  function revive(lived: number, failure: string | null): void {
    shortLives = lived < longEnough ? shortLives + 1 : 0
    const delay = failure === null ? restartDelay(shortLives) : null
    if (delay === null) {
      onFailed(failure ?? 'Loket berhenti berulang kali. Nyalakan ulang komputer, lalu buka Loket lagi.')
      return
    }
    void wait(delay).then(() => {
      if (!stopping) start()
    })
  }

  /** Null at once from a hub that is not there to ask. */
  function ask<Answer>(
    question: ToHub,
    waiters: ((answer: Answer | null) => void)[],
  ): Promise<Answer | null> {
    if (!ready || child === null) return Promise.resolve(null)
    const asked = new Promise<Answer | null>((resolve) => waiters.push(resolve))
    child.postMessage(question)
    return asked
  }

  start()
  return {
    origin: () => origin,
    ready: firstReady.promise,
    deskUrl() {
      const url = new Promise<string>((resolve) => waiting.push(resolve))
      if (ready) child?.postMessage({ type: 'new-code' })
      return url
    },
    standing: () => Promise.race([ask({ type: 'standing' }, asking), wait(answerPatience).then(() => null)]),
    send: () => ask({ type: 'send' }, sending),
    async stop() {
      stopping = true
      if (awake !== null) power.stop(awake)
      awake = null
      if (child === null) return
      const running = child
      const left = new Promise<void>((resolve) => leaving.push(resolve))
      running.postMessage({ type: 'stop' })
      void wait(patience).then(() => child === running && running.kill())
      await left
    },
  }
}

function answer<Answer>(waiters: ((answer: Answer | null) => void)[], given: Answer | null): void {
  for (const take of waiters.splice(0)) take(given)
}

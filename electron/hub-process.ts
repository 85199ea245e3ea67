import type { utilityProcess } from 'electron'
import type { FromHub, ToHub } from '#hub/shell-port'

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
  now: () => number
  wait: (ms: number) => Promise<void>
}

export type HubProcess = {
  /** A fresh address that opens the desk once. Waits while the hub is starting. */
  deskUrl: () => Promise<string>
  /** Empty until the hub has been ready once. */
  origin: () => string
  stop: () => Promise<void>
}

const longEnough = 60_000
const patience = 10_000
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
export function startHub({ fork, key, onFailed, now, wait }: HubOptions): HubProcess {
  const waiting: ((url: string) => void)[] = []
  const leaving: (() => void)[] = []
  let child: HubChild | null = null
  let ready = false
  let origin = ''
  let shortLives = 0
  let stopping = false

  function start(): void {
    const startedAt = now()
    let failure: string | null = null
    const started = fork(origin === '' ? null : new URL(origin).port)
    child = started
    started.on('message', (message) => {
      if (message.type === 'failed') failure = message.message
      else give(message.url)
    })
    started.on('exit', () => {
      child = null
      ready = false
      for (const left of leaving.splice(0)) left()
      if (!stopping) revive(now() - startedAt, failure)
    })
    started.postMessage({ type: 'key', key })
  }

  function give(url: string): void {
    ready = true
    origin = new URL(url).origin
    for (const take of waiting.splice(0)) take(url)
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

  start()
  return {
    origin: () => origin,
    deskUrl() {
      const url = new Promise<string>((resolve) => waiting.push(resolve))
      if (ready) child?.postMessage({ type: 'new-code' })
      return url
    },
    async stop() {
      stopping = true
      if (child === null) return
      const running = child
      const left = new Promise<void>((resolve) => leaving.push(resolve))
      running.postMessage({ type: 'stop' })
      void wait(patience).then(() => child === running && running.kill())
      await left
    },
  }
}

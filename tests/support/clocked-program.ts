import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A server as a process of its own, to be stopped or killed, on a clock that the test sets. */
export type ClockedProgram = {
  /** Opens its first screen; holds a code that is good for one time. */
  url: string
  port: string
  pid: number
  setTime: (iso: string) => Promise<void>
  stop: (signal?: NodeJS.Signals) => Promise<void>
}

/** Starts the hub or the district on `folder`; with `port`, where it was before; a `hasty` hub's sync does not wait. Fails when it does not get ready. */
export async function startProgram(
  name: 'hub' | 'district',
  options: { folder: string; at: string; port?: string; hasty?: boolean },
): Promise<ClockedProgram> {
  const { folder, at, port = '0', hasty = false } = options
  const file = join(import.meta.dirname, `clocked-${name}.ts`)
  const child = spawn(process.execPath, [file, folder, at, port, ...(hasty ? ['hasty'] : [])], {
    stdio: 'pipe',
  })
  const exited = once(child, 'exit')
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const lines = createInterface(child.stdout)
  const ended = exited.then(() => Promise.reject(new Error(`the ${name} ended: ${errors}`)))
  // Heard where somebody waits for a line; a stop that was asked for concerns nobody.
  ended.catch(() => undefined)
  const nextLine = async () => String((await Promise.race([once(lines, 'line'), ended]))[0])

  const { url } = JSON.parse(await nextLine()) as { url: string }
  return {
    url,
    port: new URL(url).port,
    pid: child.pid ?? 0,
    setTime: async (iso) => {
      child.stdin.write(`${iso}\n`)
      await nextLine()
    },
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      await exited
    },
  }
}

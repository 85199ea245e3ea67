import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const root = resolve(import.meta.dirname, '..', '..')

export type FirstLine = { event: 'ready'; url: string } | { event: 'failed'; code: string; message: string }
export type HubProgram = {
  first: FirstLine
  child: ChildProcess
  errors: () => string
  stop: (signal: NodeJS.Signals) => Promise<void>
}

const programs = { source: 'src/hub/main.ts', built: 'out/main/hub.js', district: 'out/main/district.js' }

/** The hub as a program of its own: from source, or as `npm run hub` builds it; or the district, as built. */
export async function runHub(
  args: readonly string[],
  program: keyof typeof programs = 'source',
): Promise<HubProgram> {
  const child = spawn(process.execPath, [join(root, programs[program]), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const [line] = await once(createInterface(child.stdout), 'line')
  return {
    first: JSON.parse(line),
    child,
    errors: () => errors,
    stop: async (signal) => {
      child.kill(signal)
      await exited
    },
  }
}

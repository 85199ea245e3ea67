import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { HubChild } from '../../electron/hub-process.ts'

export type ForkedHub = { hub: HubChild; child: ChildProcess }

/** A process of its own that talks as under Electron's utilityProcess, over Node's channel. */
export function forkHub(program: string, args: readonly string[]): ForkedHub {
  const child = fork(join(import.meta.dirname, '../..', program), args, {
    execArgv: ['--import', join(import.meta.dirname, 'parent-port.ts')],
    stdio: 'ignore',
  })
  const hub: HubChild = {
    postMessage: (message) => child.send(message),
    kill: () => child.kill('SIGKILL'),
    on: (event: 'message' | 'exit', listener: (value: never) => void) =>
      child.on(event, listener as () => void),
  }
  return { hub, child }
}

export async function kill(child: ChildProcess | undefined): Promise<void> {
  if (!child) throw new Error('nothing runs')
  child.kill('SIGKILL')
  await once(child, 'exit')
}

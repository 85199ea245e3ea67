import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** Runs a JavaScript tool of `node_modules`, or a script of this folder, and answers whether it was content. */
export function runTool(
  tool: string,
  args: readonly string[],
  { env = {}, onStderr = false }: { env?: Record<string, string>; onStderr?: boolean } = {},
): boolean {
  const file = tool.startsWith('scripts/') ? join(root, tool) : join(root, 'node_modules', tool)
  const { status } = spawnSync(process.execPath, [file, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', onStderr ? 2 : 'inherit', 'inherit'],
  })
  return status === 0
}

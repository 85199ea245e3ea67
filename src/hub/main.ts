import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Problem, problem, Refusal, sentenceOf } from '#domain/errors'
import { keyFromFile } from './data-folder.ts'
import { type Hub, openHub } from './hub.ts'
import { fromShell, type ShellPort } from './shell-port.ts'

/**
 * The hub as a program, the same under plain Node and under Electron's utilityProcess. The first line on stdout is
 * `{"event":"ready","url":…}`, or `{"event":"failed","code":…,"message":…}` with the sentence on stderr and exit 1.
 */
const defaultPort = 4780
const root = resolve(import.meta.dirname, '..', '..')

function readArguments() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      resources: { type: 'string' },
      screens: { type: 'string' },
      lan: { type: 'boolean' },
      'key-from-parent': { type: 'boolean' },
    },
  })
  const port = Number(values.port ?? defaultPort)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Refusal(problem('arguments_invalid', { argument: '--port' }))
  return {
    folder: resolve(values.data ?? join(root, 'data')),
    port,
    resources: resolve(values.resources ?? join(root, 'resources')),
    screens: resolve(values.screens ?? join(root, 'out', 'renderer')),
    lan: values.lan ?? false,
    keyFromParent: values['key-from-parent'] ?? false,
  }
}

async function run(shell: ShellPort | null): Promise<Hub> {
  const { keyFromParent, ...config } = readArguments()
  const keyHex = keyFromParent && shell ? await shell.key() : keyFromFile(config.folder)
  return openHub({ ...config, keyHex, publishAddress: shell === null, logTo: process.stderr })
}

function problemOf(fault: unknown): Problem {
  if (fault instanceof Refusal) return fault.problems[0].problem
  const argument =
    fault instanceof TypeError && 'code' in fault ? (/'(-[^']*)'/.exec(fault.message)?.[1] ?? '') : null
  return argument === null
    ? problem('unexpected', { reference: 'START' })
    : problem('arguments_invalid', { argument })
}

const shell = fromShell()
try {
  const hub = await run(shell)
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await hub.close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  shell?.serve({ ...hub, stop })
  const url = hub.newDeskUrl()
  process.stdout.write(`${JSON.stringify({ event: 'ready', url })}\n`)
  shell?.post({ type: 'ready', url })
} catch (fault) {
  const found = problemOf(fault)
  const message = sentenceOf(found)
  if (found.code === 'unexpected') process.stderr.write(`${fault instanceof Error ? fault.stack : fault}\n`)
  process.stdout.write(`${JSON.stringify({ event: 'failed', code: found.code, message })}\n`)
  process.stderr.write(`${message}\n`)
  shell?.post({ type: 'failed', code: found.code, message })
  process.exitCode = 1
  setTimeout(() => process.exit(1), 200).unref()
}

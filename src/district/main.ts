import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Refusal, refuse, sentenceOf } from '#domain/errors'
import { type DistrictConfig, openDistrict } from './district.ts'

const usualPort = 4790
const usualFolder = 'district-data'

/** `[--data DIR | --database-url URL] [--port N] [--public-url URL]` */
function readArguments(args: string[]): DistrictConfig {
  const { values } = parse(args)
  const port = Number(values.port ?? usualPort)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    refuse('arguments_invalid', { argument: '--port' })
  if (values.data && values['database-url']) refuse('arguments_invalid', { argument: '--database-url' })
  return {
    place: values['database-url']
      ? { url: values['database-url'] }
      : { folder: resolve(values.data ?? usualFolder) },
    port,
    publicOrigin: readPublicOrigin(values['public-url']),
    pages: findPages(),
    logTo: process.stderr,
  }
}

function parse(args: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({ args, options: { data: text, 'database-url': text, port: text, 'public-url': text } })
  } catch {
    refuse('arguments_invalid', { argument: args.join(' ') })
  }
}

/** Only TLS leaves this machine, so only a proxy that speaks it can be the public address. */
function readPublicOrigin(text: string | undefined): string | null {
  if (text === undefined) return null
  const url = URL.parse(text)
  if (url?.protocol !== 'https:') refuse('arguments_invalid', { argument: '--public-url' })
  return url.origin
}

/** The built program lies beside the screens (out/main, out/renderer); from source they are in out, if built. */
function findPages(): string | null {
  const places = [join(import.meta.dirname, '../renderer'), join(import.meta.dirname, '../../out/renderer')]
  return places.find((place) => existsSync(join(place, 'district', 'index.html'))) ?? null
}

async function main(): Promise<void> {
  const district = await openDistrict(readArguments(process.argv.slice(2)))
  process.stdout.write(`${JSON.stringify({ event: 'ready', url: district.url })}\n`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void district.close())
}

try {
  await main()
} catch (cause) {
  if (!(cause instanceof Refusal)) throw cause
  for (const { problem } of cause.problems) process.stderr.write(`${sentenceOf(problem)}\n`)
  process.exitCode = 1
}

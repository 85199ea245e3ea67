import { type DestinationStream, pino } from 'pino'

export type Log = {
  info: (fields: Record<string, unknown>, event: string) => void
  warn: (fields: Record<string, unknown>, event: string) => void
  error: (fields: Record<string, unknown>, event: string) => void
}

/** Bodies, queries and parameters are never logged; the names below are a second net should one slip in. */
const never = [
  'body',
  'query',
  'parameters',
  'authorization',
  'cookie',
  'secret',
  'password',
  'token',
  'identifier',
  'name',
]

export function openLog(destination: DestinationStream): Log {
  const paths = never.flatMap((field) => [field, `*.${field}`])
  return pino(
    { base: null, redact: { paths, censor: '[disembunyikan]' }, serializers: { err: describeError } },
    destination,
  )
}

/** Kind, SQLSTATE and place of an error: a database's message or detail may quote the row it refused. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const code = 'code' in error ? error.code : undefined
  const stack = error.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8)
  return { kind: error.name, code, stack }
}

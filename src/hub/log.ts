import pino, { type DestinationStream, type Logger } from 'pino'

export type { Logger }

/** Never a NIK, name, phone, card number or secret in a log: what carries one is censored by its key. */
const secretKeys = [
  'nik',
  'name',
  'nama',
  'phone',
  'cardNo',
  'text',
  'complaint',
  'password',
  'secret',
  'token',
  'key',
]
const paths = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`])

export function createLog(destination: DestinationStream): Logger {
  return pino(
    { base: null, redact: { paths, censor: '•' }, timestamp: pino.stdTimeFunctions.isoTime },
    destination,
  )
}

/** Kind and place of a fault. Messages may quote what a person typed; SQLite's name only tables and columns. */
export function describeFault(fault: unknown): { kind: string; at: string } {
  if (!(fault instanceof Error)) return { kind: typeof fault, at: '' }
  const code = 'code' in fault && typeof fault.code === 'string' ? ` ${fault.code}` : ''
  const words = fault.name === 'SqliteError' ? `: ${fault.message}` : ''
  const frames = fault.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? []
  return { kind: `${fault.name}${code}${words}`, at: frames.slice(0, 6).join(' | ') }
}

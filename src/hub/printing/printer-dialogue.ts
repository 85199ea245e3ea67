import { type Problem, problem } from '#domain/errors'

/** An open way to a printer, through a socket or a device file. */
export type PrinterPort = {
  /** Resolves when the system has taken the bytes; rejects when the printer is gone or the job was given up. */
  send: (bytes: Uint8Array) => Promise<void>
  /** The next byte the printer says; null when it says nothing more before the signal. */
  receive: (until: AbortSignal) => Promise<number | null>
  /** Lets what was sent arrive; never rejects. */
  close: () => Promise<void>
}

export type Patience = { statusMs: number; confirmMs: number }

/** Answers to DLE EOT 1, 2 and 4: bits 1 and 4 are on, bits 0 and 7 off. */
type Status = { printer: number; offline: number; paper: number }
const questions = { printer: 1, offline: 2, paper: 4 } as const

/**
 * Prints, and says what is in the way or null. Many cheap printers never tell their state: they get the bytes
 * all the same. One that did tell is asked again behind the last line, for paper that ran out meanwhile.
 */
export async function deliver(
  port: PrinterPort,
  bytes: Uint8Array,
  { statusMs, confirmMs }: Patience,
): Promise<Problem | null> {
  const before = await askStatus(port, statusMs)
  const obstacle = obstacleIn(before)
  if (obstacle) return obstacle
  await port.send(bytes)
  if (before.printer === undefined) return null

  const sensor = await askPaperInLine(port, confirmMs)
  if (sensor !== null) return sensor & 0x0c ? problem('printer_no_paper') : null
  const after = await askStatus(port, statusMs)
  return after.printer === undefined ? problem('printer_failed') : obstacleIn(after)
}

/** The real-time status; what the printer did not tell in time is absent. */
async function askStatus(port: PrinterPort, withinMs: number): Promise<Partial<Status>> {
  const until = AbortSignal.timeout(withinMs)
  const status: Partial<Status> = {}
  for (const key of ['printer', 'offline', 'paper'] as const) {
    await port.send(Uint8Array.of(0x10, 0x04, questions[key]))
    const answer = await receiveWhere(port, until, (byte) => (byte & 0x93) === 0x12)
    if (answer === null) break
    status[key] = answer
  }
  return status
}

function obstacleIn({ printer = 0, offline = 0, paper = 0 }: Partial<Status>): Problem | null {
  if (offline & 0x04) return problem('printer_cover_open')
  if (offline & 0x20 || paper & 0x60) return problem('printer_no_paper')
  if (offline & 0x40 || printer & 0x08) return problem('printer_failed')
  return null
}

/** GS r 1, the paper sensor: not in real time but answered in its turn, after all lines sent before it. */
async function askPaperInLine(port: PrinterPort, withinMs: number): Promise<number | null> {
  await port.send(Uint8Array.of(0x1d, 0x72, 1))
  return receiveWhere(port, AbortSignal.timeout(withinMs), (byte) => (byte & 0x90) === 0)
}

/** Passes over what was not asked for, such as flow control or automatic status. */
async function receiveWhere(
  port: PrinterPort,
  until: AbortSignal,
  fits: (byte: number) => boolean,
): Promise<number | null> {
  for (;;) {
    const byte = await port.receive(until)
    if (byte === null || fits(byte)) return byte
  }
}

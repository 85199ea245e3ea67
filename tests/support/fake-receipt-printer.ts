import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'

/** How the printer is; a test may change it while it stands. */
export type PrinterState = {
  /** Lines until the roll ends. */
  paper: number
  cover: 'closed' | 'open'
  /** Many cheap printers print and never say a word. Some know only the real-time questions, one never falls silent. */
  speech: 'full' | 'real-time' | 'silent' | 'endless'
  /** Takes connections, and then nothing more. */
  stuck: boolean
  /** Its plug is pulled with the first letter. */
  dies: boolean
}

export type PrintedLine = { text: string; size: number; bold: boolean }

const healthy: PrinterState = {
  paper: Number.POSITIVE_INFINITY,
  cover: 'closed',
  speech: 'full',
  stuck: false,
  dies: false,
}

/** A printer on the network: real TCP on this computer. `receipts` are the bytes of each connection, status questions left out. */
export async function startNetworkPrinter(state: Partial<PrinterState> = {}) {
  const mood = { ...healthy, ...state }
  const receipts: number[][] = []
  const open = new Set<Socket>()
  let mostAtOnce = 0
  const server = createServer({ pauseOnConnect: mood.stuck }, (socket) => {
    open.add(socket)
    mostAtOnce = Math.max(mostAtOnce, open.size)
    socket.on('close', () => open.delete(socket)).on('error', () => {})
    if (mood.stuck) return
    const engine = startEngine(mood, {
      answer: (byte) => void socket.write(Uint8Array.of(byte)),
      die: () => void socket.resetAndDestroy(),
    })
    receipts.push(engine.printed)
    socket.on('data', engine.take)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    settings: {
      kind: 'network',
      host: '127.0.0.1',
      port: (server.address() as AddressInfo).port,
      widthMm: 58,
    },
    state: mood,
    receipts,
    mostAtOnce: () => mostAtOnce,
    stop: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  } as const
}

/** A printer behind a device file that can be written and read: a pseudo-terminal, whose other end is this process. */
export async function startDevicePrinter(state: Partial<PrinterState> = {}) {
  const holdOpen = 'stty raw -echo; tty; exec sleep 600'
  const terminal = spawn('script', ['--quiet', '--flush', '--command', holdOpen, '/dev/null'])
  const lines = createInterface({ input: terminal.stdout })
  const [path] = (await once(lines, 'line')) as [string]
  lines.close()
  const mood = { ...healthy, ...state }
  const engine = startEngine(mood, {
    answer: (byte) => void terminal.stdin.write(Uint8Array.of(byte)),
    die: () => void terminal.kill(),
  })
  terminal.stdout.on('data', engine.take).resume()
  if (mood.speech === 'endless') Readable.from(babble()).pipe(terminal.stdin.on('error', () => {}))
  return {
    settings: { kind: 'device', path: path.trim(), widthMm: 58 },
    state: mood,
    printed: engine.printed,
    stop: async () => {
      terminal.kill('SIGKILL')
      if (terminal.exitCode === null && terminal.signalCode === null) await once(terminal, 'exit')
    },
  } as const
}

function* babble(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(4096, 0x20)
}

type Wires = { answer: (byte: number) => void; die: () => void }

/** Answers questions about its state at once; obeys the rest in order, as far as paper and cover allow. */
function startEngine(
  state: PrinterState,
  wires: Wires,
): { printed: number[]; take: (chunk: Buffer) => void } {
  const printed: number[] = []
  let unread: number[] = []
  const waiting: number[][] = []

  function take(chunk: Buffer): void {
    const { commands, rest } = splitCommands([...unread, ...chunk])
    unread = rest
    for (const command of commands) {
      if (command[0] === 0x10) tell(command[2] ?? 0)
      else waiting.push(command)
    }
    while (state.paper > 0 && state.cover === 'closed' && waiting[0]) obey(waiting.shift() ?? [])
  }

  function tell(question: number): void {
    if (state.speech === 'silent' || state.speech === 'endless') return
    const out = state.paper <= 0
    const open = state.cover === 'open'
    if (question === 1) wires.answer(0x12 | (out || open ? 0x08 : 0))
    if (question === 2) wires.answer(0x12 | (open ? 0x04 : 0) | (out ? 0x20 : 0))
    if (question === 4) wires.answer(0x12 | (out ? 0x60 : 0))
  }

  function obey(command: number[]): void {
    if (command[0] === 0x1d && command[1] === 0x72) {
      if (state.speech === 'full') wires.answer(0)
    } else if (state.dies && command.length === 1) {
      wires.die()
    } else {
      if (command[0] === 0x0a) state.paper -= 1
      printed.push(...command)
    }
  }

  return { printed, take }
}

/** DLE EOT n · ESC @ · ESC R/t/a/E/d n · GS !/V/r n · a letter or line feed. What a printer would not know is a fault. */
function splitCommands(bytes: readonly number[]): { commands: number[][]; rest: number[] } {
  const commands: number[][] = []
  let at = 0
  while (at < bytes.length) {
    const length = lengthOf(bytes[at] ?? 0, bytes[at + 1])
    if (length === null || at + length > bytes.length) break
    commands.push(bytes.slice(at, at + length))
    at += length
  }
  return { commands, rest: bytes.slice(at) }
}

const threeByteCommands = new Set('\x10\x04 \x1bR \x1bt \x1ba \x1bE \x1bd \x1d! \x1dV \x1dr'.split(' '))

function lengthOf(first: number, second: number | undefined): number | null {
  if (first === 0x0a || (first >= 0x20 && first <= 0x7e)) return 1
  if (second === undefined) return null
  const command = String.fromCharCode(first, second)
  if (command === '\x1b@') return 2
  if (threeByteCommands.has(command)) return 3
  throw new Error(`A receipt printer does not know the command ${JSON.stringify(command)}.`)
}

/** What stands on the paper: a line too wide for the roll breaks where it is full, and '[cut]' where the knife falls. */
export function readReceipt(bytes: Iterable<number>, columns: 32 | 48): PrintedLine[] {
  const { commands, rest } = splitCommands([...bytes])
  if (rest.length > 0) throw new Error('The last command is not complete.')
  const lines: PrintedLine[] = []
  let [text, size, bold] = ['', 1, false]
  const end = () => {
    lines.push({ text, size, bold })
    text = ''
  }
  for (const [first = 0, second = 0, value = 0] of commands) {
    const name = String.fromCharCode(first, second)
    if (first === 0x0a) end()
    else if (first >= 0x20) {
      if ((text.length + 1) * size > columns) end()
      text += String.fromCharCode(first)
    } else if (name === '\x1b@') [text, size, bold] = ['', 1, false]
    else if (name === '\x1bE') bold = value === 1
    else if (name === '\x1d!') size = (value & 0x0f) + 1
    else if (name === '\x1bd') for (let fed = 0; fed < value; fed += 1) end()
    else if (name === '\x1dV') lines.push({ text: '[cut]', size: 1, bold: false })
  }
  return lines
}

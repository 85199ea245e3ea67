import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import type { PrinterSettings } from '#contract/hub/settings'
import type { LocalDate } from '#domain/local-date'
import { type TicketFacts, testSlipLines, ticketLines } from '#domain/ticket-paper'
import { encodeTicket } from '#hub/printing/escpos'
import { printReceipt } from '#hub/printing/receipt-printer'
import {
  type PrintedLine,
  type PrinterState,
  readReceipt,
  startDevicePrinter,
  startNetworkPrinter,
} from '../support/fake-receipt-printer.ts'

const folder = mkdtempSync(join(tmpdir(), 'loket-printing-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ticket: TicketFacts = {
  facility: 'Puskesmas Tanjung Kelor',
  number: 'A-012',
  roomLabel: 'Ruang Ibu',
  day: '2026-11-23' as LocalDate,
  clock: '07.42',
  ahead: 3,
  prioritized: true,
  estimate: { minutes: 20 },
}
const paper58 = encodeTicket(ticketLines(ticket), 58)

/** Short waits where a printer is silent on purpose. */
const hurried = { connectMs: 3000, statusMs: 150, confirmMs: 150, lingerMs: 50, jobMs: 5000 }

async function networkPrinter(state: Partial<PrinterState> = {}) {
  const printer = await startNetworkPrinter(state)
  onTestFinished(printer.stop)
  return printer
}

async function devicePrinter(state: Partial<PrinterState> = {}) {
  const printer = await startDevicePrinter(state)
  onTestFinished(printer.stop)
  return printer
}

/** A named pipe as device file, held open at its other end by the test. */
async function pipe(name: string): Promise<{ settings: PrinterSettings; end: FileHandle }> {
  const path = join(folder, name)
  execFileSync('mkfifo', [path])
  const end = await open(path, constants.O_RDWR | constants.O_NONBLOCK)
  onTestFinished(() => end.close())
  return { settings: { kind: 'device', path, widthMm: 58 }, end }
}

/** «6x A-012», as the size and words of one line. */
function show(lines: PrintedLine[]): string[] {
  return lines.map(({ text, size }) => (size === 1 ? text : `${size}x ${text}`))
}

const fed = ['', '', '', '', '']

describe('a ticket on the roll', () => {
  test('fills the 32 columns of 58 mm: the number six times as large, no word cut', () => {
    expect(show(readReceipt(paper58, 32))).toEqual([
      'Puskesmas Tanjung Kelor',
      '',
      'Nomor antrean',
      '6x A-012',
      '2x Ruang Ibu',
      '',
      '3 orang di depan Anda -',
      'didahulukan',
      'Kira-kira 20 menit lagi',
      '23-11-2026 - 07.42',
      '--------------------------------',
      'Simpan nomor ini sampai pulang:',
      'berlaku juga di laboratorium dan',
      'farmasi.',
      ...fed,
      '[cut]',
    ])
  })

  test('fills the 48 columns of 80 mm: the number eight times as large', () => {
    expect(show(readReceipt(encodeTicket(ticketLines(ticket), 80), 48))).toEqual([
      'Puskesmas Tanjung Kelor',
      '',
      'Nomor antrean',
      '8x A-012',
      '2x Ruang Ibu',
      '',
      '3 orang di depan Anda - didahulukan',
      'Kira-kira 20 menit lagi',
      '23-11-2026 - 07.42',
      '------------------------------------------------',
      'Simpan nomor ini sampai pulang: berlaku juga di',
      'laboratorium dan farmasi.',
      ...fed,
      '[cut]',
    ])
  })

  test('begins by resetting the printer, in code page 437, centred', () => {
    expect(Buffer.from(paper58.slice(0, 11)).toString('latin1')).toBe('\x1b@\x1bR\x00\x1bt\x00\x1ba\x01')
  })

  test('says that a new number follows where the number holds only until the counter', () => {
    const kiosk = ticketLines({ ...ticket, roomLabel: 'Loket', newNumberLater: true })
    const words = show(readReceipt(encodeTicket(kiosk, 80), 48)).join(' ')
    expect(words).toContain('Setelah mendaftar Anda mendapat nomor baru.')
    expect(words).not.toContain('farmasi')
  })

  test('says nothing of minutes that nobody can estimate', () => {
    const replacing = ticketLines({ ...ticket, replaces: 'D-001' })
    expect(replacing[1]).toEqual({ part: 'caption', text: 'Nomor baru, menggantikan D-001' })
    const parts = ticketLines({ ...ticket, estimate: null }).map(({ part }) => part)
    expect(parts).not.toContain('estimate')
  })

  test('a room whose name has a very long word is set smaller, not cut', () => {
    const room = 'Pemeriksaan Laboratorium/Penunjang'
    const lines = readReceipt(encodeTicket(ticketLines({ ...ticket, roomLabel: room }), 58), 32)
    expect(show(lines)).toEqual(expect.arrayContaining(['Pemeriksaan', 'Laboratorium/Penunjang']))
  })

  test.each([
    ['Puskesmas «Café» – Élan', 'Puskesmas "Cafe" - Elan'],
    ['Ruang A · B … ½', 'Ruang A - B ... 1/2'],
    ['Poli 健康 🙂', 'Poli ?? ?'],
    ['Ruang\x1b@\nIbu', 'Ruang @ Ibu'],
  ])('writes %j as %j', (typed, printed) => {
    const lines = ticketLines({ ...ticket, facility: typed })
    expect(readReceipt(encodeTicket(lines, 80), 48)[0]?.text).toBe(printed)
  })

  test('whatever a room is called, no line is wider than the paper and no word that fits is cut', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcXYZ0-/&'), minLength: 1, maxLength: 32 })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.constantFrom(58, 80), (words, width) => {
        const bytes = encodeTicket([{ part: 'room', text: words.join(' ') }], width)
        const lines = readReceipt(bytes, width === 58 ? 32 : 48)
        const room = lines.slice(0, lines.length - fed.length - 1)
        expect(room.flatMap(({ text }) => text.split(' '))).toEqual(words)
      }),
    )
  })

  test('a test slip cannot be mistaken for a number', () => {
    const slip = testSlipLines(ticket)
    const words = show(readReceipt(encodeTicket(slip, 58), 32)).join(' ')
    expect(words).toContain('Cetak percobaan')
    expect(words).toContain('Kertas ini bukan nomor antrean.')
  })
})

describe('a printer on the network', () => {
  test('prints the ticket byte for byte and confirms it', async () => {
    const printer = await networkPrinter()
    expect(await printReceipt(printer.settings, paper58)).toEqual({ printed: true, problem: null })
    expect(printer.receipts).toEqual([[...paper58]])
  })

  test.each([
    ['has no paper', { paper: 0 }, 'printer_no_paper'],
    ['stands open', { cover: 'open' }, 'printer_cover_open'],
  ] as const)('that %s says so and gets no ticket that would come out later', async (_, state, code) => {
    const printer = await networkPrinter(state)
    expect(await printReceipt(printer.settings, paper58)).toMatchObject({ printed: false, problem: { code } })
    expect(printer.receipts).toEqual([[]])
  })

  test('prints again as soon as there is paper', async () => {
    const printer = await networkPrinter({ paper: 0 })
    await printReceipt(printer.settings, paper58)
    printer.state.paper = 100
    expect(await printReceipt(printer.settings, paper58)).toMatchObject({ printed: true })
    expect(printer.receipts.at(-1)).toEqual([...paper58])
  })

  test('whose roll ends in the middle of a ticket says so', async () => {
    const printer = await networkPrinter({ paper: 4 })
    const outcome = await printReceipt(printer.settings, paper58, { ...hurried, statusMs: 3000 })
    expect(outcome).toMatchObject({ printed: false, problem: { code: 'printer_no_paper' } })
  })

  test('that never tells its state prints all the same', async () => {
    const printer = await networkPrinter({ speech: 'silent' })
    expect(await printReceipt(printer.settings, paper58, hurried)).toMatchObject({ printed: true })
    await expect.poll(() => printer.receipts).toEqual([[...paper58]])
  })

  test('that cannot confirm a finished ticket, but is still ready, has printed', async () => {
    const printer = await networkPrinter({ speech: 'real-time' })
    const outcome = await printReceipt(printer.settings, paper58, { ...hurried, statusMs: 3000 })
    expect(outcome).toMatchObject({ printed: true })
  })

  test('whose plug is pulled in the middle of a ticket has failed', async () => {
    const printer = await networkPrinter({ dies: true })
    expect(await printReceipt(printer.settings, paper58)).toMatchObject({
      printed: false,
      problem: { code: 'printer_failed' },
    })
  })

  test('that is gone cannot be reached', async () => {
    const printer = await startNetworkPrinter()
    await printer.stop()
    expect(await printReceipt(printer.settings, paper58)).toMatchObject({
      printed: false,
      problem: { code: 'printer_unreachable' },
    })
  })

  test('whose computer hangs cannot be reached', async () => {
    const settings = { kind: 'network', host: '127.0.0.1', port: await hangingPort(), widthMm: 58 } as const
    expect(await printReceipt(settings, paper58, { ...hurried, connectMs: 300 })).toMatchObject({
      printed: false,
      problem: { code: 'printer_unreachable' },
    })
  })

  test('that accepts and never reads is given up, and a ticket waiting behind it with it', async () => {
    const printer = await networkPrinter({ stuck: true })
    const endless = new Uint8Array(64 * 1024 * 1024)
    const outcomes = await Promise.all([
      printReceipt(printer.settings, endless, { ...hurried, jobMs: 600 }),
      printReceipt(printer.settings, paper58, { ...hurried, jobMs: 600 }),
    ])
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ printed: false, problem: { code: 'printer_failed' } })
    }
    expect(printer.mostAtOnce()).toBe(1)
  })

  test('asked for several tickets at once prints one after the other, in order', async () => {
    const printer = await networkPrinter()
    const papers = ['A-001', 'A-002', 'A-003', 'A-004'].map((number) =>
      encodeTicket(ticketLines({ ...ticket, number }), 58),
    )
    const outcomes = await Promise.all(papers.map((paper) => printReceipt(printer.settings, paper)))
    expect(outcomes.map(({ printed }) => printed)).toEqual([true, true, true, true])
    expect(printer.receipts).toEqual(papers.map((paper) => [...paper]))
    expect(printer.mostAtOnce()).toBe(1)
  })

  test('outside the local network gets nothing', async () => {
    for (const host of ['203.0.113.9', '2001:db8::9']) {
      const outside = { kind: 'network', host, port: 9100, widthMm: 58 } as const
      expect(await printReceipt(outside, paper58)).toEqual({
        printed: false,
        problem: { code: 'printer_outside', params: { host } },
      })
    }
  })

  test('may be given by name', async () => {
    const printer = await networkPrinter()
    expect(await printReceipt({ ...printer.settings, host: 'localhost' }, paper58)).toMatchObject({
      printed: true,
    })
  })
})

describe('a printer behind a device file', () => {
  test('prints the ticket and confirms it', async () => {
    const printer = await devicePrinter()
    expect(await printReceipt(printer.settings, paper58)).toEqual({ printed: true, problem: null })
    expect(printer.printed.slice(0, paper58.length)).toEqual([...paper58])
  })

  test('without paper says so', async () => {
    const printer = await devicePrinter({ paper: 0 })
    expect(await printReceipt(printer.settings, paper58)).toMatchObject({
      printed: false,
      problem: { code: 'printer_no_paper' },
    })
  })

  test('that cannot answer gets two tickets at once one after the other', async () => {
    const { settings, end } = await pipe('two')
    const second = encodeTicket(ticketLines({ ...ticket, number: 'A-013' }), 58)
    const outcomes = await Promise.all([printReceipt(settings, paper58), printReceipt(settings, second)])
    expect(outcomes.map(({ printed }) => printed)).toEqual([true, true])
    const expected = [...readReceipt(paper58, 32), ...readReceipt(second, 32)]
    const received: number[] = []
    await expect
      .poll(async () => {
        received.push(...(await drain(end)))
        return readReceipt(received, 32)
      })
      .toEqual(expected)
  })

  test('that never falls silent keeps nobody: it gets its ticket, as one that never answers', async () => {
    const printer = await devicePrinter({ speech: 'endless' })
    for (const _ of [1, 2]) {
      const outcome = await printReceipt(printer.settings, paper58, hurried)
      expect(outcome).toEqual({ printed: true, problem: null })
    }
  })

  test.each(['/dev/zero', '/dev/null', '/dev/full', '/dev/urandom'])(
    '%s is no printer, and no ticket is said to be printed there',
    async (path) => {
      expect(await printReceipt({ kind: 'device', path, widthMm: 58 }, paper58)).toEqual({
        printed: false,
        problem: { code: 'printer_not_device', params: { path } },
      })
    },
  )

  test('that takes no more is given up', async () => {
    const { settings } = await pipe('full')
    const endless = new Uint8Array(1024 * 1024)
    expect(await printReceipt(settings, endless, { ...hurried, jobMs: 300 })).toMatchObject({
      printed: false,
      problem: { code: 'printer_failed' },
    })
  })

  test('that is not there, or that nobody reads, cannot be reached', async () => {
    const abandoned = join(folder, 'abandoned')
    execFileSync('mkfifo', [abandoned])
    for (const path of [join(folder, 'absent'), abandoned]) {
      expect(await printReceipt({ kind: 'device', path, widthMm: 58 }, paper58)).toMatchObject({
        printed: false,
        problem: { code: 'printer_unreachable' },
      })
    }
  })

  test('an ordinary file or folder is refused and stays as it was', async () => {
    const file = join(folder, 'daftar-pasien.txt')
    writeFileSync(file, 'penting')
    for (const path of [file, folder]) {
      expect(await printReceipt({ kind: 'device', path, widthMm: 58 }, paper58)).toMatchObject({
        printed: false,
        problem: { code: 'printer_not_device', params: { path } },
      })
    }
    expect(readFileSync(file, 'utf8')).toBe('penting')
  })
})

test('without a printer at the hub nothing is printed and nothing is wrong', async () => {
  expect(await printReceipt({ kind: 'none', widthMm: 58 }, paper58)).toEqual({
    printed: false,
    problem: null,
  })
})

/** A port whose program is stopped and whose queue of connections is full: a further one is neither taken nor refused. */
async function hangingPort(): Promise<number> {
  const listen = `net.createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () {
    console.log(this.address().port)
  })`
  const program = spawn(process.execPath, ['--eval', listen])
  const [said] = (await once(program.stdout, 'data')) as [Buffer]
  const port = Number(said)
  program.kill('SIGSTOP')
  const queue = [1, 2, 3, 4].map(() => connect({ host: '127.0.0.1', port }).on('error', () => {}))
  onTestFinished(() => {
    for (const socket of queue) socket.destroy()
    program.kill('SIGKILL')
  })
  await once(queue[0] ?? program, 'connect')
  return port
}

async function drain(end: FileHandle): Promise<Uint8Array> {
  const { buffer, bytesRead } = await end
    .read(new Uint8Array(65_536), 0, 65_536, null)
    .catch(() => ({ buffer: new Uint8Array(0), bytesRead: 0 }))
  return buffer.subarray(0, bytesRead)
}

import type { PrinterSettings } from '#contract/hub/settings'
import type { TicketLine, TicketPart } from '#domain/ticket-paper'

type PaperWidth = PrinterSettings['widthMm']
type Look = { largest: number; bold?: true; above?: 'gap' | 'rule' }

/** Font A is 12 dots wide; a 58 mm roll prints 384 dots, an 80 mm roll 576. */
const columnsOf: Record<PaperWidth, number> = { 58: 32, 80: 48 }

const looks: Record<TicketPart, Look> = {
  facility: { largest: 1, bold: true },
  caption: { largest: 1, above: 'gap' },
  number: { largest: 8, bold: true },
  room: { largest: 2, bold: true },
  ahead: { largest: 1, above: 'gap' },
  estimate: { largest: 1 },
  when: { largest: 1 },
  keep: { largest: 1, above: 'rule' },
}

/** ESC @ initialise · ESC R 0 no national letters · ESC t 0 code page 437 · ESC a 1 centred. */
const opening = '\x1b@\x1bR\x00\x1bt\x00\x1ba\x01'
/** ESC d 5: from the print head past the cutter · GS V 1: partial cut. A printer without a cutter ignores it. */
const ending = '\x1bd\x05\x1dV\x01'

/** The bytes that print these lines on an ESC/POS receipt printer. All text is ASCII, so that any code page will do. */
export function encodeTicket(lines: readonly TicketLine[], widthMm: PaperWidth): Uint8Array {
  const columns = columnsOf[widthMm]
  const body = lines.map(({ part, text }) => setLine(looks[part], toAscii(text), columns))
  return Buffer.from(opening + body.join('') + ending, 'latin1')
}

function setLine({ largest, bold, above }: Look, text: string, columns: number): string {
  const words = text.split(' ').filter((word) => word !== '')
  const size = largestSize(words, columns, largest)
  const weight = bold ? 1 : 0
  const style = `\x1bE${String.fromCharCode(weight)}\x1d!${String.fromCharCode((size - 1) * 0x11)}`
  const lines = fillLines(words, Math.floor(columns / size))
  return `${openingOf(above, columns)}${style}${lines.map((line) => `${line}\n`).join('')}`
}

/** What stands above a line, in plain small letters. */
function openingOf(above: Look['above'], columns: number): string {
  if (!above) return ''
  return `\x1bE\x00\x1d!\x00${above === 'rule' ? '-'.repeat(columns) : ''}\n`
}

/** The largest of GS !'s eight sizes in which no word is wider than the paper. */
function largestSize(words: string[], columns: number, largest: number): number {
  const longest = Math.max(1, ...words.map((word) => word.length))
  return Math.max(1, Math.min(largest, Math.floor(columns / longest)))
}

/** Words in lines of at most `columns`. Only a word wider than the whole paper is cut. */
function fillLines(words: string[], columns: number): string[] {
  const lines: string[] = []
  for (const piece of words.flatMap((word) => word.match(new RegExp(`.{1,${columns}}`, 'g')) ?? [])) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + piece.length <= columns) {
      lines[lines.length - 1] = `${last} ${piece}`
    } else {
      lines.push(piece)
    }
  }
  return lines
}

const substitutes: Record<string, string> = {
  '«': '"',
  '»': '"',
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '–': '-',
  '—': '-',
  '−': '-',
  '·': '-',
  '•': '-',
  '×': 'x',
  '±': '+/-',
  '⁄': '/',
  æ: 'ae',
  Æ: 'AE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ł: 'l',
  Ł: 'L',
  ß: 'ss',
}

/** Printable ASCII only: a control character in a name must never reach the printer as a command. */
function toAscii(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s\p{Cc}]/gu, ' ')
    .replace(/[^ -~]/gu, (character) => substitutes[character] ?? '?')
}

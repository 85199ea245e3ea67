import { strToU8, zipSync } from 'fflate'
import { partBytes } from '#contract/hub/import'
import { addDays, formatDate, type LocalDate } from '#domain/local-date'
import type { TestPage } from './hub.ts'

export const headings = [
  'No RM',
  'NIK',
  'Nama Pasien',
  'Tgl Lahir',
  'JK',
  'Desa',
  'Alamat',
  'No HP',
  'No Kartu BPJS',
]

/** `people` rows in the order of the headings, with semicolons as Indonesian Excel writes them. */
export function csvOf(rows: readonly (readonly string[])[], head: readonly string[] = headings): Buffer {
  return Buffer.from([head, ...rows].map((row) => row.map(quoted).join(';')).join('\r\n'))
}

function quoted(cell: string): string {
  return /[";\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

const syllables = 'BA DE GI LO MU NA PE RI SO TU'.split(' ')

/** Names that no spelling makes alike. */
export function strangerName(at: number): string {
  const digits = [...String(at + 1).padStart(4, '0')]
  return `PASIEN ${digits.map((digit) => syllables[Number(digit)]).join('')}`
}

/** Days of their own: people of one day, one village and neighbouring NIK would be asked about. */
export function strangerBirth(at: number): string {
  return formatDate(addDays('1965-01-01' as LocalDate, (at * 37) % 12_000))
}

/** Fewer than ten thousand people, of whom nobody is like another, as a CSV. */
export function strangers(count: number): Buffer {
  const rows = Array.from({ length: count }, (_, at) => [strangerName(at), strangerBirth(at), 'L'])
  return csvOf(rows, ['Nama', 'Tgl Lahir', 'JK'])
}

const worksheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export type SheetOptions = {
  merged?: readonly string[]
  styles?: string
  strings?: string
  /** Between the declaration and the root of the sheet. */
  doctype?: string
  date1904?: boolean
}

/** A workbook put together by hand: `rows` is the inside of `<sheetData>`. */
export function workbookOf(rows: string, options: SheetOptions = {}): Buffer {
  const merges = options.merged?.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
  const merged = merges === undefined ? '' : `<mergeCells>${merges}</mergeCells>`
  const files: Record<string, string> = {
    'xl/workbook.xml': `<workbook xmlns="${worksheet}" xmlns:r="${relationships}"><workbookPr${options.date1904 ? ' date1904="1"' : ''}/><sheets><sheet name="Pasien" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?>${options.doctype ?? ''}<worksheet xmlns="${worksheet}"><sheetData>${rows}</sheetData>${merged}</worksheet>`,
  }
  if (options.styles) files['xl/styles.xml'] = options.styles
  if (options.strings) files['xl/sharedStrings.xml'] = options.strings
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  )
}

/** One `<row>` of plain text cells; a cell that is XML itself (`<c …>`) stands as it is. */
export function sheetRow(no: number, cells: readonly string[]): string {
  const written = cells.map((cell, at) => {
    if (cell.startsWith('<c')) return cell
    const text = cell.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    return `<c r="${columnName(at)}${no}" t="inlineStr"><is><t>${text}</t></is></c>`
  })
  return `<row r="${no}">${written.join('')}</row>`
}

export function columnName(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26)
}

export function sheetOf(
  rows: readonly (readonly string[])[],
  options?: SheetOptions,
  head: readonly string[] = headings,
): Buffer {
  return workbookOf([head, ...rows].map((cells, at) => sheetRow(at + 1, cells)).join(''), options)
}

/** Sends a file as the screen does, in parts, and waits until it has been looked at; the sentence where it cannot be. */
export async function upload(
  { api }: TestPage,
  fileName: string,
  bytes: Buffer,
): Promise<{ id: string; problem: string | null }> {
  const { id } = await api.imports.begin({ fileName, size: bytes.length })
  for (let from = 0; from < bytes.length; from += partBytes) {
    const part = new File([new Uint8Array(bytes.subarray(from, from + partBytes))], 'part')
    await api.imports.send({ id, from, part })
  }
  const { problem } = await untilRest(api, id)
  return { id, problem }
}

/** Asks until nothing moves by itself any more. */
export async function untilRest(api: TestPage['api'], id: string) {
  for (;;) {
    const found = (await api.imports.list()).find((one) => one.id === id)
    if (!found) throw new Error('no such import')
    if (!found.atWork) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** The same zip, whose directory says that the sheet unpacks to so many bytes. */
export function withDeclaredSize(zip: Buffer, size: number): Buffer {
  const bytes = Buffer.from(zip)
  const name = 'xl/worksheets/sheet1.xml'
  const headers = [
    { signature: 'PK\u0003\u0004', name: 30, size: 22 },
    { signature: 'PK\u0001\u0002', name: 46, size: 24 },
  ]
  for (const header of headers)
    for (let at = bytes.indexOf(header.signature); at !== -1; at = bytes.indexOf(header.signature, at + 4))
      if (bytes.toString('latin1', at + header.name, at + header.name + name.length) === name)
        bytes.writeUInt32LE(size, at + header.size)
  return bytes
}

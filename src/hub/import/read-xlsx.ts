import { posix } from 'node:path'
import { refuse } from '#domain/errors'
import { fromSerial } from '#domain/import/read-birth'
import { addDays } from '#domain/local-date'
import { type MergedCells, mostColumns, type Table, type TableRow } from './table.ts'
import { asDamaged, readXml, streamXml } from './xml-stream.ts'
import { openZip, type Zip } from './zip.ts'

const megabyte = 1024 * 1024
/** Unpacked. Beyond this it is no list of patients: 300,000 rows of 20 cells are 400 MB. */
const largest = { part: 16 * megabyte, strings: 192 * megabyte, sheet: 640 * megabyte }
const lastRow = 1_048_576

/** Sheets of an XLSX that are shown, in their order. Streams: neither a million empty rows nor a bomb fills the memory. */
export async function openWorkbook(bytes: Buffer): Promise<Table[]> {
  try {
    const zip = await openZip(bytes)
    if (!zip.has('xl/workbook.xml')) refuse('import_kind', { kind: 'arsip atau dokumen lain' })
    const { sheets, epochShift } = await readWorkbook(zip)
    const formats = await readStyles(zip)
    let strings: string[] | null = null
    const look: Lookups = {
      formats,
      epochShift,
      strings: async () => {
        strings ??= await readStrings(zip)
        return strings
      },
    }
    return sheets.map((path) => sheetTable(zip, path, look))
  } catch (fault) {
    return asDamaged(fault)
  }
}

type Lookups = { formats: NumberFormat[]; epochShift: number; strings: () => Promise<string[]> }

async function readWorkbook(zip: Zip): Promise<{ sheets: string[]; epochShift: number }> {
  const targets = new Map<string, string>()
  await readXml(await zip.read('xl/_rels/workbook.xml.rels', largest.part), {
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship')
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : posix.join('xl', Target))
    },
  })
  const sheets: string[] = []
  let epochShift = 0
  await readXml(await zip.read('xl/workbook.xml', largest.part), {
    open: (name, attributes) => {
      // Macintosh files count days from 1904.
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes.date1904 ?? '')) epochShift = 1462
      const path = name === 'sheet' ? targets.get(attributes['r:id'] ?? '') : undefined
      if (path !== undefined && zip.has(path) && (attributes.state ?? 'visible') === 'visible')
        sheets.push(path)
    },
  })
  return { sheets, epochShift }
}

/** How a number is shown, as far as it changes what is meant: as a day, or filled up with zeros to a length. */
type NumberFormat = { date: boolean; digits: number }
const plain: NumberFormat = { date: false, digits: 0 }

async function readStyles(zip: Zip): Promise<NumberFormat[]> {
  if (!zip.has('xl/styles.xml')) return []
  const codes = new Map<string, string>()
  const formats: NumberFormat[] = []
  let inCells = false
  await readXml(await zip.read('xl/styles.xml', largest.part), {
    open: (name, { numFmtId = '', formatCode = '' }) => {
      if (name === 'numFmt') codes.set(numFmtId, formatCode)
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) formats.push(formatOf(numFmtId, codes.get(numFmtId)))
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats
}

function formatOf(id: string, code: string | undefined): NumberFormat {
  if (code === undefined) {
    const number = Number(id)
    return {
      date:
        (number >= 14 && number <= 22) || (number >= 27 && number <= 36) || (number >= 45 && number <= 58),
      digits: 0,
    }
  }
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')
  return { date: /[dy]/i.test(bare), digits: /^0+$/.test(bare) ? bare.length : 0 }
}

async function readStrings(zip: Zip): Promise<string[]> {
  const strings: string[] = []
  if (!zip.has('xl/sharedStrings.xml')) return strings
  let text = ''
  let inText = false
  let phonetic = false
  await readXml(await zip.read('xl/sharedStrings.xml', largest.strings), {
    open: (name) => {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic = true
      inText = name === 't' && !phonetic
    },
    text: (part) => {
      if (inText) text += part
    },
    close: (name) => {
      if (name === 't') inText = false
      if (name === 'rPh') phonetic = false
      if (name === 'si') strings.push(text)
    },
  })
  return strings
}

function sheetTable(zip: Zip, path: string, look: Lookups): Table {
  const merged: MergedCells[] = []
  return { rows: () => readSheet(zip, path, look, merged), merged: () => merged }
}

type Cell = {
  column: number
  type: string
  format: NumberFormat
  value: string | null
  inline: string
  formula: string | null
}

async function* readSheet(
  zip: Zip,
  path: string,
  look: Lookups,
  merged: MergedCells[],
): AsyncGenerator<TableRow> {
  const strings = await look.strings().catch(asDamaged)
  let ready: TableRow[] = []
  let no = 0
  let cells: string[] = []
  let cell: Cell | null = null
  let column = -1
  let into: 'value' | 'inline' | 'formula' | null = null

  const open = (name: string, attributes: Record<string, string>) => {
    if (name === 'row') {
      no = attributes.r === undefined ? no + 1 : Number(attributes.r)
      if (!(no >= 1 && no <= lastRow)) refuse('import_damaged')
      cells = []
      column = -1
    } else if (name === 'c') {
      column = attributes.r === undefined ? column + 1 : columnOf(attributes.r)
      const format = look.formats[Number(attributes.s ?? -1)] ?? plain
      cell = { column, type: attributes.t ?? 'n', format, value: null, inline: '', formula: null }
    } else if (cell && name === 'v') {
      into = 'value'
      cell.value = ''
    } else if (cell && name === 'f') {
      into = 'formula'
      cell.formula = ''
    } else if (cell && name === 't') into = 'inline'
    else if (name === 'mergeCell') noteMerged(merged, attributes.ref ?? '')
  }
  const text = (part: string) => {
    if (!cell || into === null) return
    if (into === 'value') cell.value = (cell.value ?? '') + part
    else if (into === 'formula') cell.formula = (cell.formula ?? '') + part
    else cell.inline += part
  }
  const close = (name: string) => {
    if (name === 'v' || name === 'f' || name === 't') into = null
    else if (name === 'c' && cell) {
      const written = textOf(cell, strings, look.epochShift)
      if (written !== '') {
        if (cell.column >= mostColumns) refuse('import_columns_many', { most: mostColumns })
        while (cells.length < cell.column) cells.push('')
        cells[cell.column] = written
      }
      cell = null
    } else if (name === 'row' && cells.length > 0) ready.push({ no, cells })
  }

  try {
    for await (const _portion of streamXml(await zip.read(path, largest.sheet), { open, text, close })) {
      yield* ready
      ready = []
    }
  } catch (fault) {
    asDamaged(fault)
  }
}

/** What Excel last showed. A formula is never worked out: one without a result stays readable as a formula. */
function textOf(
  { type, format, value, inline, formula }: Cell,
  strings: readonly string[],
  epochShift: number,
): string {
  if (type === 'inlineStr') return inline
  if (value === null || value === '') return formula === null || type === 'str' ? '' : `=${formula}`
  if (type === 's') return strings[Number(value)] ?? ''
  return type === 'n' ? numberText(value, format, epochShift) : value
}

function numberText(value: string, format: NumberFormat, epochShift: number): string {
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  if (format.date && number >= 1) return addDays(fromSerial(number), epochShift)
  // Beyond 2^53 the digits in the file say more than the number that is made of them.
  const digits = Number.isSafeInteger(number) ? String(number) : value
  // Told from a text: Excel has rounded the last of its digits (`domain/import/column-facts`).
  if (/^\d{16}$/.test(digits)) return `${digits}.0`
  return format.digits > 0 ? digits.padStart(format.digits, '0') : digits
}

function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0]
  if (letters === undefined) return refuse('import_damaged')
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

const mostMerged = 50_000

function noteMerged(merged: MergedCells[], reference: string): void {
  const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(reference)
  if (!match || merged.length >= mostMerged) return
  const [firstRow, lastRow] = [Number(match[2]), Number(match[4])]
  if (lastRow > firstRow)
    merged.push({
      firstRow,
      lastRow,
      firstColumn: columnOf(match[1] ?? ''),
      lastColumn: columnOf(match[3] ?? ''),
    })
}

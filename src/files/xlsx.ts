import { Zip, ZipDeflate } from 'fflate'
import { daysBetween, type LocalDate } from '#domain/local-date'
import { columnLetters, harmlessCell } from '#domain/spreadsheet-text'
import type { Cell, FileShape, FileWriter, Moment } from './list-file.ts'

/**
 * XLSX, written row by row (ECMA-376, part 1, §18): the libraries at hand hold every cell of a sheet until its end
 * (docs/decisions/0024).
 */
export const xlsxFile = {
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  write: writeXlsx,
} as const

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const links = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageLinks = 'http://schemas.openxmlformats.org/package/2006/relationships'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Places in `cellXfs` below. Text is format 49, «@»: what is edited there stays text, formula or not. */
const styles = { text: 1, bold: 2, day: 3, clock: 4, moment: 5 } as const

const fixedParts: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packageLinks}"><Relationship Id="rId1" Type="${links}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${links}"><sheets><sheet name="Daftar" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageLinks}"><Relationship Id="rId1" Type="${links}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${links}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts count="3"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/><numFmt numFmtId="165" formatCode="hh\\.mm"/><numFmt numFmtId="166" formatCode="dd\\-mm\\-yyyy\\ hh\\.mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">${[
    [0, 0],
    [49, 0],
    [0, 1],
    [164, 0],
    [165, 0],
    [166, 0],
  ]
    .map(
      ([format, font]) =>
        `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
    )
    .join('')}</cellXfs></styleSheet>`,
}

function writeXlsx({ title, columns }: FileShape, push: (bytes: Uint8Array) => void): FileWriter {
  const encoder = new TextEncoder()
  const zip = new Zip((fault, bytes) => {
    if (fault) throw fault
    push(bytes)
  })
  const sheet = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 1 })
  const letters = columns.map((_, place) => columnLetters(place))
  let text = ''
  let rows = 0

  function send(last: boolean): void {
    sheet.push(encoder.encode(text), last)
    text = ''
  }

  function addRow(cells: readonly string[]): void {
    text += `<row r="${rows}">${cells.join('')}</row>`
    if (text.length > 65_536) send(false)
  }

  return {
    heading: () => {
      for (const [name, body] of Object.entries(fixedParts)) {
        const part = new ZipDeflate(name)
        zip.add(part)
        part.push(encoder.encode(xml + body), true)
      }
      zip.add(sheet)
      text = `${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.map(({ width }, place) => `<col min="${place + 1}" max="${place + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData>`
      rows = 2
      text += `<row r="1">${textCell('A1', title, styles.bold)}</row>`
      addRow(columns.map((column, place) => textCell(`${letters[place]}2`, column.title, styles.bold)))
    },
    row: (cells) => {
      rows += 1
      addRow(cells.map((cell, place) => cellOf(`${letters[place]}${rows}`, cell)))
    },
    end: () => {
      text += `</sheetData><autoFilter ref="A2:${letters.at(-1)}${rows}"/></worksheet>`
      send(true)
      zip.end()
    },
  }
}

function cellOf(at: string, cell: Cell): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'string') return textCell(at, harmlessCell(cell), styles.text)
  const style = cell.day === null ? styles.clock : cell.clock === null ? styles.day : styles.moment
  return `<c r="${at}" s="${style}"><v>${serialOf(cell)}</v></c>`
}

/** A cell of Excel holds no more. */
const mostLetters = 32_767

function textCell(at: string, text: string, style: number): string {
  const body = escapeXml(text.slice(0, mostLetters))
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${body}</t></is></c>`
}

/** Excel counts days from 30 December 1899 (its own 29 February 1900 never was), and minutes as parts of a day. */
function serialOf({ day, clock }: Moment): number {
  const [hours = 0, minutes = 0] = clock?.split('.').map(Number) ?? []
  const days = day === null ? 0 : daysBetween('1899-12-30' as LocalDate, day)
  return days + (hours * 60 + minutes) / 1440
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** XML knows no control characters and no half of a pair. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>]/g, (sign) => entities[sign] ?? sign)
}

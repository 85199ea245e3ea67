import { textField } from '#domain/spreadsheet-text'
import type { Cell, FileShape, FileWriter } from './list-file.ts'

const byteOrderMark = '\uFEFF'
/** What separates values where the decimal comma does: Excel reads a CSV by the separator of its country. */
const separator = ';'

/**
 * CSV as Excel on an Indonesian Windows opens it by a double click: UTF-8 with a byte order mark, semicolons, CRLF
 * (docs/decisions/0024). The first line is the heading, as every program that reads CSV expects; days are ISO.
 */
export const csvFile = { extension: 'csv', mediaType: 'text/csv; charset=utf-8', write: writeCsv } as const

function writeCsv({ columns }: FileShape, push: (bytes: Uint8Array) => void): FileWriter {
  const encoder = new TextEncoder()
  const line = (fields: readonly string[]) => `${fields.map(quote).join(separator)}\r\n`
  let text = ''
  function send(): void {
    push(encoder.encode(text))
    text = ''
  }
  return {
    heading: () => {
      text = byteOrderMark + line(columns.map(({ title }) => textField(title)))
    },
    row: (cells) => {
      text += line(cells.map(fieldOf))
      if (text.length > 65_536) send()
    },
    end: send,
  }
}

function fieldOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'string') return textField(cell)
  return [cell.day, cell.clock?.replace('.', ':')].filter(Boolean).join(' ')
}

function quote(field: string): string {
  return /[";,\r\n\t]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}

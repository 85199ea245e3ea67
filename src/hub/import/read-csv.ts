import { type CsvError, parse } from 'csv-parse'
import { refuse } from '#domain/errors'
import type { Table, TableRow } from './table.ts'

const portion = 1024 * 1024
/** A record longer than this is a quotation mark that nobody closed. */
const longestRecord = 256 * 1024

/** Comma, semicolon, tab or bar; UTF-8, UTF-16 or the Windows code page of Western Europe. */
export function readCsv(bytes: Buffer): Table {
  const encoding = encodingOf(bytes)
  const beginning = new TextDecoder(encoding).decode(bytes.subarray(0, 64 * 1024))
  if (/[^\P{Cc}\t\r\n]/u.test(beginning)) refuse('import_kind', { kind: 'bukan tulisan' })
  const declared = /^sep=(.)\r?\n/i.exec(beginning)
  const delimiter = declared?.[1] ?? delimiterOf(beginning)
  return { rows: () => rowsOf(bytes, encoding, delimiter, declared !== null), merged: () => [] }
}

async function* rowsOf(
  bytes: Buffer,
  encoding: string,
  delimiter: string,
  skipFirst: boolean,
): AsyncGenerator<TableRow> {
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRecord,
  })
  const feeding = feed(bytes, encoding, parser)
  let no = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      no += 1
      if (no === 1 && skipFirst) continue
      if (record.some((cell) => cell.trim() !== '')) yield { no, cells: record }
    }
    await feeding
  } catch (fault) {
    const code = (fault as CsvError).code
    if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE')
      refuse('import_quote_open', { line: no + 1 })
    if (code !== undefined) refuse('import_damaged')
    throw fault
  } finally {
    parser.destroy()
  }
}

async function feed(bytes: Buffer, encoding: string, parser: ReturnType<typeof parse>): Promise<void> {
  const decoder = new TextDecoder(encoding)
  for (let at = 0; at < bytes.length; at += portion) {
    const text = decoder.decode(bytes.subarray(at, at + portion), { stream: at + portion < bytes.length })
    if (!parser.write(text) && !parser.destroyed)
      await new Promise<void>((resolve) => {
        parser.once('drain', resolve)
        parser.once('close', resolve)
      })
    if (parser.destroyed) return
  }
  parser.end()
}

/** By its mark, else by what the bytes can be: text in UTF-16 is half zeros, and Latin-1 is seldom valid UTF-8. */
function encodingOf(bytes: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, 4096)
  const zeros = [0, 0]
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const many = sample.length / 4
  if ((zeros[1] ?? 0) > many) return 'utf-16le'
  if ((zeros[0] ?? 0) > many) return 'utf-16be'
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

function isUtf8(bytes: Buffer): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (let at = 0; at < bytes.length; at += portion)
      decoder.decode(bytes.subarray(at, at + portion), { stream: at + portion < bytes.length })
    return true
  } catch {
    return false
  }
}

const delimiters = [',', ';', '\t', '|'] as const

/** The one that stands most often outside quotation marks in the first lines. */
function delimiterOf(beginning: string): string {
  const outside = beginning
    .split('\n')
    .slice(0, 20)
    .join('\n')
    .replace(/"[^"]*"/g, '')
  const counts = delimiters.map((delimiter) => outside.split(delimiter).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ','
}

import { sayReason } from '#domain/import/reasons'
import { bareText } from '#domain/spreadsheet-text'
import { csvFile } from '#files/csv'
import { xlsxFile } from '#files/xlsx'
import { type KeptRow, listImportRows, type StoredImport } from '#hub/store/imports'
import type { Db } from '#hub/store/open'

const rowsATime = 500
const reasonHeading = 'Alasan'
const formats = { csv: csvFile, xlsx: xlsxFile }

/**
 * The rows that were kept out, as they stood in the file and in its format, with the reason beside each: corrected in it
 * and fed back, they are read like any other file. Everything is text, and nothing in it can run as a formula.
 */
export async function writeKeptOutFile(
  db: Db,
  { id, fileName, format, columns }: StoredImport,
): Promise<Uint8Array<ArrayBuffer>> {
  const headings = columns.map(({ heading }) => heading)
  // A file that was fed back has the column already.
  const isThere = headings.includes(reasonHeading)
  const place = { at: isThere ? headings.indexOf(reasonHeading) : headings.length, isThere }
  const titles = withReason(headings, place, reasonHeading)
  const shape = {
    title: `Baris tertolak dari ${fileName}`,
    columns: titles.map((title) => ({ title, width: title === reasonHeading ? 60 : 18 })),
  }
  const parts: Uint8Array[] = []
  const writer = formats[format].write(shape, (bytes) => void parts.push(bytes))
  writer.heading()
  for (let after = 0; ; ) {
    const page = await listImportRows(db, id, ['rejected', 'likely'], after, rowsATime)
    for (const row of page) writer.row(withReason(row.cells, place, reasonsOf(row)))
    const last = page.at(-1)
    if (!last) break
    after = last.no
  }
  writer.end()
  return new Uint8Array(Buffer.concat(parts))
}

function reasonsOf({ reasons }: KeptRow): string {
  return reasons.map(sayReason).join(' ')
}

type ReasonPlace = { at: number; isThere: boolean }

/** Cells beyond the headings stay, behind the reason, so that what shifted them can be seen. */
function withReason(cells: readonly string[], { at, isThere }: ReasonPlace, said: string): string[] {
  const row = Array.from({ length: Math.max(cells.length, at) }, (_, column) => bareText(cells[column] ?? ''))
  row.splice(at, isThere ? 1 : 0, said)
  return row
}

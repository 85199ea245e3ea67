import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ListFormat } from '#contract/list-format'
import type { LocalDate } from '#domain/local-date'
import { csvFile } from './csv.ts'
import { xlsxFile } from './xlsx.ts'

/** A day, a time of day ('07.42'), or both: a spreadsheet can reckon with it. */
export type Moment = { day: LocalDate; clock: string | null } | { day: null; clock: string }
/** Text stays text, with every digit of a NIK; only a number is a number. */
export type Cell = string | number | Moment | null

export type ListColumn<Row> = {
  title: string
  /** In characters, about. */
  width: number
  value: (row: Row) => Cell
}

export type List<Row> = {
  /** Stands above the columns, where the format has room for it. */
  title: string
  /** In front of them each row gets its number. */
  columns: readonly ListColumn<Row>[]
  /** A few hundred rows at a time: nobody holds all of them. */
  batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>
}

/** Takes the rows in turn and hands on bytes as they come. */
export type FileWriter = { heading: () => void; row: (cells: readonly Cell[]) => void; end: () => void }
export type FileShape = { title: string; columns: readonly { title: string; width: number }[] }
type Format = {
  extension: ListFormat
  mediaType: string
  write: (shape: FileShape, push: (bytes: Uint8Array) => void) => FileWriter
}

const formats: Record<ListFormat, Format> = { xlsx: xlsxFile, csv: csvFile }

const numberColumn = { title: 'No', width: 6 }

/** Bytes gathered before they leave the heap of the worker. */
const partBytes = 1_000_000

/**
 * The one way a list becomes a file. Rows are written as they are read, so a hundred thousand of them take no more
 * memory than the finished file. Ends with `signal`'s reason when it is aborted.
 */
export async function writeListFile<Row>(
  list: List<Row>,
  format: ListFormat,
  signal?: AbortSignal,
): Promise<{ file: Blob; rows: number }> {
  const { mediaType, write } = formats[format]
  const parts = gatherParts()
  const writer = write({ title: list.title, columns: [numberColumn, ...list.columns] }, parts.push)
  let rows = 0
  writer.heading()
  for await (const batch of list.batches) {
    for (const row of batch) {
      rows += 1
      writer.row([rows, ...list.columns.map(({ value }) => value(row))])
    }
    // Whoever else asks this worker something is answered between two batches.
    await nextTurn()
    signal?.throwIfAborted()
  }
  writer.end()
  return { file: new Blob(parts.all(), { type: mediaType }), rows }
}

/** A Blob keeps its bytes outside the heap, and goes from worker to hub without being copied. */
function gatherParts(): { push: (bytes: Uint8Array) => void; all: () => Blob[] } {
  const done: Blob[] = []
  let open: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  function seal(): void {
    done.push(new Blob(open))
    open = []
    size = 0
  }
  return {
    push: (bytes) => {
      open.push(new Uint8Array(bytes))
      size += bytes.length
      if (size >= partBytes) seal()
    },
    all: () => {
      seal()
      return done
    },
  }
}

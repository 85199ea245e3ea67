import type { ListFormat } from '#contract/list-format'
import { type Cell, writeListFile } from '#files/list-file'
import type { ListPlace } from './place.ts'

export type Column<Row> = { title: string; width: number; value: (row: Row, place: ListPlace) => Cell }

type Definition<Request, Row> = {
  /** How the file's name begins: `register-kunjungan`. */
  file: string
  /** What narrows it, for the file's name: `2026-11-20`. */
  part?: (request: Request) => string | null
  title: (request: Request, place: ListPlace) => string | Promise<string>
  columns: readonly Column<Row>[]
  rows: (
    place: ListPlace,
    request: Request,
  ) => AsyncIterable<readonly Row[]> | Promise<readonly Row[]> | readonly Row[]
}

export type WrittenList = { name: string; file: Blob; rows: number }

/** A list as the reader writes it; what its rows are is its own affair. */
export type Writable<Request> = (
  place: ListPlace,
  request: Request,
  format: ListFormat,
  signal: AbortSignal,
) => Promise<WrittenList>

/** One entry of the table of lists: a title, columns, and where the rows come from. */
export function defineList<Request, Row>(list: Definition<Request, Row>): Writable<Request> {
  return async (place, request, format, signal) => {
    const found = list.rows(place, request)
    const { file, rows } = await writeListFile(
      {
        title: `${await list.title(request, place)} · ${place.facility.name}`,
        columns: list.columns.map(({ value, ...column }) => ({
          ...column,
          value: (row: Row) => value(row, place),
        })),
        batches: Symbol.asyncIterator in found ? found : [await found],
      },
      format,
      signal,
    )
    const name = [list.file, place.facility.code, list.part?.(request) ?? place.today].join('-')
    return { name: `${name}.${format}`, file, rows }
  }
}

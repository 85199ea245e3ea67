import { parse } from 'csv-parse/sync'
import readExcelFile from 'read-excel-file/node'

export type ReadList = { title: unknown; heading: unknown[]; rows: Map<unknown, unknown>[] }

/** An XLSX as a reader of another house understands it. */
export async function readXlsx(file: Blob): Promise<ReadList> {
  const [sheet] = await readExcelFile(Buffer.from(await file.arrayBuffer()))
  const [title, heading = [], ...body] = sheet?.data ?? []
  return { title: title?.[0], heading, rows: body.map((row) => named(heading, row)) }
}

/** A CSV as a reader of another house understands it: by its byte order mark and semicolons. */
export async function readCsv(file: Blob): Promise<ReadList> {
  const lines: string[][] = parse(Buffer.from(await file.arrayBuffer()), { bom: true, delimiter: ';' })
  const [heading = [], ...body] = lines
  return { title: null, heading, rows: body.map((row) => named(heading, row)) }
}

function named(heading: readonly unknown[], row: readonly unknown[]): Map<unknown, unknown> {
  return new Map(heading.map((column, at) => [column, row[at] ?? null]))
}

import { createHash } from 'node:crypto'

/** What stands before the first row. */
export const beginning = '0'.repeat(64)

export type ChainedRow = { seq: number; hash: string }
type Field = string | number | null

/**
 * Each row's hash covers the row and the hash before it: a row changed or taken out breaks the chain from there on.
 * `fields` are all that the row says, its number first. Only rows cut off at the end leave no trace.
 */
export function hashOf(previous: string, fields: readonly [seq: number, ...Field[]]): string {
  return createHash('sha256')
    .update(JSON.stringify([previous, ...fields]))
    .digest('hex')
}

export type ReadRows<Row> = (after: number, limit: number) => Promise<readonly Row[]>

/** The first row whose hash does not follow from the one before it, or null when the whole chain holds. */
export async function findBreak<Row extends ChainedRow>(
  readRows: ReadRows<Row>,
  fieldsOf: (row: Row) => readonly [seq: number, ...Field[]],
  batch = 5000,
): Promise<Row | null> {
  let last: ChainedRow = { seq: 0, hash: beginning }
  for (;;) {
    const rows = await readRows(last.seq, batch)
    for (const row of rows) {
      if (row.seq !== last.seq + 1 || row.hash !== hashOf(last.hash, fieldsOf(row))) return row
      last = row
    }
    if (rows.length < batch) return null
  }
}

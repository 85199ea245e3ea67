import { type CountTable, maskSmall, type Shown } from '#domain/small-numbers'

/** What may be shown of a table: by row, the sums, and how many rows are in neither. */
export type ShownTable = {
  rows: ReadonlyMap<string, ReadonlyMap<string, Shown>>
  all: ReadonlyMap<string, Shown>
  leftOut: number
}

/** Every number for who may see patients; for the others none that could point at one. */
export function showTable(table: CountTable, exact: boolean): ShownTable {
  if (!exact) {
    const { rows, all, leftOut } = maskSmall(table)
    return { rows, all, leftOut: leftOut.length }
  }
  const all = new Map<string, number>()
  for (const cells of table.values())
    for (const [column, count] of cells) all.set(column, (all.get(column) ?? 0) + count)
  return { rows: table, all, leftOut: 0 }
}

export function tableFrom<T>(
  counts: readonly T[],
  rowOf: (count: T) => string,
  columnOf: (count: T) => string,
  countOf: (count: T) => number,
): Map<string, Map<string, number>> {
  const table = new Map<string, Map<string, number>>()
  for (const count of counts) {
    const row = table.get(rowOf(count)) ?? new Map<string, number>()
    row.set(columnOf(count), (row.get(columnOf(count)) ?? 0) + countOf(count))
    table.set(rowOf(count), row)
  }
  return table
}

/** Five and more apart, so that no difference between two screens tells a small number. */
export function roughly(count: number, exact: boolean): number {
  return exact ? count : Math.round(count / 5) * 5
}

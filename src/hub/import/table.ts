export const mostRows = 300_000
export const mostColumns = 200

/** One row with something in it; `no` as a spreadsheet numbers it, from 1. */
export type TableRow = { no: number; cells: string[] }
/** Cells of several rows that are one, columns from 0. Known once every row has been read. */
export type MergedCells = { firstRow: number; lastRow: number; firstColumn: number; lastColumn: number }
export type Table = { rows: () => AsyncGenerator<TableRow>; merged: () => readonly MergedCells[] }

export type TableFile = { format: 'csv' | 'xlsx'; tables: Table[] }

import { refuse } from '#domain/errors'
import { findHeadingRow } from '#domain/import/headings'
import type { Staging } from '#hub/store/import-staging'
import type { ImportNews } from './jobs.ts'
import { mostColumns, mostRows, type Table, type TableRow } from './table.ts'

/** Tells how far it is; throws where the work is no longer wanted. */
export type Progress = (news: ImportNews) => Promise<void>

const rowsATime = 1000
const rowsToFindHeading = 30

/** Puts the rows below the headings aside, and answers the headings; null where the table has no row of them. */
export async function stageTable(
  staging: Staging,
  table: Table,
  progress: Progress,
): Promise<string[] | null> {
  let first: TableRow[] = []
  let heading: TableRow | null = null
  let batch: TableRow[] = []
  let count = 0

  function settleHeading(): void {
    const at = findHeadingRow(first.map(({ cells }) => cells))
    if (at === null) return
    heading = first[at] ?? null
    batch = first.slice(at + 1)
    count = batch.length
    first = []
  }

  async function flush(): Promise<void> {
    const rows = batch
    batch = []
    staging.inOneGo(() => staging.addRows(rows))
    await progress({ done: count, total: 0 })
  }

  for await (const row of table.rows()) {
    refuseWide(row)
    if (!heading) {
      first.push(row)
      if (first.length < rowsToFindHeading) continue
      settleHeading()
      if (!heading) return null
      continue
    }
    batch.push(row)
    count += 1
    if (count > mostRows) refuse('import_rows_many', { most: mostRows })
    if (batch.length >= rowsATime) await flush()
  }
  if (!heading) settleHeading()
  // Assigned by the functions above, which TypeScript does not follow.
  const found = heading as TableRow | null
  if (!found) return null
  await flush()
  spreadMerged(staging, table, found.no)
  return trimEnd(found.cells)
}

function spreadMerged(staging: Staging, table: Table, headingNo: number): void {
  const below = table.merged().filter(({ firstRow }) => firstRow > headingNo)
  staging.inOneGo(() => {
    for (const cells of below) staging.spreadMerged(cells)
  })
}

function refuseWide({ cells }: TableRow): void {
  if (cells.length > mostColumns && trimEnd(cells).length > mostColumns)
    refuse('import_columns_many', { most: mostColumns })
}

function trimEnd(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '')
  return cells.slice(0, last + 1).map((cell) => cell.trim())
}

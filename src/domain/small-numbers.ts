/** A count as it may be shown: `few` is 1 to 4, `hidden` is 5 or more but would give a `few` away. */
export type Shown = number | 'few' | 'hidden'

export type Masked = {
  /** Per row, its cells that are not zero. Rows left out are not here and not in `all`. */
  rows: ReadonlyMap<string, ReadonlyMap<string, Shown>>
  /** The sum over the rows. */
  all: ReadonlyMap<string, Shown>
  /** Too small to be told apart at all. */
  leftOut: readonly string[]
}

export type CountTable = ReadonlyMap<string, ReadonlyMap<string, number>>

const fewerThan = 5

export function isFew(count: number): boolean {
  return count > 0 && count < fewerThan
}

export function showCount(count: number): Shown {
  return isFew(count) ? 'few' : count
}

/**
 * Hides the cells from 1 to 4 of a table of which every row, the sums of its columns and the totals of its rows may be
 * shown. For each such cell another table exists in which it is different and everything shown is the same: four cells
 * at the corners of a rectangle, up and down by one in turn, change no total. The three corners are hidden with it,
 * those that hide least. A row for which there is none is left out, with what it adds to the sums. What is hidden follows
 * from the numbers alone: two answers that hid different corners would together show them all.
 */
export function maskSmall(unsorted: CountTable): Masked {
  const table = sortKeys(new Map([...unsorted].map(([row, cells]) => [row, sortKeys(cells)])))
  const small = [...table.keys()].filter((row) => isFew(totalOf(table.get(row))))
  const kept = new Map([...table].filter(([row]) => !small.includes(row)))
  const leftOut = [...small]
  for (;;) {
    const masked = tryToMask(kept)
    if (!('exposed' in masked)) return { ...masked, leftOut }
    leftOut.push(masked.exposed)
    kept.delete(masked.exposed)
  }
}

function sortKeys<T>(map: ReadonlyMap<string, T>): Map<string, T> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The line of sums stands among the rows, with the opposite sign: rows minus sums is zero in every column. */
type Line = { cells: ReadonlyMap<string, number>; hidden: Set<string>; sign: 1 | -1 }

function tryToMask(table: CountTable): Omit<Masked, 'leftOut'> | { exposed: string } {
  const lines = new Map([...table].map(([row, cells]) => [row, lineOf(cells, 1)]))
  const sums = lineOf(sumOf(table), -1)
  const byColumn = new Map(
    [...sums.cells.keys()].map((column) => [column, smallestFirst([...lines.values()], column, sums)]),
  )
  for (const [row, line] of [...lines, [null, sums] as const]) {
    for (const [column, count] of line.cells) {
      if (isFew(count) && !hideAround(line, column, byColumn.get(column) ?? [])) {
        return { exposed: row ?? someRowIn(lines, column) }
      }
    }
  }
  return {
    rows: new Map([...lines].map(([row, line]) => [row, shownOf(line)])),
    all: shownOf(sums),
  }
}

function lineOf(all: ReadonlyMap<string, number>, sign: 1 | -1): Line {
  const cells = new Map([...all].filter(([, count]) => count > 0))
  return { cells, sign, hidden: new Set([...cells.keys()].filter((column) => isFew(cells.get(column) ?? 0))) }
}

/** Those that can be a corner, and are cheap as one, come first; the line of sums is the dearest. */
function smallestFirst(lines: readonly Line[], column: string, sums: Line): Line[] {
  const count = ({ cells }: Line) => cells.get(column) ?? 0
  const rows = lines.filter((line) => count(line) > 0).sort((a, b) => count(a) - count(b))
  return [...rows, sums]
}

/** Among this many rows a rectangle is almost always found; a thousand villages against each other take seconds. */
const enoughRows = 24

/** True when a rectangle was found, or there already. */
function hideAround(line: Line, column: string, others: readonly Line[]): boolean {
  return (
    hideAmong(line, column, others.slice(0, enoughRows)) || hideAmong(line, column, others.slice(enoughRows))
  )
}

function hideAmong(line: Line, column: string, others: readonly Line[]): boolean {
  let best: { cost: number; other: Line; across: string } | null = null
  for (const step of [1, -1] as const) {
    if (!mayMove(line, column, step)) continue
    for (const other of others) {
      const opposite = line.sign === other.sign ? -1 : 1
      if (other === line || !mayMove(other, column, step * opposite)) continue
      for (const across of line.cells.keys()) {
        if (across === column || !mayMove(line, across, -step) || !mayMove(other, across, -step * opposite))
          continue
        const cost = costOf(line, across) + costOf(other, column) + costOf(other, across)
        if (!best || cost < best.cost) best = { cost, other, across }
        if (cost === 0) return true
      }
    }
  }
  if (!best) return false
  line.hidden.add(best.across)
  best.other.hidden.add(column).add(best.across)
  return true
}

/** Whether the cell may also be one more or less, as far as anybody can see who knows what the marks mean. */
function mayMove({ cells }: Line, column: string, step: number): boolean {
  const count = cells.get(column) ?? 0
  const moved = count + step
  return count > 0 && (isFew(count) ? isFew(moved) : moved >= fewerThan)
}

function costOf({ cells, hidden }: Line, column: string): number {
  return hidden.has(column) ? 0 : (cells.get(column) ?? 0)
}

function shownOf({ cells, hidden }: Line): Map<string, Shown> {
  return new Map(
    [...cells].map(([column, count]) => [
      column,
      isFew(count) ? 'few' : hidden.has(column) ? 'hidden' : count,
    ]),
  )
}

function someRowIn(lines: ReadonlyMap<string, Line>, column: string): string {
  const found = [...lines].find(([, { cells }]) => cells.has(column))
  if (!found) throw new Error('a sum without a row')
  return found[0]
}

function sumOf(table: CountTable): Map<string, number> {
  const sums = new Map<string, number>()
  for (const cells of table.values())
    for (const [column, count] of cells) sums.set(column, (sums.get(column) ?? 0) + count)
  return sums
}

function totalOf(cells: ReadonlyMap<string, number> | undefined): number {
  return [...(cells?.values() ?? [])].reduce((sum, count) => sum + count, 0)
}

import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type CountTable, isFew, maskSmall, type Shown } from '#domain/small-numbers'

describe('small numbers', () => {
  const tables = fc
    .record({ rows: fc.integer({ min: 1, max: 4 }), columns: fc.integer({ min: 2, max: 4 }) })
    .chain(({ rows, columns }) =>
      fc.array(fc.array(fc.nat(12), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    )
    .map(tableOf)

  it('never show a cell from 1 to 4, in no row and no sum', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const { rows, all } = maskSmall(table)
        const shown = [...rows.values(), all].flatMap((line) => [...line.values()])
        expect(shown.filter((one) => typeof one === 'number' && isFew(one))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('are not given away by what is shown: for each, other numbers fit just as well', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const { rows, all, leftOut } = maskSmall(table)
        const kept = new Map([...table].filter(([row]) => !leftOut.includes(row)))
        const hiding = [...rows].flatMap(([row, cells]) =>
          [...cells].flatMap(([column, shown]) => (shown === 'few' ? [{ row, column }] : [])),
        )
        const open = new Set(hiding.map(({ row, column }) => `${row} ${column}`))
        forEachFitting(kept, rows, all, (other) => {
          for (const key of open) if (other.get(key) !== valueAt(kept, key)) open.delete(key)
          return open.size === 0
        })
        expect([...open]).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('are hidden behind the same others in whatever order the table comes', () => {
    const turned = (table: CountTable): CountTable =>
      new Map([...table].reverse().map(([row, cells]) => [row, new Map([...cells].reverse())]))
    fc.assert(
      fc.property(tables, (table) => {
        const [one, other] = [maskSmall(table), maskSmall(turned(table))]
        expect(other.rows).toEqual(one.rows)
        expect(other.all).toEqual(one.all)
      }),
      { numRuns: 300 },
    )
  })

  it('hide nothing where there are none', () => {
    const table = tableOf([
      [5, 0, 9],
      [12, 7, 0],
    ])
    expect(maskSmall(table)).toEqual({
      rows: new Map([
        ['r0', new Map<string, Shown>(Object.entries({ c0: 5, c2: 9 }))],
        ['r1', new Map<string, Shown>(Object.entries({ c0: 12, c1: 7 }))],
      ]),
      all: new Map<string, Shown>(Object.entries({ c0: 17, c1: 7, c2: 9 })),
      leftOut: [],
    })
  })

  test('a place with fewer than five in all is in no sum, or the sum would tell of it', () => {
    const { rows, all, leftOut } = maskSmall(
      tableOf([
        [2, 1],
        [30, 40],
      ]),
    )
    expect(leftOut).toEqual(['r0'])
    expect([...rows.keys()]).toEqual(['r1'])
    expect([...all.values()]).toEqual([30, 40])
  })

  test('the total of one place does not give its only small cell away', () => {
    const { rows } = maskSmall(tableOf([[3, 20, 40]]))
    expect([...(rows.get('r0')?.values() ?? [])]).toEqual(['few', 'hidden', 40])
  })
})

function tableOf(counts: number[][]): CountTable {
  return new Map(
    counts.map((cells, row) => [`r${row}`, new Map(cells.map((count, column) => [`c${column}`, count]))]),
  )
}

function valueAt(table: CountTable, key: string): number {
  const [row = '', column = ''] = key.split(' ')
  return table.get(row)?.get(column) ?? 0
}

/** Tries every table that differs by at most one in hidden cells and fits all that is shown, until `see` has enough. */
function forEachFitting(
  table: CountTable,
  rows: ReadonlyMap<string, ReadonlyMap<string, Shown>>,
  all: ReadonlyMap<string, Shown>,
  see: (other: ReadonlyMap<string, number>) => boolean,
): void {
  const hidden = [...rows].flatMap(([row, cells]) =>
    [...cells].flatMap(([column, shown]) =>
      typeof shown === 'number' ? [] : [{ row, column, shown, key: `${row} ${column}` }],
    ),
  )
  const change = new Map<string, number>()
  const inRow = new Map<string, number>()
  const add = (sums: Map<string, number>, key: string, step: number) =>
    sums.set(key, (sums.get(key) ?? 0) + step)
  const inColumn = new Map<string, number>()
  function go(at: number): boolean {
    const cell = hidden[at]
    if (!cell) {
      const fits =
        [...inRow.values()].every((sum) => sum === 0) &&
        [...all].every(([column, shown]) => {
          const sum = [...table.values()].reduce((total, cells) => total + (cells.get(column) ?? 0), 0)
          const moved = sum + (inColumn.get(column) ?? 0)
          return typeof shown === 'number' ? moved === shown : shown === 'few' ? isFew(moved) : moved >= 5
        })
      return (
        fits && see(new Map(hidden.map(({ key }) => [key, valueAt(table, key) + (change.get(key) ?? 0)])))
      )
    }
    // A row's cells stand together: where it ends, it must have kept its total.
    const previous = hidden[at - 1]
    if (previous && previous.row !== cell.row && inRow.get(previous.row)) return false
    for (const step of [0, 1, -1]) {
      const moved = valueAt(table, cell.key) + step
      if (cell.shown === 'few' ? !isFew(moved) : moved < 5) continue
      change.set(cell.key, step)
      add(inRow, cell.row, step)
      add(inColumn, cell.column, step)
      const enough = go(at + 1)
      add(inRow, cell.row, -step)
      add(inColumn, cell.column, -step)
      if (enough) return true
    }
    return false
  }
  go(0)
}

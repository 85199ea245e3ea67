import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import { keyFromFile, openDataFolder } from '#hub/data-folder'
import { nextTicketNumber } from '#hub/store/counters'
import { openStore, type Tx } from '#hub/store/open'
import { removeFolder } from '../support/hub.ts'

const folder = mkdtempSync(join(tmpdir(), 'loket-numbers-'))
const data = openDataFolder(folder, keyFromFile(folder))
const store = openStore(data.driver, () => {})
const day = '2026-11-21' as LocalDate
data.driver.pragma('foreign_keys = OFF')

afterAll(async () => {
  await store.close()
  data.release()
  removeFolder(folder)
})

type Block = { first: number; last: number }

/** Printed blocks of series C, and how far its counter is. */
function begin(blocks: readonly Block[], last: number): void {
  const { driver } = data
  driver.exec('DELETE FROM reserved_blocks; DELETE FROM series_counters')
  const block = driver.prepare("INSERT INTO reserved_blocks VALUES (?, 'C', ?, ?, 0, 'rina')")
  for (const [id, { first, last: end }] of blocks.entries()) block.run(String(id), first, end)
  driver.prepare("INSERT INTO series_counters VALUES (?, 'C', ?)").run(day, last)
}

const next = (series = 'C') => store.write((tx: Tx) => nextTicketNumber(tx, day, series))

test('the counter passes over printed numbers, also over blocks that touch, and goes on behind them', async () => {
  begin(
    [
      { first: 810, last: 819 },
      { first: 800, last: 809 },
    ],
    798,
  )
  expect([await next(), await next(), await next()]).toEqual([799, 820, 821])
})

test('a block of another series changes nothing', async () => {
  begin([{ first: 1, last: 50 }], 0)
  expect([await next('A'), await next('C')]).toEqual([1, 51])
})

test('a number beyond 999 is refused, and the counter stays where it was', async () => {
  begin([{ first: 990, last: 999 }], 988)
  expect(await next()).toBe(989)
  for (const _ of [1, 2]) await expect(next()).rejects.toMatchObject({ message: 'series_full' })
})

test('whatever is printed: numbers asked for at once are unequal, rise by order, and none is a printed one', async () => {
  const blocks = fc.array(
    fc.record({ first: fc.integer({ min: 1, max: 60 }), length: fc.integer({ min: 1, max: 15 }) }),
    { maxLength: 5 },
  )
  await fc.assert(
    fc.asyncProperty(blocks, fc.integer({ min: 0, max: 40 }), async (printed, last) => {
      const reserved = printed.map(({ first, length }) => ({ first, last: first + length - 1 }))
      begin(reserved, last)
      const numbers = await Promise.all(Array.from({ length: 12 }, () => next()))
      expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
      const isPrinted = (number: number) =>
        reserved.some((block) => block.first <= number && number <= block.last)
      const free = Array.from({ length: 200 }, (_, at) => last + 1 + at).filter(
        (number) => !isPrinted(number),
      )
      expect(numbers).toEqual(free.slice(0, 12))
    }),
    { numRuns: 50 },
  )
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitGrid, fitScreen, labelSize, READABLE } from '#ui/display/fit.ts'

/** The part of a 16:9 screen that the rooms have, in rem. */
const field = { width: 97.6, height: 30.36, gap: 0.7 }

describe('the rooms on the waiting-room screen', () => {
  test.each([
    [1, 1, 1],
    [2, 2, 1],
    [4, 2, 2],
    [6, 3, 2],
    [12, 4, 3],
    [17, 6, 3],
  ])('%i stand in %i columns and %i rows', (rooms, columns, rows) => {
    expect(fitGrid(rooms, field)).toMatchObject({ columns, rows })
  })

  test('are readable from 8 m as long as a Puskesmas has no more than seventeen', () => {
    for (let rooms = 1; rooms <= 17; rooms += 1)
      expect(fitGrid(rooms, field).numberSize).toBeGreaterThanOrEqual(READABLE)
  })

  test('all have a place, with a number above nothing, and no row stays empty', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 10, max: 40 }), (rooms, height) => {
        const { columns, rows, numberSize } = fitGrid(rooms, { ...field, height })
        expect(columns * rows).toBeGreaterThanOrEqual(rooms)
        expect(columns * (rows - 1)).toBeLessThan(rooms)
        expect(numberSize).toBeGreaterThan(0)
      }),
    )
  })

  test('never grow when another room is added, but for the line that says who waits', () => {
    for (let rooms = 1; rooms < 40; rooms += 1) {
      const [fewer, more] = [fitGrid(rooms, field), fitGrid(rooms + 1, field)]
      if (fewer.notes === more.notes) expect(more.numberSize).toBeLessThanOrEqual(fewer.numberSize)
    }
  })

  test('leave a number inside its place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (rooms) => {
        const { columns, rows, numberSize, notes } = fitGrid(rooms, field)
        const width = (field.width - field.gap * (columns - 1)) / columns
        const height = (field.height - field.gap * (rows - 1)) / rows
        const note = notes ? 2 : 0
        expect(2.98 * numberSize).toBeLessThanOrEqual(width)
        expect(numberSize + labelSize(numberSize) + note).toBeLessThanOrEqual(height)
      }),
    )
  })

  test('say who waits only where their numbers stay readable with it', () => {
    expect(fitGrid(8, field).notes).toBe(true)
    expect(fitGrid(17, field).notes).toBe(false)
  })

  test('are labelled in proportion, within what can be read', () => {
    expect([2, 8, 20].map(labelSize)).toEqual([1.6, 2.08, 2.6])
  })
})

test('a screen without rooms still has a layout', () => {
  expect(fitGrid(0, field)).toMatchObject({ columns: 1, rows: 1 })
})

describe('the parts of the waiting-room screen', () => {
  /** Between the top and the foot, without and with running text, in rem. */
  const whole = { width: 97.6, height: 50.05, gap: 0.7 }
  const withText = { ...whole, height: 45.95 }

  test.each([whole, withText])(
    'keep every number readable from 8 m, whatever stands beside them',
    (space) => {
      for (let rooms = 1; rooms <= 17; rooms += 1)
        for (const wantsMedia of [false, true]) {
          const { call, grid } = fitScreen(rooms, space, wantsMedia)
          expect(grid.numberSize).toBeGreaterThanOrEqual(READABLE)
          expect(call).toBeGreaterThanOrEqual(14.8)
        }
    },
  )

  test('leave pictures a good part of the screen as long as rooms are few, and none where rooms are many', () => {
    expect(fitScreen(4, whole, true).media).toBe(46)
    expect(fitScreen(8, whole, true).media).toBeGreaterThanOrEqual(30)
    expect(fitScreen(17, whole, true).media).toBe(0)
  })

  test('keep no place for pictures where there are none', () => {
    expect(fitScreen(4, whole, false).media).toBe(0)
  })
})

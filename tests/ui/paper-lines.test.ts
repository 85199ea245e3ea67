import { describe, expect, test } from 'vitest'
import type { PaperVisit, ReservedBlock } from '#contract/hub/contingency'
import { readClock, sayMinute } from '#ui/desk/clock-text.ts'
import { completeNumber, guessCut, suggestNumber } from '#ui/desk/contingency/paper-lines.ts'

const at = (clock: string) => Date.parse(`2026-11-21T${clock}Z`)

describe('when the power may have gone', () => {
  test('is the minute after the last registration before the longest pause', () => {
    const morning = [at('07:31:10'), at('08:14:20'), at('07:50:00'), at('09:40:00')]
    expect(guessCut(morning, at('09:50:00'))).toBe(at('08:15:00'))
    expect(guessCut([at('08:14:20')], at('09:50:00'))).toBe(at('08:15:00'))
  })

  test('is not known where nobody was registered, or nobody stopped registering', () => {
    expect(guessCut([], at('09:50:00'))).toBeNull()
    expect(guessCut([at('09:40:00'), at('09:45:00')], at('09:50:00'))).toBeNull()
  })
})

const block = (series: string, first: number, count: number) =>
  ({ numbers: Array.from({ length: count }, (_, n) => `${series}-${first + n}`) }) as ReservedBlock
const entered = (...numbers: string[]) => numbers.map((number) => ({ number }) as PaperVisit)

describe('the number of the next line', () => {
  const blocks = [block('A', 801, 3), block('C', 801, 3)]

  test('is the next free one after the line before, then whichever is left', () => {
    expect(suggestNumber(blocks, [], null)).toBe('A-801')
    expect(suggestNumber(blocks, entered('C-801'), 'C-801')).toBe('C-802')
    expect(suggestNumber(blocks, entered('A-801', 'A-802'), 'A-801')).toBe('A-803')
    expect(suggestNumber(blocks, entered('C-803'), 'C-803')).toBe('A-801')
    expect(suggestNumber([], [], null)).toBe('')
  })

  test('takes its letter from the line before when only digits were typed', () => {
    expect(completeNumber('802', 'C-801')).toBe('C-802')
    expect(completeNumber('a803', 'C-801')).toBe('A-803')
    expect(completeNumber('802', null)).toBe('802')
    expect(completeNumber('tidak ada', 'C-801')).toBe('tidak ada')
  })
})

test('a time is read as it is typed, and said as on the wall', () => {
  const typed = ['0815', '815', '8.15', '08:15', '8', '2359', '24', '0860', 'delapan', '']
  expect(typed.map(readClock)).toEqual([495, 495, 495, 495, 480, 1439, null, null, null, null])
  expect([0, 495, 1439].map(sayMinute)).toEqual(['00.00', '08.15', '23.59'])
})

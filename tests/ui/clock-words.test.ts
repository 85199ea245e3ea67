import { expect, test } from 'vitest'
import { sayClock } from '#ui/desk/report/clock-words.ts'

const minute = 60_000
test.each([
  [7 * minute, 'Jam komputer ini lebih cepat 7 menit dibanding jam server dinas.'],
  [-119 * minute, 'Jam komputer ini terlambat 119 menit dibanding jam server dinas.'],
  [120 * minute, 'Jam komputer ini lebih cepat 2 jam dibanding jam server dinas.'],
  [-24 * 60 * minute, 'Jam komputer ini terlambat 24 jam dibanding jam server dinas.'],
  [4 * 24 * 60 * minute, 'Jam komputer ini lebih cepat 4 hari dibanding jam server dinas.'],
])('a clock that is %i ms ahead: %s', (ms, sentence) => {
  expect(sayClock(ms)).toContain(sentence)
})

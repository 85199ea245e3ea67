import fc from 'fast-check'
import { expect, test } from 'vitest'
import { birthPrecisions } from '#domain/birth'
import type { Sketch } from '#domain/duplicate-ceiling'
import type { LocalDate } from '#domain/local-date'
import { createSketches } from '#hub/import/sketches'

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''))
const birth = fc.record({
  date: fc
    .date({ min: new Date('1900-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10) as LocalDate),
  precision: fc.constantFrom(...birthPrecisions),
})
const sketch = fc.record({
  sex: fc.constantFrom('L' as const, 'P' as const, null),
  birth: fc.option(birth),
  nik: fc.option(digits(16)),
  cardNo: fc.option(digits(13)),
  phone: fc.option(
    fc.oneof(
      digits(13).map((rest) => `08${rest}`),
      digits(13).map((rest) => `+60${rest}`),
    ),
  ),
  villageCode: fc.option(digits(10)),
  rt: fc.option(digits(3)),
  rw: fc.option(digits(2)),
})

/** What stands in a sketch is written out when it is asked for. */
function written({ sex, birth, nik, cardNo, phone, villageCode, rt, rw }: Sketch): Sketch {
  return { sex, birth, nik, cardNo, phone, villageCode, rt, rw }
}

test('thousands of sketches come out as they went in, each with its owner', () => {
  fc.assert(
    fc.property(fc.array(sketch, { minLength: 2500, maxLength: 2500, size: 'max' }), (people) => {
      const sketches = createSketches()
      const which = people.map((person, at) => sketches.add(person, at * 7))
      expect(which.map(sketches.at).map(written)).toEqual(people)
      expect(which.map(sketches.ownerOf)).toEqual(people.map((_person, at) => at * 7))
    }),
    { numRuns: 5 },
  )
})

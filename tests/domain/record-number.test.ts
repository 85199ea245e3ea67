import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkRecordNo,
  formatRecordNo,
  normalizeRecordNo,
  readRecordNo,
  writeRecordNo,
} from '#domain/record-number'
import {
  areaCodeOf,
  checkPattern,
  checkTemplate,
  codeVillages,
  memberCodes,
  type RecordTemplate,
  usualTemplate,
} from '#domain/record-template'

/** Every pattern a Puskesmas may choose: areas or not, 4 to 8 places, a separator anywhere between two parts. */
const separator = fc.constantFrom('', '-', '.', '/')
const patternOfPersons = fc
  .tuple(fc.boolean(), separator, fc.array(separator, { minLength: 3, maxLength: 7 }))
  .map(
    ([area, after, between]) => `${area ? `WW${after}` : ''}0${between.map((mark) => `${mark}0`).join('')}`,
  )
const patternOfFamilies = fc
  .tuple(separator, fc.array(separator, { minLength: 3, maxLength: 5 }), separator)
  .map(([after, between, before]) => `WW${after}K${between.map((mark) => `${mark}K`).join('')}${before}AA`)
const anyPattern = fc.oneof(patternOfPersons, patternOfFamilies)
const anyPlace = fc.record({
  area: fc.integer({ min: 0, max: 99 }).map((code) => String(code).padStart(2, '0')),
  serial: fc.oneof(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 99_999_999 })),
  member: fc.integer({ min: 0, max: 99 }),
})

function placeIn(
  { area, serial, member }: { area: string; serial: number; member: number },
  pattern: string,
) {
  return { area: pattern.includes('W') ? area : null, serial, member: pattern.includes('A') ? member : null }
}

describe('a record number', () => {
  test.each([
    [1, undefined, '00-00-01'],
    [123_456, undefined, '12-34-56'],
    [1_234_567, undefined, '123-45-67'],
    [42, '00.00', '00.42'],
    [12_345, '00.00', '123.45'],
  ])('of serial %i with pattern %s is %s', (serial, pattern, expected) => {
    expect(formatRecordNo(serial, pattern)).toBe(expected)
  })

  test.each([
    ['WW-KKKK-AA', '07', 123, 1, '07-0123-01'],
    ['WW-KKKKKK-AA', '07', 123, 1, '07-000123-01'],
    ['WW-KK-KK-AA', '07', 4123, 12, '07-41-23-12'],
    ['WWKKKKAA', '99', 7, 0, '99000700'],
    // The ten-thousandth family of a village is served like the first.
    ['WW-KKKK-AA', '07', 12_345, 1, '07-12345-01'],
    ['WW/000000', '03', 42, null, '03/000042'],
  ])('by %s of area %s, serial %i, member %s is %s', (pattern, area, serial, member, expected) => {
    expect(writeRecordNo({ area, serial, member }, pattern)).toBe(expected)
    expect(readRecordNo(expected, pattern)).toEqual({ area, serial, member })
  })

  test.each([
    ['07.0123.01', 'WW-KKKK-AA'],
    ['07-0123', 'WW-KKKK-AA'],
    ['07-00123-01', 'WW-KKKK-AA'],
    ['07-0123-01a', 'WW-KKKK-AA'],
    ['12345678', '00-00-00'],
    ['012-34-56', '00-00-00'],
    ['', '00-00-00'],
  ])('%j is not of the form %s', (text, pattern) => {
    expect(readRecordNo(text, pattern)).toBeNull()
  })

  test('in any form can be read back, may be kept, and is the only one with its key', () => {
    fc.assert(
      fc.property(anyPattern, anyPlace, anyPlace, (pattern, one, other) => {
        expect(checkPattern(pattern)).toBeNull()
        const [place, second] = [placeIn(one, pattern), placeIn(other, pattern)]
        const written = writeRecordNo(place, pattern)
        expect(readRecordNo(written, pattern)).toEqual(place)
        expect(checkRecordNo(written)).toBeNull()
        const sameKey = normalizeRecordNo(written) === normalizeRecordNo(writeRecordNo(second, pattern))
        expect(sameKey).toBe(JSON.stringify(place) === JSON.stringify(second))
      }),
    )
  })

  test('whatever text is read, only what the pattern writes is taken for it', () => {
    fc.assert(
      fc.property(anyPattern, fc.stringMatching(/^[0-9./-]{0,14}$/), (pattern, text) => {
        const place = readRecordNo(text, pattern)
        if (place) expect(writeRecordNo(place, pattern)).toBe(text)
      }),
    )
  })

  test.each([
    ['07-0123-01', true],
    ['07.0123/01a', true],
    ['', false],
    ['--', false],
    ['07 0123', false],
    ['1'.repeat(21), false],
    ['07😀', false],
  ])('%j may be typed from a card: %s', (text, allowed) => {
    expect(checkRecordNo(text)).toEqual(allowed ? null : { code: 'record_no_invalid', params: {} })
  })

  test('separators do not distinguish two cards, leading zeros do', () => {
    expect(normalizeRecordNo('07-0123.01a')).toBe('07012301A')
    expect(normalizeRecordNo('00-12')).not.toBe(normalizeRecordNo('12'))
  })
})

describe('a template', () => {
  test.each(['00-00-00', '000000', '00.00.00.00', 'WW-000000', 'WW-KKKK-AA', 'WWKKKKKKAA', 'WW/KK-KK/AA'])(
    '%s may be chosen',
    (pattern) => {
      expect(checkPattern(pattern)).toBeNull()
    },
  )

  test.each([
    '',
    '000',
    '000000000',
    'KKKK-AA',
    'WW-KKK-AA',
    'WW-KKKKKKK-AA',
    'WW-KKKK',
    'AA-KKKK-WW',
    '00--00',
  ])('%j may not', (pattern) => {
    expect(checkPattern(pattern)).toEqual({ code: 'record_pattern_invalid', params: {} })
  })

  const ofFamilies: RecordTemplate = {
    ...usualTemplate,
    pattern: 'WW-KKKK-AA',
    areas: [
      { villageCode: '8204022004', code: '01' },
      { villageCode: '8204022005', code: '2' },
    ],
  }
  const fieldsOf = (template: RecordTemplate) =>
    checkTemplate(template).map(({ field, problem }) => `${field}: ${problem.code}`)

  test('says everything that is wrong, each at its field', () => {
    expect(fieldsOf({ ...ofFamilies, outside: 'x' })).toEqual([
      'areas.1.code: area_code_invalid',
      'outside: area_code_invalid',
    ])
    expect(fieldsOf({ ...ofFamilies, areas: ofFamilies.areas.slice(0, 1), outside: '01' })).toEqual([
      'outside: outside_code_taken',
    ])
  })

  test('that counts no areas asks for no codes', () => {
    expect(fieldsOf({ ...ofFamilies, pattern: '000000', outside: '' })).toEqual([])
  })

  test('knows the area of a village, and the one of everybody from elsewhere', () => {
    expect(areaCodeOf(ofFamilies, '8204022004')).toBe('01')
    expect(areaCodeOf(ofFamilies, '3404062004')).toBe('99')
    expect(areaCodeOf(ofFamilies, null)).toBe('99')
    expect(areaCodeOf(usualTemplate, '8204022004')).toBeNull()
  })

  test('gives villages without a code the least that is free, and leaves the others theirs', () => {
    expect(
      codeVillages({ ...ofFamilies, outside: '03' }, ['8204022006', '8204022004', '8204022007']),
    ).toEqual([
      { villageCode: '8204022006', code: '02' },
      { villageCode: '8204022004', code: '01' },
      { villageCode: '8204022007', code: '04' },
    ])
  })

  test.each([
    ['kepala', false, 0, [0, 2, 3]],
    ['istri', false, 0, [1, 2, 3]],
    ['suami', false, 1, [2, 3, 4]],
    ['anak', true, 0, [2, 3, 4]],
    ['kepala', false, 1, [1, 3, 4]],
    ['orang_tua', false, 1, [3, 4, 5]],
    [null, false, 0, [2, 3, 4]],
  ] as const)(
    'offers %s (child: %s) with the head at %i the codes %j …',
    (relation, child, headCode, codes) => {
      const all = memberCodes({ ...ofFamilies, headCode }, { relation, child, alone: false })
      expect(all.slice(0, 3)).toEqual(codes)
      expect(new Set(all).size).toBe(all.length)
      expect(all.at(-1)).toBe(99)
    },
  )

  test('takes a grown person who comes alone for the head of their own folder, a child for a child', () => {
    const first = (child: boolean) => memberCodes(ofFamilies, { relation: null, child, alone: true })[0]
    expect([first(false), first(true)]).toEqual([0, 2])
  })
})

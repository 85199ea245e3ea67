import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#domain/local-date'
import { checkNik, checkNikText, compareNik, isKtpAge, type Nik } from '#domain/nik'
import { day, today } from './fixtures.ts'

describe('what cannot be a NIK is refused', () => {
  test.each([
    ['637201020359000', 'nik_length'],
    ['63720102035900011', 'nik_length'],
    ['', 'nik_length'],
    ['63720102O3590001', 'nik_not_digits'],
    ['6372 0102 0359 0001', 'nik_not_digits'],
    ['٦٣٧٢٠١٠٢٠٣٥٩٠٠٠١', 'nik_not_digits'],
    ['1111111111111111', 'nik_impossible'],
    ['6372010203590000', 'nik_impossible'],
    ['6372010203590001', undefined],
  ])('%j: %s', (text, code) => {
    expect(checkNikText(text)?.code).toBe(code)
  })

  test('the refusal counts what was typed', () => {
    expect(checkNikText('637201020359000')?.params).toEqual({ digits: 15 })
  })
})

describe('what a NIK suggests', () => {
  test.each([
    ['6372010203590001', '1959-03-02', 'L', []],
    ['6372014203590001', '1959-03-02', 'P', []],
    ['3201017112990001', '1999-12-31', 'P', []],
    ['3201012111260001', '2026-11-21', 'L', []],
    ['3201012211260001', '1926-11-22', 'L', []],
    ['3201012902000001', '2000-02-29', 'L', []],
    ['3201012902010001', null, null, ['date_impossible']],
    ['3201013502900001', null, null, ['date_impossible']],
    ['3201011013900001', null, null, ['date_impossible']],
    ['9901010203590001', '1959-03-02', 'L', ['province_unknown']],
    ['9701010203590001', '1959-03-02', 'L', []],
  ])('%s: born %s, sex %s, doubts %j', (text, birthDate, sex, codes) => {
    const checked = checkNik(text, today)
    if ('error' in checked) throw new Error(checked.error.code)
    expect([checked.birthDate, checked.sex]).toEqual([birthDate, sex])
    expect(checked.warnings.map((warning) => warning.code)).toEqual(codes)
  })

  test('without the day the century is left open', () => {
    expect(checkNik('6372010203590001')).toMatchObject({ birthDate: null, sex: 'L' })
  })

  test('any birth date of the last hundred years is read back, with forty added for women', () => {
    fc.assert(
      fc.property(fc.nat(36_500), fc.constantFrom('L' as const, 'P' as const), (ago, sex) => {
        const born = addDays(today, -ago)
        const dd = Number(born.slice(8)) + (sex === 'P' ? 40 : 0)
        const nik = `320101${String(dd).padStart(2, '0')}${born.slice(5, 7)}${born.slice(2, 4)}0007`
        expect(checkNik(nik, today)).toMatchObject({ birthDate: born, sex, warnings: [] })
      }),
    )
  })
})

describe('a NIK beside what the person says', () => {
  const nik = '6372014203590001' as Nik
  test.each([
    ['the same', '1959-03-02', 'P', []],
    ['another day', '1959-03-03', 'P', ['birth_differs']],
    ['a man', '1959-03-02', 'L', ['sex_differs']],
    ['both', '1960-03-02', 'L', ['birth_differs', 'sex_differs']],
    ['a hundred years earlier, which a NIK cannot tell', '1859-03-02', 'P', []],
    ['nothing known', null, null, []],
  ] as const)('%s', (_title, birth, sex, codes) => {
    const warnings = compareNik(nik, { birth: birth && day(birth), sex }, today)
    expect(warnings.map((warning) => warning.code)).toEqual(codes)
  })

  test('the doubt is a sentence with both dates', () => {
    const [warning] = compareNik(nik, { birth: day('1959-03-03'), sex: 'P' }, today)
    expect(warning?.sentence).toBe(
      'NIK menunjukkan lahir 02-03-1959, yang diisi 03-03-1959. Cocokkan dengan KTP atau KK.',
    )
  })
})

describe('a KTP of one’s own', () => {
  test.each([
    ['2009-11-22', false, 'the day before turning 17'],
    ['2009-11-21', true, 'on the 17th birthday'],
    ['1959-03-02', true, 'at 67'],
    ['2026-11-01', false, 'at 20 days'],
  ])('born %s: %s, %s', (birth, has) => {
    expect(isKtpAge(day(birth), today)).toBe(has)
  })
})

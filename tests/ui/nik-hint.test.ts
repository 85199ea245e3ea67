import { describe, expect, test } from 'vitest'
import { sentenceOf } from '#domain/errors'
import { type BesideNik, hintFromNik, refusalWhileTyping } from '#ui/desk/register-patient/nik-hint.ts'
import { day, today } from '../domain/fixtures.ts'

const nik = '5108024203590001'
const nothing: BesideNik = { birthDate: null, birthTyped: false, sex: null }
const birthDate = day('1959-03-02')

describe('beside the form, a NIK', () => {
  test('suggests birth date and sex while both are empty', () => {
    expect(hintFromNik(nik, nothing, today)).toEqual({
      suggested: { birthDate, sex: 'P' },
      agrees: false,
      warnings: [],
    })
  })

  test('suggests only what is still empty', () => {
    const { suggested } = hintFromNik(nik, { ...nothing, sex: 'P' }, today)
    expect(suggested).toEqual({ birthDate, sex: null })
  })

  test('does not suggest a birth date over one that cannot be read yet', () => {
    const { suggested } = hintFromNik(nik, { ...nothing, birthTyped: true }, today)
    expect(suggested).toEqual({ birthDate: null, sex: 'P' })
  })

  test('agrees when both are as it has them', () => {
    expect(hintFromNik(nik, { birthDate, birthTyped: true, sex: 'P' }, today)).toEqual({
      suggested: null,
      agrees: true,
      warnings: [],
    })
  })

  test('warns, and agrees no longer, where the form says something else', () => {
    const { agrees, warnings } = hintFromNik(nik, { birthDate, birthTyped: true, sex: 'L' }, today)
    expect(agrees).toBe(false)
    expect(warnings).toHaveLength(1)
  })

  test('suggests nothing from a date that is not in the calendar, and says so', () => {
    const { suggested, warnings } = hintFromNik('5108023102590001', nothing, today)
    expect(suggested).toBeNull()
    expect(warnings).toHaveLength(1)
  })

  test('says nothing before its sixteenth digit', () => {
    expect(hintFromNik(nik.slice(0, 15), nothing, today)).toEqual({
      suggested: null,
      agrees: false,
      warnings: [],
    })
  })
})

describe('while it is typed, a NIK', () => {
  test.each([
    ['', null],
    ['51080242', null],
    [nik, null],
    ['5108A', 'nik_not_digits'],
    ['1111111111111111', 'nik_impossible'],
  ] as const)('«%s» is refused with %s', (typed, code) => {
    expect(refusalWhileTyping(typed)).toBe(code && sentenceOf({ code, params: {} }))
  })

  test('is told when it has a digit too many', () => {
    expect(refusalWhileTyping(`${nik}7`)).toBe(sentenceOf({ code: 'nik_length', params: { digits: 17 } }))
  })
})

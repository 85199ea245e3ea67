import { describe, expect, test } from 'vitest'
import { isSearchable, readSearch } from '#domain/search-text'

describe('one box of typed text', () => {
  test.each([
    ['wayan 1959', { digits: null, words: ['wayan'], birthYear: 1959 }],
    ['1959', { digits: '1959', words: [], birthYear: 1959 }],
    ['siti  rahma', { digits: null, words: ['siti', 'rahma'], birthYear: null }],
    ['07-01.23', { digits: '070123', words: [], birthYear: null }],
    ['+62 812 3456', { digits: '08123456', words: [], birthYear: null }],
    ['12', { digits: null, words: [], birthYear: null }],
    ['', { digits: null, words: [], birthYear: null }],
  ])('«%s» asks for %j', (text, asked) => {
    expect(readSearch(text)).toEqual(asked)
  })

  test.each([
    ['a', true],
    ['ñ', true],
    ['123', true],
    ['1959', true],
    ['', false],
    ['  ', false],
    ['1', false],
    ['12', false],
    ['-', false],
    ['😀', false],
  ])('«%s» is enough to look for somebody: %s', (text, enough) => {
    expect(isSearchable(text)).toBe(enough)
  })
})

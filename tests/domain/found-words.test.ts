import { describe, expect, test } from 'vitest'
import { markFound, tokensMet } from '#domain/found-words'

describe('the words that met what was searched for', () => {
  test.each([
    ['I WAYAN SUDANA', ['WAY', 'SUD'], '[WAYAN] [SUDANA]'],
    ['Moh. JOESOEF', ['MUHAMAD', 'YUSUF'], '[Moh.] [JOESOEF]'],
    ['M. YUSUF', ['MUHAMAD'], '[M.]'],
    ['NURHAYATI', ['NUR', 'HAYATI'], '[NURHAYATI]'],
    ['Hj. SITI, S.Pd', ['SITI'], '[SITI,]'],
    ['BUDI', ['RUDI'], ''],
    ['BUDI', [], ''],
  ])('%s, by %j: %s', (name, tokens, marked) => {
    const found = markFound(name, tokens)
    expect(found.map(({ text }) => text).join(' ')).toBe(name)
    expect(
      found
        .filter(({ found }) => found)
        .map(({ text }) => `[${text}]`)
        .join(' '),
    ).toBe(marked)
  })

  test('are those with which some spelling of the name begins', () => {
    expect(tokensMet('SOEKARNO', ['SUKAR', 'SOEK', 'KARNO'])).toEqual(['SUKAR', 'SOEK'])
    expect(tokensMet(null, ['SUKAR'])).toEqual([])
  })
})

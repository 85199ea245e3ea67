import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bareText, harmlessCell, textField } from '#domain/spreadsheet-text'

const formulas = [
  "=cmd|'/c calc'!A1",
  '=HYPERLINK("http://contoh.test";"klik")',
  '+62 812 3456 7890',
  '-1+1',
  '@SUM(A1:A9)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '  =1+1',
  '\u00a0=1+1',
  '＝1+1',
  '－2',
]

const digits = [
  ['a NIK', '8204020203590004'],
  ['a card number that begins with zeros', '0001234567890'],
  ['a phone number', '081234567890'],
  ['an RT', '003'],
  ['an RM number that looks like a date', '01-02-03'],
  ['a date', '02/03/1959'],
  ['a clock', '07.42'],
  ['an identifier that looks like a power of ten', '12E3'],
  ['a decimal', '3,5'],
] as const

const harmless = ['', 'Wayan Sudana', 'A-011', '07A', '67 th', 'RT 003/RW 005', '–', "Ma'ruf", 'a=b']

test.each(formulas)('%j cannot run, in whichever file it stands', (text) => {
  expect(harmlessCell(text)).toBe(`'${text}`)
  expect(textField(text)).toBe(`'${text}`)
})

test.each(digits)('%s keeps its digits in a CSV, and needs nothing in a cell of text', (_what, text) => {
  expect(textField(text)).toBe(`'${text}`)
  expect(harmlessCell(text)).toBe(text)
})

test.each(harmless)('%j stays as it is', (text) => {
  expect(harmlessCell(text)).toBe(text)
  expect(textField(text)).toBe(text)
})

test.each(['0', '7', '120', '12345678901'])('the whole number %s stays as it is', (text) => {
  expect(textField(text)).toBe(text)
})

describe('every text', () => {
  const cells = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', ' ', '0', '9', '.', 'e', 'a') }),
  )

  test('comes back as it was, from a CSV field and from a cell that was made harmless', () => {
    fc.assert(
      fc.property(cells, (text) => {
        expect(bareText(textField(text))).toBe(text)
        if (harmlessCell(text) !== text) expect(bareText(harmlessCell(text))).toBe(text)
      }),
    )
  })

  test('begins with nothing that a spreadsheet runs', () => {
    fc.assert(
      fc.property(cells, (text) => {
        expect(harmlessCell(text)).not.toMatch(/^\s*[=+\-@]/)
        expect(textField(text)).not.toMatch(/^\s*[=+\-@]/)
      }),
    )
  })
})

test('an apostrophe that a clerk typed before digits is no part of the number', () => {
  expect(bareText("'0812345")).toBe('0812345')
  expect(bareText("'Aisyah")).toBe("'Aisyah")
})

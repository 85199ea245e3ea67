import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkName, displayName, nameKey, nameTokens, queryTokens } from '#domain/name-key'

/** As the store asks: every word of the query is the beginning of some word of the index. */
function finds(query: string, name: string): boolean {
  const index = nameTokens(name)
  const wanted = queryTokens(query)
  return wanted.length > 0 && wanted.every((token) => index.some((word) => word.startsWith(token)))
}

describe('a name', () => {
  test.each([
    ['  Siti   Aminah ', 'Siti Aminah'],
    ['Siti\tAminah\n', 'Siti Aminah'],
    ['Siti\u200BAminah\u202E', 'SitiAminah'],
    ['SITI\u0000', 'SITI'],
    ["MA'RUF", "MA'RUF"],
  ])('%j is kept as %j', (typed, kept) => {
    expect(displayName(typed)).toBe(kept)
  })

  test.each([
    ['Sukarni', undefined],
    ['By. Ny. SITI AMINAH', undefined],
    ['I WAYAN SUDANA', undefined],
    ['', 'name_empty'],
    [' \u200B ', 'name_empty'],
    ['😀🎉', 'name_no_letters'],
    ['123 -', 'name_no_letters'],
    ['A'.repeat(120), undefined],
    ['A'.repeat(121), 'name_too_long'],
    ['NAMA '.repeat(60), 'name_too_long'],
  ])('%j is refused as %s', (name, code) => {
    expect(checkName(name)?.code).toBe(code)
  })
})

describe('two spellings of one person share a key', () => {
  test.each([
    ['SOEKARNO', 'Sukarno'],
    ['DJOKO TJAHJONO', 'Joko Cahyono'],
    ['JUSUF', 'Yusuf'],
    ['ACHMAD', 'Ahmad'],
    ['AKHMAD', 'AHMAD'],
    ['RACHMAWATI', 'Rahmawati'],
    ['DHANI THOHIR', 'Dani Tohir'],
    ['AISYAH', 'Aisya'],
    ['ANNISSA', 'Anisa'],
    ['MUHAMMAD YUSUF', 'M. Yusuf'],
    ['MUHAMMAD YUSUF', 'M.YUSUF'],
    ['MOCHAMAD YUSUF', 'Moh. Yusuf'],
    ['MUH YUSUF', 'MUKHAMAD YUSUF'],
    ['SITI AISYAH', 'St. Aisyah'],
    ['SITTI AISYAH', 'SITI AISYAH'],
    ['ABD. RAHMAN', 'Abdul Rahman'],
    ['H. ABDUL RAHMAN', 'Abdul Rahman'],
    ['Hj. SITI AMINAH, S.Pd', 'SITI AMINAH'],
    ['dr. BUDI SANTOSO, M.Kes', 'BUDI SANTOSO'],
    ['DRS.H.BUDI SANTOSO', 'BUDI SANTOSO'],
    ['BUDI SANTOSO S.T.', 'BUDI SANTOSO'],
    ['BUDI SANTOSO, SE, MM', 'BUDI SANTOSO'],
    ['SITI BINTI AHMAD', 'SITI AHMAD'],
    ['AHMAD SITI', 'SITI AHMAD'],
    ['By. Ny. SITI AMINAH', 'Ny. SITI AMINAH'],
    ['An. BUDI', 'BUDI'],
    ["MA'RUF", 'MARUF'],
    ['NUR-AINI', 'NUR AINI'],
    ['André', 'ANDRE'],
  ])('%s = %s', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other))
  })

  test.each([
    ['DWI LESTARI', 'DEWI LESTARI'],
    ['BUDI', 'BUDIMAN'],
    ['By. Ny. SITI I', 'By. Ny. SITI II'],
    ['SITI AMINAH', 'SITI'],
    ['M', 'MUHAMMAD'],
  ])('%s is not %s', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other))
  })

  test.each(['H.', 'NY', 'An', 'BINTI'])('a name that is only a title (%s) keeps it', (name) => {
    expect(nameKey(name)).not.toBe('')
  })
})

describe('a query finds', () => {
  test.each([
    ['way sud', 'I WAYAN SUDANA'],
    ['sud way', 'I WAYAN SUDANA'],
    ['muh', 'MUHAMMAD IQBAL'],
    ['moh iq', 'MUHAMMAD IQBAL'],
    ['moch', 'MUHAMMAD IQBAL'],
    ['mochamad', 'M. IQBAL'],
    ['muhammad', 'MOH. IQBAL'],
    ['m iq', 'M. IQBAL'],
    ['st ais', 'SITI AISYAH'],
    ['siti', 'ST. AISYAH'],
    ['abd rah', 'ABDUL RACHMAN'],
    ['rahman', 'ABDUL RACHMAN'],
    ['rachman', 'ABDUL RAHMAN'],
    ['sukarno', 'SOEKARNO'],
    ['soek', 'SUKARNO'],
    ['hj siti', 'SITI AMINAH'],
    ['ny siti', 'By. Ny. SITI'],
    ['by', 'By. Ny. SITI'],
    ['by ny siti', 'By. Ny. SITI'],
    ['siti b', 'SITI BINTI AHMAD'],
    ['siti binti ah', 'SITI BINTI AHMAD'],
    ['maruf', "MA'RUF"],
    ['h', 'HASAN'],
  ])('%j: %s', (query, name) => {
    expect(finds(query, name)).toBe(true)
  })

  test.each([
    ['dwi', 'DEWI LESTARI'],
    ['wayan made', 'I WAYAN SUDANA'],
    ['dana', 'I WAYAN SUDANA'],
  ])('%j does not find %s', (query, name) => {
    expect(finds(query, name)).toBe(false)
  })

  test('every beginning of every word of a name finds it, at every key press', () => {
    const syllables =
      'A AH AN BU CH CHAM DA DH DJ DJOE HAM IE JA JI KH KHA MAD MM NI NJO OE RA SJA SOE TH TI TJ TJO WI YA'
    const word = fc
      .array(fc.constantFrom(...syllables.split(' ')), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.nat(),
        (words, which, length) => {
          const chosen = words[which % words.length] ?? ''
          const typed = chosen.slice(0, 1 + (length % chosen.length)).toLowerCase()
          expect(finds(typed, words.join(' '))).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('a name finds itself whatever is typed into the field', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(nameTokens(text).length > 0)
        expect(finds(text, text)).toBe(true)
        expect(nameKey(text)).not.toBe('')
      }),
    )
  })
})

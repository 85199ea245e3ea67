import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBabyName } from '#domain/baby-name'
import { estimateShare, weighNames } from '#domain/duplicate-name'
import { jaroWinkler } from '#domain/jaro-winkler'
import { likenessOfWords } from '#domain/word-likeness'

const everyWordOne = () => 0.001
const weigh = (a: string, b: string) => weighNames(a, b, everyWordOne)

describe('two names', () => {
  test.each([
    ['SITI AMINAH', 'Siti Aminah', 'same', 'nama sama'],
    ['MUHAMMAD YUSUF', 'Moh. Joesoef', 'same', 'nama sama, ejaan lain'],
    ['H. ABDUL RAHMAN, S.Pd', 'Abd. Rahman', 'same', 'nama sama, ejaan lain'],
    ['KETUT SARI LUH', 'LUH KETUT SARI', 'same', 'nama sama, ejaan lain'],
    ['NUR HAYATI', 'NURHAYATI', 'same', 'nama sama, ejaan lain'],
    ['NURULHUDA', 'NURUL HUDA', 'same', 'nama sama, ejaan lain'],
    ['NURULAINI', 'NURUL AINI', 'same', 'nama sama, ejaan lain'],
    ['NURULAIN', 'NURUL AIN', 'same', 'nama sama, ejaan lain'],
    ['NUR ULHUDA', 'NURULHUDA', 'same', 'nama sama, ejaan lain'],
    ['SITINURULHUDA', 'SITI NURUL HUDA', 'same', 'nama sama, ejaan lain'],
    ['DEWISARTIKA', 'DEWI SARTIKA', 'same', 'nama sama, ejaan lain'],
    ['NURMAWATI', 'NURMA WATI', 'same', 'nama sama, ejaan lain'],
    ['TRISNAWATI', 'TRISNA WATI', 'same', 'nama sama, ejaan lain'],
    ['NURUL HUDA', 'NUR HUDA', 'part', 'nama hanya sebagian sama'],
    ['NUR MAWATI', 'NURMA YANTI', 'other', 'nama beda'],
    ['SITI ROHANI', 'SITY ROHANY', 'alike', 'nama mirip'],
    ['FAUZI AKBAR', 'PAUZI AKBAR', 'alike', 'nama mirip'],
    ['JUMIATI', 'JUMIYATI', 'alike', 'nama mirip'],
    ['NAOMI MAMBRASAR', 'NAOMYMAMBRASAR', 'same', 'nama sama, ejaan lain'],
    ['BUDI SANTOSO', 'B. SANTOSO', 'alike', 'nama mirip'],
    ['I WAYAN SUDANA', 'WAYAN SUDANA', 'alike', 'nama sama, ada kata yang kurang'],
    ['SLAMET RIYADI', 'SLAMET', 'alike', 'nama sama, ada kata yang kurang'],
    ['AHMAD HASAN', 'AHMAD RIDWAN', 'part', 'nama hanya sebagian sama'],
    ['DEWI LESTARI', 'DWI LESTARI', 'part', 'nama hanya sebagian sama'],
    ['RINA', 'RINI', 'other', 'nama beda'],
    ['WAYAN SUDANA', 'MARKUS TABUNI', 'other', 'nama beda'],
    ['By. Ny. SITI AMINAH', 'MUHAMMAD RIZKY', 'unknown', null],
    ['By. Ny. SITI AMINAH', 'By. Ny. SITI AMINAH', 'unknown', null],
    ['By. Ny. SITI AMINAH I', 'By. Ny. SITI AMINAH II', 'other', 'bayi kembar, nomor urut beda'],
    ['', 'SITI', 'unknown', null],
    ['...', 'SITI', 'unknown', null],
  ] as const)('%j and %j are %s', (a, b, likeness, words) => {
    expect(weigh(a, b)).toMatchObject({ likeness, words })
  })

  test('say more when they are rare', () => {
    const shareOf = (word: string) => (word === 'SITI' ? 0.06 : 0.0001)
    const common = weighNames('SITI', 'SITI', shareOf).bits
    expect(weighNames('WELMINCE', 'WELMINCE', shareOf).bits).toBeGreaterThan(common + 5)
  })

  test('say more the more of them agrees', () => {
    const bits = [
      weigh('RETNO', 'SUTINAH'),
      weigh('RETNO WULAN', 'RETNO SUTINAH'),
      weigh('RETNO WULAN', 'RETNO'),
      weigh('RETNO WULAN', 'RETNO WULAM'),
      weigh('RETNO WULAN', 'RETNO WULAN'),
    ].map((found) => found.bits)
    expect(bits).toEqual(bits.toSorted((a, b) => a - b))
    expect(new Set(bits).size).toBe(bits.length)
  })
})

test('a word that nobody of a small sample has is not taken for a very rare one', () => {
  expect(estimateShare(0, 10)).toBeGreaterThan(0.001)
  expect(estimateShare(0, 20_000)).toBeLessThan(0.0001)
  expect(estimateShare(800, 20_000)).toBeCloseTo(0.04, 2)
})

test.each([
  ['By. Ny. SITI AMINAH', 'SITI AMINAH', null],
  ['By. Ny. Siti Aminah II', 'Siti Aminah', 2],
  ['BAYI NY. MARIA', 'MARIA', null],
  ['by ny maria i', 'maria', 1],
  ['Bayi Ibu Fatimah', 'Fatimah', null],
  ['BY. FATIMAH', 'FATIMAH', null],
])('%s is the child of %s, number %s of a birth', (name, mother, order) => {
  expect(readBabyName(name)).toEqual({ mother, order })
})

test.each(['BAYU SETIAWAN', 'NYOMAN', 'By.', 'SITI', 'BYRON'])('%s is somebody’s own name', (name) => {
  expect(readBabyName(name)).toBeNull()
})

test.each([
  ['MARTHA', 'MARHTA', 0.961],
  ['DWAYNE', 'DUANE', 0.84],
  ['DIXON', 'DICKSONX', 0.813],
  ['ABC', 'XYZ', 0],
])('%s and %s are as alike as Winkler published: %s', (a, b, likeness) => {
  expect(jaroWinkler(a, b)).toBeCloseTo(likeness, 3)
})

const word = fc.string({ unit: fc.constantFrom(...'ABCDEIJKLMNORSTUYZ'), minLength: 1, maxLength: 10 })

test('how alike two words are does not depend on which comes first, and is a share of 1', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(likenessOfWords(a, b)).toBe(likenessOfWords(b, a))
      expect(likenessOfWords(a, b)).toBeGreaterThanOrEqual(0)
      expect(likenessOfWords(a, b)).toBeLessThanOrEqual(1)
    }),
  )
})

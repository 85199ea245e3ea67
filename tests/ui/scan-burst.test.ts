import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addToBurst, type Burst, codeOfBurst } from '#ui/shared/scan-burst.ts'

/** Presses each key of `text` after its gap, and Enter after the last one. */
function press(text: string, gaps: readonly number[]): string | null {
  let at = 1000
  let burst: Burst | null = null
  for (const [place, key] of [...text].entries()) {
    burst = addToBurst(burst, key, at)
    at += gaps[place % gaps.length] ?? 0
  }
  return codeOfBurst(burst, at)
}

const nik = '8204020203590004'

describe('a scanner', () => {
  test.each([
    ['a NIK', nik],
    ['a JKN card', '0001234567890'],
    ['a record number', '07-0123-01'],
    ['a record number with letters', 'KYA-0012/03'],
    ['a short record number', '001234'],
    ['the address in a QR code', 'https://example.org/?id=12345'],
  ])('that reads %s is heard at every speed that scanners have', (_what, code) => {
    for (const gap of [1, 8, 16, 30, 35]) expect([gap, press(code, [gap])]).toEqual([gap, code])
    expect(press(code, [20, 20, 50])).toBe(code)
  })

  test.each(['0001', '00001', 'A-001'])(
    'that reads a short record number %s is heard at its pace',
    (code) => {
      for (const gap of [1, 8, 16, 20]) expect([gap, press(code, [gap])]).toEqual([gap, code])
      expect(press(code, [25])).toBeNull()
    },
  )

  test('is heard behind what a hand typed just before', () => {
    let burst = addToBurst(null, 'x', 0)
    for (const [place, key] of [...nik].entries()) burst = addToBurst(burst, key, 60 + place * 8)
    expect(codeOfBurst(burst, 60 + nik.length * 8)).toBe(nik)
  })
})

describe('a hand', () => {
  test('is never a scanner: at 60 ms a key nobody types faster', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9A-Z-]{1,20}$/),
        fc.array(fc.integer({ min: 51, max: 400 }), { minLength: 1 }),
        (text, gaps) => {
          expect(press(text, gaps)).toBeNull()
        },
      ),
    )
  })

  test.each([
    ['two keys at once now and then', nik, [5, 90, 120, 70]],
    ['pairs rolled over the keys', nik, [45, 45, 80]],
    ['as fast as the fastest typist on letters', 'bagas pratama', [20, 30, 40]],
    ['a word without a number', 'wayansudana', [10]],
    ['a birth year as fast as the fastest', '1959', [25]],
    ['four ticks rolled over the keys', '1234', [15, 15, 20, 40]],
    ['three ticks in one breath', '123', [10]],
    ['two digits behind letters', 'ruang12', [10]],
    ['Enter long after the last key', nik, [...Array.from({ length: 15 }, () => 10), 200]],
  ])('that types %s stays a hand', (_what, text, gaps) => {
    expect(press(text, gaps)).toBeNull()
  })
})

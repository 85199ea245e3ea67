import { describe, expect, test } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import { describeMembership, suggestsCash } from '#domain/membership'
import { type Payer, payers, paysAtCashier } from '#domain/payer'

const day = (text: string) => text as LocalDate
const today = day('2026-11-21')

describe('what was seen of a membership is said with its day, its time and its witness', () => {
  test.each([
    ['2026-11-21', 'aktif, dicek hari ini 07.42 oleh Rina'],
    ['2026-11-20', 'aktif, dicek kemarin 07.42 oleh Rina'],
    ['2026-11-18', 'aktif, dicek 18-11-2026 07.42 oleh Rina'],
    ['2026-10-31', 'aktif, dicek 31-10-2026 07.42 oleh Rina; perlu dicek lagi'],
  ])('on %s', (on, words) => {
    expect(describeMembership('aktif', { on: day(on), clock: '07.42', by: 'Rina' }, today)).toBe(words)
  })

  test('never looked up, it is just that', () => {
    expect(describeMembership('belum_dicek', null, today)).toBe('belum dicek')
  })
})

describe('cash is offered for this visit', () => {
  test.each([
    ['to a member seen to be inactive this month', 'jkn_pbpu', 'tidak_aktif', '2026-11-02', true],
    ['not when that was last month', 'jkn_pbpu', 'tidak_aktif', '2026-10-30', false],
    ['not when nobody could tell', 'jkn_pbi', 'tidak_diketahui', '2026-11-21', false],
    ['not to an active member', 'jkn_pbi', 'aktif', '2026-11-21', false],
    ['not to whoever pays otherwise', 'jamkesda', 'tidak_aktif', '2026-11-21', false],
  ] as const)('%s', (_title, payer, state, on, offered) => {
    expect(suggestsCash(payer, state, day(on), today)).toBe(offered)
  })
})

test('only cash patients and those who claim from their own insurer pass the cashier', () => {
  const expected: Record<Payer, boolean> = {
    jkn_pbi: false,
    jkn_pbpu_pemda: false,
    jkn_ppu: false,
    jkn_pbpu: false,
    jkn_bp: false,
    umum: true,
    jamkesda: false,
    program: false,
    lain: true,
  }
  expect(Object.fromEntries(payers.map((payer) => [payer, paysAtCashier(payer)]))).toEqual(expected)
})

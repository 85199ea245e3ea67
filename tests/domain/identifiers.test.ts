import { describe, expect, test } from 'vitest'
import { checkCard, hasJknCard, payerLabels, payers, paysAtCashier } from '#domain/payer'
import { checkPhone, normalizePhone } from '#domain/phone'

describe('payer and card', () => {
  test.each([
    ['0000039043765', true],
    ['000003904376', false],
    ['00000390437650', false],
    ['000003904376A', false],
    ['', false],
  ])('card %j is valid: %s', (text, valid) => {
    expect(checkCard(text)).toEqual(valid ? null : { code: 'card_invalid', params: {} })
  })

  test('only who pays or claims for himself passes the cashier; only JKN has a card', () => {
    expect(payers.filter(paysAtCashier)).toEqual(['umum', 'lain'])
    expect(payers.filter(hasJknCard)).toEqual(['jkn_pbi', 'jkn_pbpu_pemda', 'jkn_ppu', 'jkn_pbpu', 'jkn_bp'])
    expect(Object.keys(payerLabels)).toEqual([...payers])
  })
})

describe('a phone number', () => {
  test.each([
    ['0812 3456 7890', '081234567890', true],
    ['+62 812-3456-7890', '081234567890', true],
    ['62812.3456.7890', '081234567890', true],
    ['(0511) 123456', '0511123456', true],
    ['12345', '12345', false],
    ['0812345678901234', '0812345678901234', false],
    ['0812x4567890', '0812x4567890', false],
  ])('%j is dialled %s, valid: %s', (typed, dialled, valid) => {
    expect(normalizePhone(typed)).toBe(dialled)
    expect(checkPhone(typed) === null).toBe(valid)
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeEvidence, duplicateEvidence } from '#domain/duplicate'
import { checkCard, hasJknCard, payerLabels, payers, paysAtCashier } from '#domain/payer'
import { checkPhone, normalizePhone } from '#domain/phone'
import { checkRecordNo, formatRecordNo, normalizeRecordNo } from '#domain/record-number'

describe('a record number', () => {
  test.each([
    [1, undefined, '00-00-01'],
    [123_456, undefined, '12-34-56'],
    [1_234_567, undefined, '123-45-67'],
    [42, 'TH.0000', 'TH.0042'],
    [12_345, 'TH.0000', '1TH.2345'],
  ])('of serial %i with template %s is %s', (serial, template, expected) => {
    expect(formatRecordNo(serial, template)).toBe(expected)
  })

  test('two serials never share a number, and every number may be kept', () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), fc.nat(99_999_999), (one, other) => {
        expect(normalizeRecordNo(formatRecordNo(one)) === normalizeRecordNo(formatRecordNo(other))).toBe(
          one === other,
        )
        expect(checkRecordNo(formatRecordNo(one))).toBeNull()
      }),
    )
  })

  test.each([
    ['07-0123-01', true],
    ['07.0123/01a', true],
    ['', false],
    ['--', false],
    ['07 0123', false],
    ['1'.repeat(21), false],
    ['07😀', false],
  ])('%j may be typed from a card: %s', (text, allowed) => {
    expect(checkRecordNo(text)).toEqual(allowed ? null : { code: 'record_no_invalid', params: {} })
  })

  test('separators do not distinguish two cards, leading zeros do', () => {
    expect(normalizeRecordNo('07-0123.01a')).toBe('07012301A')
    expect(normalizeRecordNo('00-12')).not.toBe(normalizeRecordNo('12'))
  })
})

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

test('every kind of duplicate evidence has words of its own', () => {
  expect(new Set(duplicateEvidence.map(describeEvidence)).size).toBe(duplicateEvidence.length)
})

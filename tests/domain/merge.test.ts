import { describe, expect, test } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import {
  differencesOf,
  type KeepCandidate,
  type MergeField,
  type MergeRecord,
  proposeKept,
  takenFields,
} from '#domain/merge'

const blank: MergeRecord = {
  name: 'WAYAN SUDANA',
  temporary: false,
  nik: null,
  birth: { date: '1959-07-01' as LocalDate, precision: 'exact' },
  sex: 'L',
  motherId: null,
  motherName: null,
  birthOrder: null,
  villageCode: null,
  address: null,
  rt: null,
  rw: null,
  phone: null,
  guardian: null,
  payer: 'umum',
  cardNo: null,
  payerRef: null,
  familyId: null,
  familyRelation: null,
  passport: null,
  nationality: null,
  religion: null,
  disabilities: [],
  language: null,
  deceasedOn: null,
}
const birth = (precision: 'exact' | 'year' | 'estimated') => ({
  date: '1960-07-01' as LocalDate,
  precision,
})

describe('what two records say differently', () => {
  test('is nothing where they say the same', () => {
    expect(differencesOf(blank, { ...blank })).toEqual([])
  })

  test('a passport and the country behind it come from whichever record knows each', () => {
    const found = differencesOf({ ...blank, nationality: 'NL' }, { ...blank, passport: 'A1234567' })
    expect(found.map(({ field, proposed }) => [field, proposed])).toEqual([
      ['passport', 'gone'],
      ['nationality', 'kept'],
    ])
  })

  const cases: [string, Partial<MergeRecord>, Partial<MergeRecord>, MergeField, string, boolean][] = [
    ['the survivor’s word where both know', { phone: '0811' }, { phone: '0822' }, 'phone', 'kept', true],
    ['the word of the only one who knows', {}, { phone: '0822' }, 'phone', 'gone', true],
    ['the survivor’s word where only it knows', { religion: 'hindu' }, {}, 'religion', 'kept', true],
    ['an exact date before an estimate', { birth: birth('estimated') }, {}, 'birth', 'gone', true],
    [
      'a year before an estimate',
      { birth: birth('estimated') },
      { birth: birth('year') },
      'birth',
      'gone',
      true,
    ],
    ['the survivor’s of two exact dates', {}, { birth: birth('exact') }, 'birth', 'kept', true],
    ['a birth date that only one has, without a choice', { birth: null }, {}, 'birth', 'gone', false],
    ['a card before a payer that was told', {}, { payer: 'jkn_pbi', cardNo: '1' }, 'payer', 'gone', true],
    ['the survivor’s of two cards', { cardNo: '1' }, { cardNo: '2' }, 'payer', 'kept', true],
    [
      'a name before a temporary one, without a choice',
      {},
      { name: 'TANPA NAMA', temporary: true },
      'name',
      'kept',
      false,
    ],
    ['RT and village together', { rt: '001' }, { rt: '002', villageCode: '1' }, 'address', 'kept', true],
    ['a death that one record does not know of', {}, { deceasedOn: '2026-01-01' }, 'deceased', 'gone', true],
  ]
  test.each(cases)('Loket would keep %s', (_name, kept, gone, field, proposed, free) => {
    const found = differencesOf({ ...blank, ...kept }, { ...blank, ...gone })
    expect(found.find((difference) => difference.field === field)).toEqual({ field, proposed, free })
  })

  test('a payer that nobody told, of a person without a name, is no word at all', () => {
    const stranger = { ...blank, name: 'TANPA NAMA 00-00-07', temporary: true }
    const named = { ...blank, payer: 'jkn_pbi', cardNo: '1' }
    expect(differencesOf(named, stranger).filter(({ free }) => free)).toEqual([])
  })

  test('of what is asked for, only what differs is taken; what leaves no choice is taken unasked', () => {
    const kept = { ...blank, sex: null, phone: '0811' }
    const gone = { ...blank, phone: '0822', religion: 'hindu' }
    expect(takenFields(kept, gone, [])).toEqual(['sex'])
    expect(takenFields(kept, gone, ['phone', 'name', 'sex'])).toEqual(['sex', 'phone'])
    expect(takenFields({ ...blank, deceasedOn: '2026-01-01' }, blank, ['deceased'])).toEqual(['deceased'])
  })
})

describe('the record that should stay', () => {
  const plain: KeepCandidate = { temporary: false, nik: null, createdAt: 2, visits: 1 }
  test.each<[string, Partial<KeepCandidate>, Partial<KeepCandidate>, 'first' | 'second', string[]]>([
    ['the older', { createdAt: 1 }, {}, 'first', ['older']],
    ['the one with more visits, of one day', {}, { visits: 3 }, 'second', ['visits']],
    ['the one with two reasons', { createdAt: 1 }, { nik: '1', visits: 3 }, 'second', ['nik', 'visits']],
    ['the older where it is even', { nik: '1' }, { createdAt: 1 }, 'second', ['older']],
    [
      'the named, whatever speaks for the other',
      { temporary: true, createdAt: 1, visits: 9 },
      {},
      'second',
      ['named'],
    ],
    ['the first where nothing speaks for either', {}, {}, 'first', []],
  ])('is %s', (_name, first, second, kept, reasons) => {
    expect(proposeKept({ ...plain, ...first }, { ...plain, ...second })).toEqual({ kept, reasons })
  })
})

import { describe, expect, test } from 'vitest'
import { type Compared, compareRecords, describeLevel, duplicateLevels } from '#domain/duplicate'
import { exact, nothingKnown } from './compared.ts'
import { day } from './fixtures.ts'

const nurhayati: Compared = {
  ...nothingKnown,
  name: 'NURHAYATI UMAR',
  sex: 'P',
  birth: exact('1998-05-04'),
  nik: '8204024405980002',
  cardNo: '0000039041111',
  motherName: 'SITI KALSUM',
  familyId: 'kk-1',
  villageCode: '8204022004',
  rt: '003',
  rw: '005',
  phone: '081234567890',
}
const twin: Compared = {
  ...nurhayati,
  name: 'AHMAD FAUZAN',
  sex: 'L',
  birth: exact('2024-02-01'),
  nik: '8204020102240001',
  cardNo: null,
  motherId: 'mother',
  motherName: 'NURHAYATI UMAR',
}
const rareAs = (share: number) => () => share
const compare = (a: Compared, b: Compared) => compareRecords(a, b, rareAs(0.002))

describe('a name of one word, and only the year of birth', () => {
  const sukarni: Compared = {
    ...nothingKnown,
    name: 'SUKARNI',
    sex: 'P',
    birth: { date: day('1958-07-01'), precision: 'year' },
    villageCode: '8204022004',
  }
  test.each<[string, number, Partial<Compared>, string | null]>([
    ['in one village', 0.002, {}, 'mungkin'],
    ['in one hamlet, of a common name', 0.01, { rt: '003', rw: '005' }, 'mungkin'],
    ['in one hamlet, of a very common name', 0.06, { rt: '003', rw: '005' }, null],
    ['no village on file', 0.002, { villageCode: null }, null],
    ['in another village', 0.002, { villageCode: '8204022009' }, null],
    [
      'in one village, the year two off',
      0.002,
      { birth: { date: day('1960-07-01'), precision: 'year' } },
      null,
    ],
    ['in one village, another word beside the name', 0.002, { name: 'SUKARNI WULANDARI' }, null],
  ])('%s (%d of all bear it): %s', (_what, share, change, level) => {
    const typed = { ...sukarni, rt: change.rt ?? null, rw: change.rw ?? null }
    expect(compareRecords(typed, { ...sukarni, ...change }, rareAs(share)).level).toBe(level)
  })
})

describe('the same person with', () => {
  test.each<[string, Partial<Compared>, string]>([
    ['nothing changed', {}, 'hampir_pasti'],
    ['a NIK of which one digit is wrong', { nik: '8204024405980012' }, 'hampir_pasti'],
    ['two digits of the NIK swapped and no card', { nik: '8204042405980002', cardNo: null }, 'hampir_pasti'],
    ['no numbers at all', { nik: null, cardNo: null, phone: null }, 'hampir_pasti'],
    ['another spelling and no NIK', { name: 'NOER HAJATI OEMAR', nik: null }, 'hampir_pasti'],
    ['day and month swapped', { birth: exact('1998-04-05'), nik: null }, 'hampir_pasti'],
    [
      'the year one off, moved, a new phone',
      { birth: exact('1997-05-04'), villageCode: '8204022009', phone: '0899' },
      'hampir_pasti',
    ],
    [
      'an age instead of a birth date',
      { birth: { date: day('1999-07-01'), precision: 'estimated' }, cardNo: null },
      'hampir_pasti',
    ],
    [
      'only the year of birth, no numbers',
      { birth: { date: day('1998-07-01'), precision: 'year' }, nik: null, cardNo: null },
      'hampir_pasti',
    ],
    ['her own NIK but everything else of another', { ...twin, nik: nurhayati.nik }, 'mungkin'],
    [
      'her own card but another name',
      { name: 'MARKUS TABUNI', nik: null, motherName: null, familyId: null },
      'mungkin',
    ],
    ['the other sex ticked and no numbers', { sex: 'L', nik: null, cardNo: null }, 'mungkin'],
    ['a wholly different NIK', { nik: '8204024101700009', cardNo: null }, 'mungkin'],
  ])('%s: %j is %s', (_what, change, level) => {
    expect(compare(nurhayati, { ...nurhayati, ...change }).level).toBe(level)
  })
})

test.each([
  ['NURULHUDA', 'NURUL HUDA'],
  ['SITINURULAINI', 'SITI NURUL AINI'],
  ['NURMAWATI', 'NURMA WATI'],
])('%s and %s, of one mother and day, are one child and no twins', (together, apart) => {
  const child = { ...twin, nik: null, motherId: null }
  expect(compare({ ...child, name: together }, { ...child, name: apart }).level).toBe('hampir_pasti')
})

describe('never one person:', () => {
  test.each<[string, Compared, Compared]>([
    [
      'twins with names and NIK of their own',
      twin,
      { ...twin, name: 'SITI NABILA', sex: 'P', nik: '8204024102240002' },
    ],
    ['twins of one sex without NIK', { ...twin, nik: null }, { ...twin, name: 'AHMAD RIDWAN', nik: null }],
    [
      'twins told apart by their order',
      { ...twin, birthOrder: 1 },
      { ...twin, birthOrder: 2, nik: '8204020102240002' },
    ],
    [
      'newborn twins',
      { ...twin, name: 'By. Ny. NURHAYATI UMAR I', nik: null },
      { ...twin, name: 'By. Ny. NURHAYATI UMAR II', nik: null },
    ],
    [
      'twins on one family card',
      { ...twin, motherId: null, motherName: null },
      { ...twin, motherId: null, motherName: null, name: 'HUSAIN', nik: null },
    ],
    [
      'newborn twins on the mother’s JKN card',
      { ...twin, name: 'By. Ny. NURHAYATI I', nik: null, cardNo: '0000039041111' },
      { ...twin, name: 'By. Ny. NURHAYATI II', nik: null, cardNo: '0000039041111' },
    ],
    [
      'brothers',
      { ...twin, name: 'AHMAD HASAN' },
      { ...twin, name: 'AHMAD HUSAIN', birth: exact('2021-09-12'), nik: '8204021209210003' },
    ],
    ['mother and child', nurhayati, twin],
    [
      'mother and her child without a name',
      { ...nurhayati, nik: null },
      { ...twin, name: 'By. Ny. NURHAYATI UMAR', nik: null },
    ],
    [
      'father and son of one name on one family card',
      {
        ...twin,
        name: 'HASAN UMAR',
        motherId: null,
        motherName: 'RASMINI',
        birth: exact('1970-03-02'),
        nik: null,
      },
      { ...twin, name: 'HASAN UMAR', nik: null },
    ],
    [
      'namesakes in one village',
      nurhayati,
      {
        ...nurhayati,
        birth: exact('1981-11-30'),
        nik: '8204027011810001',
        cardNo: null,
        familyId: null,
        motherName: null,
        phone: null,
        rt: '001',
      },
    ],
    ['strangers of whom nothing is known', nothingKnown, nothingKnown],
  ])('%s', (_who, a, b) => {
    expect(compare(a, b).level).toBeNull()
    expect(compare(b, a).level).toBeNull()
  })
})

describe('perhaps one person, not more:', () => {
  test.each<[string, Compared, Compared]>([
    [
      'RINA and RINI of one mother and day may be twins',
      { ...twin, name: 'RINA WULAN SARI' },
      { ...twin, name: 'RINA WULAN', nik: null },
    ],
    [
      'a numbered newborn and a child with a name',
      { ...twin, name: 'By. Ny. NURHAYATI UMAR I', nik: null },
      { ...twin, nik: null },
    ],
    [
      'two of one name and day with NIK of their own',
      { ...nurhayati, cardNo: null },
      { ...nurhayati, nik: '8204024405989871', cardNo: null },
    ],
  ])('%s', (_who, a, b) => {
    expect(compare(a, b).level).toBe('mungkin')
  })
})

test('a foreigner is known by the passport, and met again after it was renewed', () => {
  const foreigner = { ...nurhayati, name: 'JOHN MILLER', nik: null, cardNo: null, passport: 'X1234567' }
  const away = { familyId: null, motherName: null, villageCode: '8204022009', phone: null }
  const moved = { ...foreigner, ...away, birth: exact('1998-11-23') }
  expect(compare(foreigner, moved).level).toBe('hampir_pasti')
  expect(compare(foreigner, { ...foreigner, passport: 'Y7654321' }).level).toBe('hampir_pasti')
  expect(compare(foreigner, { ...moved, passport: 'Y7654321' }).level).toBeNull()
})

test('a newborn is met again under the name it got, by the mother and the day', () => {
  const newborn = { ...twin, name: 'By. Ny. NURHAYATI UMAR', nik: null }
  expect(compare(newborn, { ...twin, motherId: null })).toMatchObject({
    level: 'mungkin',
    evidence: expect.arrayContaining([{ agrees: true, words: 'nama ibu sama' }]),
  })
})

test('the evidence stands in the clerk’s words, the strongest first, what speaks against it too', () => {
  const typed = {
    ...nurhayati,
    nik: '8204024405980003',
    birth: exact('1998-04-05'),
    sex: 'L' as const,
    villageCode: '8204022009',
  }
  expect(
    compare(nurhayati, { ...typed, cardNo: null, familyId: 'kk-2', motherName: 'SITI KALSUM' }).evidence,
  ).toEqual([
    { agrees: true, words: 'nama sama' },
    { agrees: true, words: 'tanggal dan bulan lahir tertukar' },
    { agrees: true, words: 'nama ibu sama' },
    { agrees: false, words: 'jenis kelamin beda' },
    { agrees: true, words: 'telepon sama' },
    { agrees: false, words: 'kartu keluarga beda' },
    { agrees: true, words: 'NIK beda satu angka' },
    { agrees: false, words: 'desa beda' },
  ])
})

test('each level has words of its own', () => {
  expect(duplicateLevels.map(describeLevel)).toEqual(['Hampir pasti orang ini', 'Mungkin orang ini'])
})

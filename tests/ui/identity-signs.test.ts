import { describe, expect, test } from 'vitest'
import { provenBy, signsOf } from '#ui/desk/visit/identity-signs.ts'
import { day, today } from '../domain/fixtures.ts'
import { patientOf } from './fixtures.ts'

const motherNik = '5108024203990001'
const words = (...args: Parameters<typeof signsOf>) =>
  signsOf(...args).map(({ keys, label, value }) => `${keys} ${label}: ${value}`)

describe('what is compared with the person', () => {
  test('is all that is on file, the address down to RT and RW', () => {
    expect(words(patientOf({ motherName: 'NI LUH' }), today)).toEqual([
      '1 Nama: WAYAN SUDANA',
      '2 Lahir: 02-03-1959',
      '3 NIK: 5108 0202 0359 0001',
      '4 No. RM: 07-01-23',
      '5 Alamat: Jl. Melati 4, Kayoa · RT 001/RW 002',
      '6 Ibu: NI LUH',
    ])
  })

  test('outside the working area is also the district of the village', () => {
    expect(words(patientOf({ insideArea: false }), today)).toContain(
      '5 Alamat: Jl. Melati 4, Kayoa, Kec. Teluk · RT 001/RW 002',
    )
  })

  test('leaves out what is not, and every other sign keeps its key', () => {
    const unknown = patientOf({ nik: null, address: null, village: null, rt: null, rw: null })
    expect(words(unknown, today)).toEqual([
      '1 Nama: WAYAN SUDANA',
      '2 Lahir: 02-03-1959',
      '4 No. RM: 07-01-23',
    ])
  })

  test('never is a name that Loket gave in an emergency', () => {
    expect(signsOf(patientOf({ temporary: true }), today).map(({ code }) => code)).not.toContain('nama')
  })

  test.each([
    ['a newborn', '2026-11-01', true],
    ['a child the day before the 17th birthday', '2009-11-22', true],
    ['a grown-up', '2009-11-21', false],
  ])('the mother’s NIK for %s: %s', (_who, birth, offered) => {
    const person = patientOf({ nik: null, motherNik, birth: { date: day(birth), precision: 'exact' } })
    expect(words(person, today).includes('3 NIK ibu: 5108 0242 0399 0001')).toBe(offered)
  })

  test('a child’s own NIK comes before the mother’s', () => {
    const child = patientOf({ motherNik, birth: { date: day('2016-03-02'), precision: 'exact' } })
    expect(signsOf(child, today).find(({ code }) => code === 'nik')?.label).toBe('NIK')
  })
})

describe('a whole NIK in the search box', () => {
  test.each([
    ['proves the person it belongs to', '5108 0202 0359 0001', 'nik', '0001', ['nik']],
    ['proves nothing by a part of it', '51080202', 'nik', '0001', []],
    ['proves a newborn who goes by it', motherNik, 'nik_ibu', null, ['nik']],
    ['proves no child with a NIK of its own', motherNik, 'nik_ibu', '0001', []],
    ['proves nothing when it was found otherwise', '5108020203590001', 'kartu', '0001', []],
  ] as const)('%s', (_title, text, matched, nikTail, proven) => {
    expect(provenBy(text, { matched, nikTail })).toEqual(proven)
  })
})

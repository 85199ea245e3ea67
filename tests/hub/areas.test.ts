import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openAreas } from '#files/areas'

const areas = openAreas(join(import.meta.dirname, '..', '..', 'resources'))

function codesOf(text: string, options?: { near?: string[]; limit?: number }): string[] {
  return areas.searchVillages(text, options).map((village) => village.code)
}

describe('the area codes of Kemendagri', () => {
  test('a village is known by its ten digits, with everything an address needs', () => {
    expect(areas.villageByCode('8204022023')).toEqual({
      code: '8204022023',
      name: 'Guruapin',
      district: 'Kayoa',
      regency: 'Kabupaten Halmahera Selatan',
      province: 'Maluku Utara',
      label: 'Guruapin, Kec. Kayoa, Kab. Halmahera Selatan, Maluku Utara',
    })
  })

  test.each(['1101012001', '9671101004', '3404062004'])(
    '%s, first, last or in the middle, is found',
    (code) => {
      expect(areas.villageByCode(code)?.code).toBe(code)
    },
  )

  test.each(['', '0000000000', '3404069999', '34.04.06.2004', '340406', 'x', '9999999999', '3404062004.0'])(
    'no village has the code «%s»',
    (code) => {
      expect(areas.villageByCode(code)).toBeNull()
    },
  )

  test('a district lists all its villages and none of another', () => {
    expect(areas.villagesOfDistrict('340406').map((village) => village.name)).toEqual([
      'Sinduadi',
      'Sendangadi',
      'Tlogoadi',
      'Tirtoadi',
      'Sumberadi',
    ])
    expect(areas.villagesOfDistrict('3404')).toEqual([])
    expect(areas.villagesOfDistrict('999999')).toEqual([])
  })
})

describe('searching a village', () => {
  test.each([
    'guruapin',
    'GURUAPIN',
    '  gurua ',
    'guru kayoa',
    'kayoa guruap',
    'halmahera guruapin',
    'Guruapin, Kec. Kayoa, Kab. Halmahera Selatan, Maluku Utara',
  ])('«%s» finds Guruapin in Kayoa', (text) => {
    expect(codesOf(text)).toContain('8204022023')
  })

  test('a name written as two words is found as one, and the other way round', () => {
    expect(areas.searchVillages('sumberrejo').map((village) => village.name)).toContain('Sumber Rejo')
    expect(areas.searchVillages('sumber rejo', { near: ['3404142001'] })[0]?.name).toBe('Sumberrejo')
  })

  test("an apostrophe may be typed or left out (Soka'an)", () => {
    expect(codesOf('sokaan')).toEqual(['3513152017'])
    expect(codesOf("soka'an")).toEqual(['3513152017'])
  })

  test('the working area comes first, then its district, regency and province', () => {
    const near = ['3404062004']
    expect(codesOf('tirto', { near })[0]).toBe('3404062004')
    expect(codesOf('sinduadi', { near })).toEqual(codesOf('sinduadi'))
    const found = codesOf('argo', { near, limit: 500 })
    const distances = found.map((code) => [code.startsWith('3404'), code.startsWith('34')])
    expect(distances).toEqual(
      [...distances].sort((a, b) => Number(b[0]) - Number(a[0]) || Number(b[1]) - Number(a[1])),
    )
    expect(found.length).toBeGreaterThan(20)
  })

  test('at the same distance the whole name comes before its beginning, and that before a later word', () => {
    const names = areas.searchVillages('soka', { limit: 400 }).map((village) => village.name)
    expect(names[0]).toBe('Soka')
    expect(names.indexOf('Sokaraja Kulon')).toBeGreaterThan(names.lastIndexOf('Soka'))
  })

  test('a word that no area has finds nothing, however many others fit', () => {
    expect(codesOf('guruapin zzz')).toEqual([])
    expect(codesOf('kayoa')).not.toContain('8204022023')
    for (const nothing of ['', '   ', '%', '***', '😀']) expect(codesOf(nothing)).toEqual([])
  })

  test('no more come back than asked for', () => {
    expect(codesOf('s', { limit: 5 })).toHaveLength(5)
  })

  test('every village is found by its own name within its district, typed in any case and order', () => {
    const districts = areas.searchDistricts('kabupaten', { limit: 9999 })
    expect(districts.length).toBeGreaterThan(5000)
    fc.assert(
      fc.property(fc.constantFrom(...districts), fc.nat(), fc.boolean(), (district, pick, turned) => {
        const villages = areas.villagesOfDistrict(district.code)
        const village = villages[pick % Math.max(1, villages.length)]
        fc.pre(village !== undefined && village.name.split(/\W+/).length <= 8)
        const words = village.name.split(' ')
        const typed = (turned ? words.reverse() : words).join(' ').toUpperCase()
        expect(codesOf(typed, { near: [village.code], limit: 3 })[0]).toBe(village.code)
      }),
    )
  })
})

describe('searching a district', () => {
  test('by its name, the whole name first', () => {
    expect(areas.searchDistricts('kayoa').map((district) => district.name)).toEqual([
      'Kayoa',
      'Kayoa Barat',
      'Kayoa Selatan',
      'Kayoa Utara',
    ])
  })

  test('or with words of its regency', () => {
    expect(areas.searchDistricts('sleman ngagl')).toEqual([
      {
        code: '340412',
        name: 'Ngaglik',
        regency: 'Kabupaten Sleman',
        province: 'Daerah Istimewa Yogyakarta',
        label: 'Kec. Ngaglik, Kab. Sleman, Daerah Istimewa Yogyakarta',
      },
    ])
  })
})

import { describe, expect, test } from 'vitest'
import type { BirthPrecision } from '#domain/birth'
import { type CareItem, dueCare } from '#domain/due-care'
import { motherhoodOf } from '#domain/life-stage'
import { parseLocalDate } from '#domain/local-date'
import type { Arrival } from '#domain/routing'
import type { Sex } from '#domain/sex'
import careData from '#resources/rules/care-schedules.json' with { type: 'json' }
import { arrival, day, person, today } from './fixtures.ts'

const schedule = careData as unknown as CareItem[]

type Who = {
  born: string | null
  sex?: Sex | null
  precision?: BirthPrecision
  on?: string
} & Partial<Arrival>

function dueFor({ born, sex = 'P', precision = 'exact', on = today, ...changes }: Who) {
  const visit = arrival(changes)
  const motherhood = motherhoodOf(sex, visit, day(on))
  return dueCare(person(born, sex, precision), visit, motherhood, schedule, day(on))
}

function reasonOf(code: string, who: Who): string | null {
  return dueFor(who).find((care) => care.code === code)?.reason ?? null
}

function labelOf(code: string, who: Who): string | null {
  return dueFor(who).find((care) => care.code === code)?.label ?? null
}

describe('children, by the day, born on 10 January 2026', () => {
  const born = '2026-01-10'

  test.each<[code: string, on: string, label: string | null]>([
    ['hb_0', '2026-01-10', 'Imunisasi hepatitis B (HB-0)'],
    ['hb_0', '2026-01-11', 'Imunisasi hepatitis B (HB-0)'],
    ['hb_0', '2026-01-12', null],
    ['shk', '2026-01-11', null],
    ['shk', '2026-01-12', 'Skrining hipotiroid kongenital (SHK)'],
    ['shk', '2026-01-13', 'Skrining hipotiroid kongenital (SHK)'],
    ['shk', '2026-01-14', null],
    ['kn', '2026-01-12', 'Kunjungan neonatal KN1'],
    ['kn', '2026-01-13', 'Kunjungan neonatal KN2'],
    ['kn', '2026-01-17', 'Kunjungan neonatal KN2'],
    ['kn', '2026-01-18', 'Kunjungan neonatal KN3'],
    ['kn', '2026-02-07', 'Kunjungan neonatal KN3'],
    ['kn', '2026-02-08', null],
    ['ckg', '2026-01-10', null],
    ['ckg', '2026-01-17', 'Cek kesehatan gratis bayi baru lahir'],
    ['ckg', '2026-01-18', null],
    ['imunisasi_bcg', '2026-03-09', 'Imunisasi BCG dan polio tetes 1'],
    ['imunisasi_bcg', '2026-03-10', null],
    ['imunisasi', '2026-03-09', null],
    ['imunisasi', '2026-03-10', 'Imunisasi DPT-HB-Hib 1, polio, PCV 1, rotavirus 1'],
    ['imunisasi', '2026-04-09', 'Imunisasi DPT-HB-Hib 1, polio, PCV 1, rotavirus 1'],
    ['imunisasi', '2026-04-10', 'Imunisasi DPT-HB-Hib 2, polio, PCV 2, rotavirus 2'],
    ['imunisasi', '2026-05-10', 'Imunisasi DPT-HB-Hib 3 dan polio'],
    ['imunisasi', '2026-10-09', 'Imunisasi DPT-HB-Hib 3 dan polio'],
    ['imunisasi', '2026-10-10', 'Imunisasi campak-rubela 1'],
    ['imunisasi', '2027-01-09', 'Imunisasi campak-rubela 1'],
    ['imunisasi', '2027-01-10', 'Imunisasi PCV 3'],
    ['imunisasi', '2027-07-09', 'Imunisasi PCV 3'],
    ['imunisasi', '2027-07-10', 'Imunisasi DPT-HB-Hib 4 dan campak-rubela 2'],
    ['imunisasi', '2028-01-09', 'Imunisasi DPT-HB-Hib 4 dan campak-rubela 2'],
    ['imunisasi', '2028-01-10', null],
    ['rotavirus', '2026-05-09', null],
    ['rotavirus', '2026-05-10', 'Imunisasi rotavirus 3'],
    ['rotavirus', '2026-08-09', 'Imunisasi rotavirus 3'],
    ['rotavirus', '2026-08-10', null],
    ['pkat', '2026-07-09', null],
    ['pkat', '2026-07-10', 'Pelayanan kesehatan anak terintegrasi (PKAT)'],
    ['pkat', '2026-08-10', null],
    ['timbang', '2026-01-10', 'Timbang dan ukur'],
    ['timbang', '2031-01-09', 'Timbang dan ukur'],
    ['timbang', '2031-01-10', null],
    ['vitamin_a', '2026-07-31', null],
    ['vitamin_a', '2026-08-01', 'Vitamin A'],
    ['vitamin_a', '2026-08-31', 'Vitamin A'],
    ['vitamin_a', '2026-09-01', null],
    ['vitamin_a', '2026-02-20', null],
    ['vitamin_a', '2027-02-20', 'Vitamin A'],
    ['vitamin_a', '2031-02-01', null],
    ['ckg', '2027-01-09', null],
    ['ckg', '2027-01-10', 'Cek kesehatan gratis (CKG)'],
    ['ckg', '2033-01-09', 'Cek kesehatan gratis (CKG)'],
    ['ckg', '2033-01-10', 'Cek kesehatan gratis (CKG) di sekolah'],
    ['bias', '2033-08-01', 'BIAS campak-rubela (kelas 1 SD)'],
    ['bias', '2033-11-30', 'BIAS DT (kelas 1 SD)'],
    ['bias', '2033-12-01', null],
    ['bias', '2034-11-01', 'BIAS Td (kelas 2 SD)'],
    ['bias', '2035-11-01', null],
    ['bias', '2037-11-01', 'BIAS Td (kelas 5 SD)'],
    ['bias', '2037-08-01', null],
  ])('%s on %s: %s', (code, on, label) => {
    expect(labelOf(code, { born, on })).toBe(label)
  })

  test('the reason says the age, and when it was scheduled', () => {
    expect(reasonOf('imunisasi', { born, on: '2026-10-10' })).toBe('usia 9 bulan; dijadwalkan usia 9 bulan')
    expect(reasonOf('imunisasi', { born, on: '2026-12-24' })).toBe('usia 11 bulan; dijadwalkan usia 9 bulan')
    expect(reasonOf('kn', { born, on: '2026-01-14' })).toBe('usia 4 hari; KN2: hari 3–7')
  })

  test('an age in months that rests on an inexact birth date makes nothing due', () => {
    const codes = dueFor({ born, on: '2026-10-10', precision: 'month' }).map(({ code }) => code)
    expect(codes).toEqual(['skrining_tb'])
  })
})

describe('women in pregnancy and after delivery', () => {
  const born = '2000-05-01'

  test.each<[weeks: number | null, label: string]>([
    [1, 'Periksa hamil K1, dengan dokter dan USG'],
    [12, 'Periksa hamil K1, dengan dokter dan USG'],
    [13, 'Periksa hamil K2 atau K3'],
    [24, 'Periksa hamil K2 atau K3'],
    [25, 'Periksa hamil K4, K5 (dengan dokter dan USG), atau K6'],
    [45, 'Periksa hamil K4, K5 (dengan dokter dan USG), atau K6'],
    [null, 'Periksa hamil'],
  ])('pregnant %s weeks: %s', (weeks, label) => {
    expect(labelOf('anc', { born, pregnancy: { weeks } })).toBe(label)
  })

  test('the first trimester brings laboratory, tetanus and teeth', () => {
    const codes = (weeks: number) => dueFor({ born, pregnancy: { weeks } }).map(({ code }) => code)
    const always = ['skrining_tb', 'anc']
    expect(codes(12)).toEqual([...always, 'lab_hamil', 'tetanus', 'gigi_hamil', 'skrining_tahunan', 'ckg'])
    expect(codes(13)).toEqual([...always, 'skrining_tahunan', 'ckg'])
    expect(reasonOf('lab_hamil', { born, pregnancy: { weeks: 9 } })).toBe(
      'hamil 9 minggu; pada kunjungan pertama',
    )
  })

  test.each([
    [0, 'Kunjungan nifas KF1'],
    [2, 'Kunjungan nifas KF1'],
    [3, 'Kunjungan nifas KF2'],
    [7, 'Kunjungan nifas KF2'],
    [8, 'Kunjungan nifas KF3'],
    [28, 'Kunjungan nifas KF3'],
    [29, 'Kunjungan nifas KF4'],
    [42, 'Kunjungan nifas KF4'],
    [43, null],
  ])('day %s after delivery: %s', (days, label) => {
    const on = `2026-${days < 31 ? '10' : '11'}-${String(days < 31 ? days + 1 : days - 30).padStart(2, '0')}`
    expect(labelOf('kf', { born, deliveredOn: day('2026-10-01'), on })).toBe(label)
  })

  test('a purpose that implies pregnancy or delivery is enough, without weeks or date', () => {
    const implied = (motherhood: 'hamil' | 'nifas') =>
      dueCare(person(null, 'P'), arrival(), motherhood, schedule, today).map(({ label }) => label)
    expect(implied('hamil')).toEqual(['Skrining gejala TB', 'Periksa hamil'])
    expect(implied('nifas')).toEqual(['Kunjungan nifas'])
  })
})

describe('by life stage, today being 21 November 2026', () => {
  const yearly = (born: string) => labelOf('skrining_tahunan', { born })?.includes('PUMA')

  test('Hb for girls of 12 and 15 only', () => {
    const years = ['2015', '2014', '2013', '2012', '2011', '2010']
    const girls = years.map((year) => reasonOf('hb_remaja', { born: `${year}-03-01` }) !== null)
    expect(girls).toEqual([false, true, false, false, true, false])
    expect(reasonOf('hb_remaja', { born: '2014-03-01', sex: 'L' })).toBeNull()
    expect(reasonOf('hb_remaja', { born: '2014-03-01', sex: null })).toBeNull()
  })

  test('from the 40th birthday the yearly check grows, from the 60th the geriatric one is added', () => {
    expect([yearly('1986-11-22'), yearly('1986-11-21')]).toEqual([false, true])
    expect(labelOf('geriatri', { born: '1966-11-22' })).toBeNull()
    expect(labelOf('geriatri', { born: '1966-11-21' })).toBe('Skrining lansia: SKILAS dan AKS')
  })

  test('an estimated age says so in its reason', () => {
    expect(reasonOf('geriatri', { born: '1956-07-01', precision: 'estimated' })).toBe(
      'usia sekitar 70 tahun (tanggal lahir perkiraan); paling sedikit sekali setahun',
    )
  })

  test('two weeks of cough are the reason for TB screening at any age, said once', () => {
    const cough = { symptoms: ['batuk_2_minggu'] } as const
    expect(reasonOf('skrining_tb', { born: '1980-01-01', ...cough })).toBe('batuk 2 minggu atau lebih')
    expect(reasonOf('skrining_tb', { born: '2020-01-01', ...cough })).toBe('batuk 2 minggu atau lebih')
    expect(reasonOf('skrining_tb', { born: '1980-01-01' })).toBeNull()
    expect(reasonOf('skrining_tb', { born: '1980-01-01', symptoms: ['demam_ruam'] })).toBeNull()
    expect(reasonOf('skrining_tb', { born: '2020-01-01' })).toBe('anak dan remaja, setiap kunjungan')
  })

  test('nothing is asked of an emergency, nor known of somebody without a birth date', () => {
    expect(dueFor({ born: '1950-01-01', emergency: ['kejang'] })).toEqual([])
    expect(dueFor({ born: null, sex: null })).toEqual([])
  })

  test('a schedule holds from its day on: in 2025 there was no yearly free check yet', () => {
    expect(labelOf('ckg', { born: '1980-01-01', on: '2025-12-31' })).toBeNull()
    expect(labelOf('ckg', { born: '1980-01-01', on: '2026-01-01' })).toBe('Cek kesehatan gratis (CKG)')
  })
})

describe('the schedule as data', () => {
  test('every item has an id of its own, a first day and a source', () => {
    expect(new Set(schedule.map(({ id }) => id)).size).toBe(schedule.length)
    for (const { effectiveFrom, source } of schedule) {
      expect(parseLocalDate(effectiveFrom)).toBe(effectiveFrom)
      expect(source).toMatch(/KMK/)
    }
  })

  test('every condition is one that is looked at, and every span runs forward', () => {
    const known = [
      'days',
      'months',
      'years',
      'sex',
      'motherhood',
      'weeks',
      'daysAfterDelivery',
      'calendarMonths',
      'symptom',
    ]
    for (const { when } of schedule) {
      expect(Object.keys(when).length).toBeGreaterThan(0)
      expect(known).toEqual(expect.arrayContaining(Object.keys(when)))
      for (const span of [when.days, when.months, when.years, when.weeks, when.daysAfterDelivery]) {
        if (span) expect(span[0]).toBeLessThanOrEqual(span[1] ?? span[0])
      }
    }
  })

  test('a reason uses only words that are filled', () => {
    for (const { because } of schedule) {
      const words = [...because.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      expect(['usia', 'hamil', 'hari_nifas']).toEqual(expect.arrayContaining(words))
    }
  })
})

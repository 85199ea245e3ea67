import { describe, expect, test } from 'vitest'
import { type Arrival, routeVisit } from '#domain/routing'
import type { Sex } from '#domain/sex'
import { arrival, bookOf, day, person, roomsOf, today } from './fixtures.ts'

const book = bookOf()
const rooms = roomsOf('lengkap')

function route(birth: string | null, sex: Sex | null, changes: Partial<Arrival> = {}, on = today) {
  return routeVisit(person(birth, sex), arrival(changes), rooms, book, on)
}

type Case = [title: string, birth: string | null, sex: Sex | null, changes: Partial<Arrival>, where: string]

describe('first service point, today being 21 November 2026', () => {
  test.each<Case>([
    // by age
    ['a 20-day-old goes to the children', '2026-11-01', 'P', {}, 'k2 Ruang Anak'],
    ['age 5, the last day, goes to the children', '2020-11-22', 'L', {}, 'k2 Ruang Anak'],
    ['age 6, the birthday, goes to the children', '2020-11-21', 'L', {}, 'k2 Ruang Anak'],
    ['the day before the 18th birthday is still with the children', '2008-11-22', 'L', {}, 'k2 Ruang Anak'],
    ['the 18th birthday is with the adults', '2008-11-21', 'L', {}, 'k3 Ruang Dewasa'],
    ['the day before the 60th birthday is with the adults', '1966-11-22', 'P', {}, 'k3 Ruang Dewasa'],
    ['the 60th birthday is with the elderly', '1966-11-21', 'P', {}, 'k3 Ruang Lansia'],
    // pregnancy and the 42 days override age
    ['pregnant at 16', '2010-05-01', 'P', { pregnancy: { weeks: 12 } }, 'k2 Ruang Ibu'],
    ['pregnant at 25', '2001-05-01', 'P', { pregnancy: { weeks: 24 } }, 'k2 Ruang Ibu'],
    ['pregnant, weeks not known', '2001-05-01', 'P', { pregnancy: { weeks: null } }, 'k2 Ruang Ibu'],
    ['pregnant, age not known', null, 'P', { pregnancy: { weeks: 8 } }, 'k2 Ruang Ibu'],
    [
      'pregnant, for a tetanus shot',
      '2001-05-01',
      'P',
      { pregnancy: { weeks: 8 }, purpose: 'imunisasi' },
      'k2 Ruang Ibu',
    ],
    [
      'pregnant, for the free check',
      '2001-05-01',
      'P',
      { pregnancy: { weeks: 8 }, purpose: 'ckg' },
      'k2 Ruang Ibu',
    ],
    ['delivered today', '2001-05-01', 'P', { deliveredOn: today }, 'k2 Ruang Ibu'],
    ['day 42 after delivery', '2001-05-01', 'P', { deliveredOn: day('2026-10-10') }, 'k2 Ruang Ibu'],
    ['day 43 after delivery', '2001-05-01', 'P', { deliveredOn: day('2026-10-09') }, 'k3 Ruang Dewasa'],
    ['day 43 after delivery, at 16', '2010-05-01', 'P', { deliveredOn: day('2026-10-09') }, 'k2 Ruang Anak'],
    ['antenatal care before pregnancy is ticked', '2001-05-01', 'P', { purpose: 'anc' }, 'k2 Ruang Ibu'],
    ['postpartum care without a delivery date', '2001-05-01', 'P', { purpose: 'nifas' }, 'k2 Ruang Ibu'],
    // reproductive health outside pregnancy
    ['family planning, not pregnant', '2001-05-01', 'P', { purpose: 'kb' }, 'k3 Ruang KB & Catin'],
    ['family planning for a man', '1990-05-01', 'L', { purpose: 'kb' }, 'k3 Ruang KB & Catin'],
    [
      'family planning inside the 42 days',
      '2001-05-01',
      'P',
      { purpose: 'kb', deliveredOn: day('2026-11-01') },
      'k2 Ruang Ibu',
    ],
    [
      'family planning on day 43',
      '2001-05-01',
      'P',
      { purpose: 'kb', deliveredOn: day('2026-10-09') },
      'k3 Ruang KB & Catin',
    ],
    ['bride-to-be', '2004-05-01', 'P', { purpose: 'catin' }, 'k3 Ruang KB & Catin'],
    ['bride-to-be of 17', '2009-05-01', 'P', { purpose: 'catin' }, 'k3 Ruang KB & Catin'],
    [
      'pregnant bride-to-be',
      '2004-05-01',
      'P',
      { purpose: 'catin', pregnancy: { weeks: 9 } },
      'k2 Ruang Ibu',
    ],
    // dental care is inside both life-cycle clusters
    ['a child for the dentist', '2017-05-01', 'L', { purpose: 'gigi' }, 'k2 Ruang Gigi'],
    ['an adult for the dentist', '1990-05-01', 'L', { purpose: 'gigi' }, 'k3 Ruang Gigi'],
    [
      'a pregnant woman for the dentist',
      '1999-05-01',
      'P',
      { purpose: 'gigi', pregnancy: { weeks: 10 } },
      'k2 Ruang Gigi',
    ],
    [
      'the dentist, day 10 after delivery',
      '1999-05-01',
      'P',
      { purpose: 'gigi', deliveredOn: day('2026-11-11') },
      'k2 Ruang Gigi',
    ],
    ['the dentist, age not known', null, 'L', { purpose: 'gigi' }, 'k3 Ruang Gigi'],
    // other purposes
    ['a child for immunisation', '2026-09-01', 'L', { purpose: 'imunisasi' }, 'k2 Ruang Imunisasi'],
    ['an adult for immunisation', '1990-09-01', 'P', { purpose: 'imunisasi' }, 'k3 Ruang Imunisasi'],
    ['a child for nutrition', '2024-09-01', 'L', { purpose: 'gizi' }, 'k2 Ruang Gizi'],
    ['an adult for the free check', '1990-09-01', 'L', { purpose: 'ckg' }, 'k3 Ruang CKG'],
    ['a health certificate', '1990-09-01', 'L', { purpose: 'surat_sehat' }, 'k3 Ruang Dewasa'],
    ['laboratory only', '1990-09-01', 'L', { purpose: 'laboratorium' }, 'lk Laboratorium'],
    [
      'laboratory only, pregnant',
      '1999-09-01',
      'P',
      { purpose: 'laboratorium', pregnancy: { weeks: 10 } },
      'lk Laboratorium',
    ],
    ['collecting medicine', '1950-09-01', 'L', { purpose: 'ambil_obat' }, 'lk Farmasi'],
    ['a wound to dress', '2015-09-01', 'L', { purpose: 'tindakan' }, 'lk Ruang Tindakan & Bersalin'],
    ['a purpose nobody knows', '1990-09-01', 'L', { purpose: 'entah' }, 'k3 Ruang Dewasa'],
    // suspected infection stays with the life-cycle cluster
    [
      'an old man who coughs for three weeks',
      '1959-03-02',
      'L',
      { symptoms: ['batuk_2_minggu'] },
      'k3 Ruang Lansia',
    ],
    ['a child with fever and rash', '2020-03-02', 'L', { symptoms: ['demam_ruam'] }, 'k2 Ruang Anak'],
    [
      'a pregnant woman who coughs',
      '2000-03-02',
      'P',
      { symptoms: ['batuk_2_minggu'], pregnancy: { weeks: 20 } },
      'k2 Ruang Ibu',
    ],
    // emergency overrides everything
    ['unconscious, nothing known', null, null, { emergency: ['tidak_sadar'] }, 'lk Ruang Gawat Darurat'],
    [
      'bleeding and pregnant',
      '2000-03-02',
      'P',
      { emergency: ['perdarahan'], pregnancy: { weeks: 30 } },
      'lk Ruang Gawat Darurat',
    ],
    [
      'a fit in a baby',
      '2026-08-02',
      'L',
      { emergency: ['kejang'], purpose: 'imunisasi' },
      'lk Ruang Gawat Darurat',
    ],
    [
      'in labour',
      '2000-03-02',
      'P',
      { emergency: ['persalinan'], pregnancy: { weeks: 39 } },
      'k2 Ruang Tindakan & Bersalin',
    ],
    // nothing known
    ['no birth date and no sex', null, null, {}, 'k3 Ruang Dewasa'],
  ])('%s', (_title, birth, sex, changes, where) => {
    const answer = route(birth, sex, changes)
    expect(`${answer.cluster} ${answer.room.name}`).toBe(where)
  })

  test('someone born on 29 February turns 18 on 1 March of a common year', () => {
    expect(route('2008-02-29', 'P', {}, day('2026-02-28')).cluster).toBe('k2')
    expect(route('2008-02-29', 'P', {}, day('2026-03-01')).cluster).toBe('k3')
  })

  test('a man marked pregnant by mistake is routed as a man', () => {
    const answer = route('1990-01-01', 'L', { pregnancy: { weeks: 20 } })
    expect([answer.cluster, answer.motherhood, answer.priority]).toEqual(['k3', null, null])
  })
})

describe('life stage, motherhood and kind of visit', () => {
  test('a newborn of 20 days is neonatus, bayi and balita at once', () => {
    expect(route('2026-11-01', 'P').lifeStage).toEqual({
      primary: 'neonatus',
      tags: ['neonatus', 'bayi', 'balita'],
    })
  })

  test('an unknown birth date gives no life stage', () => {
    expect(route(null, null).lifeStage).toBeNull()
  })

  test.each<[string, Partial<Arrival>, string | null]>([
    ['pregnant', { pregnancy: { weeks: 24 } }, 'hamil'],
    ['day 42', { deliveredOn: day('2026-10-10') }, 'nifas'],
    ['day 43', { deliveredOn: day('2026-10-09') }, null],
    ['a delivery in the future', { deliveredOn: day('2026-11-22') }, null],
  ])('motherhood: %s', (_title, changes, expected) => {
    expect(route('2001-05-01', 'P', changes).motherhood).toBe(expected)
  })

  test.each<[string, Partial<Arrival>, 'sakit' | 'sehat']>([
    ['treatment is a sick visit', {}, 'sakit'],
    ['immunisation is a healthy visit', { purpose: 'imunisasi' }, 'sehat'],
    [
      'immunisation with fever and rash is a sick visit',
      { purpose: 'imunisasi', symptoms: ['demam_ruam'] },
      'sakit',
    ],
    [
      'antenatal care that begins with bleeding is a sick visit',
      { purpose: 'anc', emergency: ['perdarahan'] },
      'sakit',
    ],
    ['an unknown purpose is a sick visit', { purpose: 'entah' }, 'sakit'],
  ])('%s', (_title, changes, kind) => {
    expect(route('2001-05-01', 'P', changes).visitKind).toBe(kind)
  })
})

describe('priority class', () => {
  test.each<[string, string | null, Sex | null, Partial<Arrival>, string | null]>([
    ['67 years', '1959-03-02', 'L', {}, 'lansia'],
    ['59 years', '1966-11-22', 'L', {}, null],
    ['pregnant', '2001-05-01', 'P', { pregnancy: { weeks: 24 } }, 'ibu_hamil'],
    ['after delivery', '2001-05-01', 'P', { deliveredOn: day('2026-11-01') }, null],
    ['needs help', '2001-05-01', 'L', { needsHelp: true }, 'butuh_bantuan'],
    ['under five', '2023-05-01', 'L', {}, 'balita'],
    ['five years', '2021-11-21', 'L', {}, null],
    ['an emergency comes before age', '1959-03-02', 'L', { emergency: ['nyeri_dada'] }, 'darurat'],
    ['age not known', null, null, {}, null],
  ])('%s', (_title, birth, sex, changes, code) => {
    expect(route(birth, sex, changes).priority?.code ?? null).toBe(code)
  })

  test('another reason is said as it was given', () => {
    const chosenPriority = { code: 'lainnya', reason: 'demam tinggi' }
    expect(route('2001-05-01', 'L', { chosenPriority }).priority).toEqual({
      code: 'lainnya',
      label: 'Lainnya (demam tinggi)',
      reason: 'didahulukan karena demam tinggi',
    })
  })
})

describe('suspected infection', () => {
  test('waits apart and klaster 4 is told, and the clerk can say where', () => {
    const answer = route('1959-03-02', 'L', { symptoms: ['batuk_2_minggu'] })
    expect([answer.apart, answer.noticeToK4]).toEqual([true, true])
    expect(answer.reasons).toEqual([
      'karena usia 67 tahun (lansia, mulai 60 tahun): dilayani Klaster 3 Dewasa & Lansia',
      'karena batuk 2 minggu atau lebih: tunggu terpisah di Ruang 7 agar yang lain tidak tertular; Klaster 4 Penanggulangan Penyakit & Kesehatan Lingkungan diberi tahu untuk tindak lanjut',
      'didahulukan karena lansia, usia 67 tahun',
    ])
  })

  test.each<[Partial<Arrival>, string]>([
    [{ symptoms: ['batuk_2_minggu'] }, 'k4 Ruang Batuk (TB)'],
    [{ symptoms: ['diare_akut'] }, 'k4 Ruang Penyakit Menular'],
    [{ symptoms: ['demam_ruam'], pregnancy: { weeks: 20 } }, 'k2 Ruang Ibu'],
    [{ symptoms: ['batuk_2_minggu'], purpose: 'anc' }, 'k2 Ruang Ibu'],
    [{ symptoms: ['batuk_2_minggu'], purpose: 'ambil_obat' }, 'lk Farmasi'],
    [{}, 'k3 Ruang Dewasa'],
  ])('with the option, %j goes to %s', (changes, where) => {
    const direct = bookOf({ suspectsGoToK4: true })
    const answer = routeVisit(person('2001-05-01', 'P'), arrival(changes), rooms, direct, today)
    expect(`${answer.cluster} ${answer.room.name}`).toBe(where)
    expect(answer.noticeToK4).toBe(answer.apart && answer.cluster !== 'k4')
  })

  test.each(['demam_ruam', 'diare_akut'] as const)(
    'a child with %s is not sent among those who cough',
    (symptom) => {
      const answer = route('2020-03-02', 'L', { symptoms: [symptom] })
      expect(answer.reasons[1]).toContain('tunggu di tempat terpisah')
      expect(answer.reasons.join(' ')).not.toContain('Ruang 7')
    },
  )

  test('who comes for a pregnancy check is pregnant, ticked or not; after a delivery likewise', () => {
    expect(route('2001-03-02', 'P', { purpose: 'anc' })).toMatchObject({
      motherhood: 'hamil',
      cluster: 'k2',
      priority: { code: 'ibu_hamil' },
    })
    expect(route('2001-03-02', 'P', { purpose: 'nifas' })).toMatchObject({
      motherhood: 'nifas',
      cluster: 'k2',
    })
  })

  test('an emergency is kept apart but is not told to wait', () => {
    const answer = route('1959-03-02', 'L', { symptoms: ['batuk_2_minggu'], emergency: ['sesak_berat'] })
    expect(answer.apart).toBe(true)
    expect(answer.reasons.join(' ')).not.toContain('tunggu')
  })

  test('healthy people wait with everybody', () => {
    expect(route('1959-03-02', 'L')).toMatchObject({ apart: false, noticeToK4: false })
  })
})

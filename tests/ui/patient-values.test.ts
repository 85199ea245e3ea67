import { describe, expect, test } from 'vitest'
import { inheritFromMother } from '#ui/desk/register-patient/newborn.ts'
import {
  emptyValues,
  errorOf,
  formFieldOf,
  goesByPassport,
  needsGuardian,
  type PatientFields,
  type PatientValues,
  readPatient,
  rebaseValues,
  showsMore,
  valuesFromPatient,
  valuesFromSearch,
} from '#ui/desk/register-patient/patient-values.ts'
import { today } from '../domain/fixtures.ts'
import { patientOf, valuesOf } from './fixtures.ts'

describe('the form about a person', () => {
  test('asks the hub to keep what was typed, and null for what was left empty', () => {
    expect(readPatient(valuesOf({ phone: ' 0812 3456 7890 ', rt: '003' }), today)).toEqual({
      fields: {
        name: 'WAYAN SUDANA',
        nik: '5108020203590001',
        nikReason: null,
        birth: { date: '1959-03-02', precision: 'exact' },
        sex: 'L',
        motherId: null,
        motherName: null,
        birthOrder: null,
        familyId: null,
        kkNo: null,
        familyRelation: null,
        villageCode: null,
        address: null,
        rt: '003',
        rw: null,
        phone: '0812 3456 7890',
        guardian: null,
        payer: 'umum',
        cardNo: null,
        payerRef: null,
        nationality: null,
        passport: null,
        religion: null,
        language: null,
        disabilities: [],
        deceasedOn: null,
      },
    })
  })

  test('says all that is missing at once, each at its field', () => {
    const read = readPatient(emptyValues, today)
    expect('errors' in read && Object.keys(read.errors)).toEqual(['name', 'birth', 'sex', 'nik', 'payer'])
  })

  test.each<[keyof PatientValues, Partial<PatientValues>]>([
    ['name', { name: '😀' }],
    ['name', { name: 'A'.repeat(300) }],
    ['nik', { nik: '510802020359000' }],
    ['nik', { nik: '', nikReason: '' }],
    ['birth', { birth: '31-02-1959' }],
    ['birth', { birth: '22-11-2026' }],
    ['recordNo', { recordNo: '07 😀' }],
    ['villageText', { villageText: 'Kayo' }],
    ['phone', { phone: '12' }],
    ['guardianPhone', { guardianName: 'PUTU', guardianPhone: 'abc' }],
    ['cardNo', { cardNo: '12345abc' }],
    ['motherText', { newborn: true, motherText: 'SITI' }],
  ])('refuses %s in %j and nothing else', (field, changes) => {
    const read = readPatient(valuesOf(changes), today)
    expect('errors' in read && Object.keys(read.errors)).toEqual([field])
    expect(errorOf(valuesOf(changes), field, today)).toMatch(/\.$/)
  })

  test('takes a reason in place of a NIK', () => {
    expect(readPatient(valuesOf({ nik: '', nikReason: 'belum_punya' }), today)).toMatchObject({
      fields: { nik: null, nikReason: 'belum_punya' },
    })
  })

  test('forgets the reason once there is a NIK', () => {
    expect(readPatient(valuesOf({ nikReason: 'belum_punya' }), today)).toMatchObject({
      fields: { nikReason: null },
    })
  })

  test.each([
    [valuesOf({ birth: '22-11-2009' }), true],
    [valuesOf({ birth: '21-11-2009' }), false],
    [valuesOf({ birth: '8 bl' }), true],
    [valuesOf({ birth: 'belum tahu' }), false],
    [valuesOf({ birth: '', newborn: true }), true],
  ])('asks for somebody who answers for the child: $birth', (values, asked) => {
    expect(needsGuardian(values, today)).toBe(asked)
  })

  test('keeps a guardian for whomever one was typed, and asks for the name', () => {
    const named = { guardianName: 'PUTU ARIANI', guardianRelation: 'Ibu' }
    expect(readPatient(valuesOf({ birth: '5 th', ...named }), today)).toMatchObject({
      fields: { guardian: { name: 'PUTU ARIANI', relation: 'Ibu', phone: null } },
    })
    expect(readPatient(valuesOf({ birth: '5 th' }), today)).toMatchObject({ fields: { guardian: null } })
    expect(readPatient(valuesOf(named), today)).toMatchObject({ fields: { guardian: { relation: 'Ibu' } } })
    for (const part of [{ guardianPhone: '081234567890' }, { guardianRelation: 'Ibu' }]) {
      expect(readPatient(valuesOf(part), today)).toMatchObject({
        errors: { guardianName: expect.stringContaining('belum diisi') },
      })
    }
  })
})

describe('a newborn', () => {
  const mother = patientOf({ id: 'mother', name: 'SITI RAHMA', nik: '5108024203990001', sex: 'P' })

  test('takes from the mother what the clerk has not typed', () => {
    const values = inheritFromMother({ ...emptyValues, newborn: true, phone: '0813' }, mother)
    expect(values).toMatchObject({
      name: 'By. Ny. SITI RAHMA',
      motherName: 'SITI RAHMA',
      villageText: 'Kayoa, Kec. Teluk',
      address: 'Jl. Melati 4',
      phone: '0813',
      payer: 'jkn_pbi',
      guardianName: 'SITI RAHMA',
      guardianRelation: 'Ibu',
    })
  })

  test('keeps an address of its own whole', () => {
    const values = inheritFromMother({ ...emptyValues, newborn: true, address: 'Jl. Lain 1' }, mother)
    expect(values).toMatchObject({ address: 'Jl. Lain 1', villageCode: null, rt: '' })
  })

  test('is linked to her and needs no NIK of its own', () => {
    const values = inheritFromMother(valuesOf({ newborn: true, birth: '20 hr', nik: '' }), mother)
    expect(readPatient(values, today)).toMatchObject({
      fields: { nik: null, nikReason: 'bayi_baru_lahir', motherId: 'mother', motherName: 'SITI RAHMA' },
    })
  })

  test('does not lose a NIK that was typed before: it is judged at its field', () => {
    const values = inheritFromMother(valuesOf({ newborn: true, birth: '20 hr', nik: '123' }), mother)
    expect(readPatient(values, today)).toMatchObject({ errors: { nik: expect.stringContaining('16 angka') } })
  })
})

describe('a person on file', () => {
  test('comes back out of the form as they went in', () => {
    const patient = patientOf({ guardian: { name: 'PUTU', relation: 'Anak', phone: null } })
    const { fields } = readPatient(valuesFromPatient(patient), today) as { fields: PatientFields }
    const { kkNo, ...kept } = fields
    expect(patient).toMatchObject(kept)
    expect(kkNo).toBe(patient.family?.kkNo ?? null)
  })

  test('keeps the link to the mother as long as her name stands there', () => {
    const linked = valuesFromPatient(patientOf({ motherId: 'mother', motherName: 'SITI' }))
    expect(readPatient(linked, today)).toMatchObject({ fields: { motherId: 'mother' } })
    expect(readPatient({ ...linked, motherName: 'SARI' }, today)).toMatchObject({
      fields: { motherId: null, motherName: 'SARI' },
    })
  })

  test('without a birth date stays so until it is known; a person without a name is asked for one', () => {
    const undated = valuesFromPatient(patientOf({ birth: null }))
    expect(readPatient(undated, today)).toMatchObject({ fields: { birth: null } })
    expect(errorOf({ ...undated, birth: '31-02-1959' }, 'birth', today)).not.toBeNull()
    const nameless = valuesFromPatient(patientOf({ birth: null, temporary: true }))
    expect(errorOf(nameless, 'birth', today)).not.toBeNull()
  })

  test('who came without a name is asked for name, NIK and payer again', () => {
    const values = valuesFromPatient(patientOf({ temporary: true, name: 'Pasien G-001', nik: null }))
    expect(values).toMatchObject({ name: '', nik: '', nikReason: '', payer: '' })
  })
})

describe('what stood in the search box', () => {
  test.each([
    ['wayan  sudana', { name: 'WAYAN SUDANA' }],
    ['wayan 1959', { name: 'WAYAN' }],
    ['wayan lahir 1959 desa ketapang', { name: 'WAYAN' }],
    ['siti kk ahmad', { name: 'SITI' }],
    ['anak agung rai', { name: 'ANAK AGUNG RAI' }],
    ['5108 0202 0359 0001', { nik: '5108020203590001' }],
    ['0001234567890', { cardNo: '0001234567890' }],
    ['0812-3456-7890', { phone: '081234567890' }],
    ['6281234567890', { phone: '6281234567890' }],
    ['07-0123-01', { recordNo: '07-0123-01' }],
    ['001234', { recordNo: '001234' }],
    ['a-0012/03', { recordNo: 'A-0012/03' }],
    ['02-03-1959', { birth: '02-03-1959' }],
    ['02031959', { birth: '02-03-1959' }],
    ['2/3/59', { birth: '02-03-59' }],
    ['wayan sudana 02-03-1959', { name: 'WAYAN SUDANA', birth: '02-03-1959' }],
    ['wayan 0123', { name: 'WAYAN' }],
    ['by. ny. siti rt 3', { name: 'BY. NY. SITI' }],
    ['x1234567', { passport: 'X1234567' }],
    ['1959', {}],
    ['', {}],
  ])('«%s» begins a new person with %j', (text, filled) => {
    expect(valuesFromSearch(text)).toEqual({ ...emptyValues, ...filled })
  })
})

describe('after somebody else has saved', () => {
  const before = valuesOf({ phone: '0812', payer: 'umum' })

  test('what was typed stays, and their values stand where nothing was typed', () => {
    const typed = { ...before, phone: '0899' }
    const theirs = { ...before, phone: '0855', payer: 'jkn_pbi' as const }
    expect(rebaseValues(typed, before, theirs)).toEqual({ ...before, phone: '0899', payer: 'jkn_pbi' })
  })

  test('a mother chosen by the clerk stays chosen', () => {
    const mother = { id: 'mother', name: 'SITI', recordNo: '01', nik: null }
    expect(rebaseValues({ ...before, mother }, before, { ...before, rt: '004' })).toEqual({
      ...before,
      mother,
      rt: '004',
    })
  })
})

describe('a refusal of the hub', () => {
  test.each([
    ['birth', 'birth'],
    ['nikReason', 'nik'],
    ['motherId', 'motherText'],
    ['villageCode', 'villageText'],
    ['guardian.phone', 'guardianPhone'],
    ['birth.date', 'birth'],
    ['revision', null],
    [null, null],
  ])('about %s stands at %s', (path, field) => {
    expect(formFieldOf(path)).toBe(field)
  })
})

describe('the family in the form', () => {
  const family = { id: 'family', headName: 'HASAN', members: 3, sameAddress: 2, samePayer: 0 }
  const read = (change: Partial<PatientValues>) => {
    const result = readPatient({ ...valuesFromPatient(patientOf()), ...change }, today)
    if ('errors' in result) return result.errors
    const { familyId, kkNo, familyRelation } = result.fields
    return { familyId, kkNo, familyRelation }
  }

  test.each([
    ['nothing typed', {}, { familyId: null, kkNo: null, familyRelation: null }],
    [
      'its own card',
      { family: { ...family, kkNo: '8204020101150007' }, kkNo: '8204020101150007', relation: 'anak' },
      { familyId: 'family', kkNo: '8204020101150007', familyRelation: 'anak' },
    ],
    [
      'its own card cleared',
      { family: { ...family, kkNo: '8204020101150007' }, kkNo: '', relation: 'anak' },
      { familyId: null, kkNo: null, familyRelation: null },
    ],
    [
      'another card',
      { family: { ...family, kkNo: '8204020101150007' }, kkNo: '8204020101150008', relation: 'anak' },
      { familyId: null, kkNo: '8204020101150008', familyRelation: 'anak' },
    ],
    [
      'a family without a card',
      { family: { ...family, kkNo: null }, kkNo: '', relation: 'anak' },
      { familyId: 'family', kkNo: null, familyRelation: 'anak' },
    ],
    [
      'the number such a family learns',
      { family: { ...family, kkNo: null }, kkNo: '8204020101150007', relation: 'anak' },
      { familyId: 'family', kkNo: '8204020101150007', familyRelation: 'anak' },
    ],
    [
      'a number too short',
      { kkNo: '820402' },
      { kkNo: 'Nomor kartu keluarga harus 16 angka. Periksa lagi pada KK.' },
    ],
  ] as const)('%s', (_what, typed, expected) => {
    expect(read(typed)).toEqual(expected)
  })
})

describe('«Keterangan lain»', () => {
  test.each([
    ['a passport', { passport: 'C01X00T47' }],
    ['a disability', { disabilities: ['netra' as const] }],
    ['a foreigner who has a NIK', { nationality: 'DE' }],
    ['a death', { deceasedOn: '20-11-2026' }],
  ])('stands open with %s', (_title, change) => {
    expect(showsMore(valuesOf(change))).toBe(true)
  })

  test('stays closed for whoever has nothing to say there', () => {
    expect(showsMore(valuesOf())).toBe(false)
  })

  test('stays closed for a foreigner without a NIK, who is asked for country and passport in its place', () => {
    const foreigner = valuesOf({ nik: '', nikReason: 'wna', nationality: 'DE', passport: 'C01X00T47' })
    expect([goesByPassport(foreigner), showsMore(foreigner)]).toEqual([true, false])
    expect(goesByPassport({ ...foreigner, newborn: true })).toBe(false)
  })

  test('is read like the rest: a date as typed, a reference only of a payer who has one', () => {
    const typed = valuesOf({ deceasedOn: '1-11-2026', payer: 'jamkesda', payerRef: ' SKTM/04 ' })
    expect(readPatient(typed, today)).toMatchObject({
      fields: { deceasedOn: '2026-11-01', payerRef: 'SKTM/04' },
    })
    expect(readPatient(valuesOf({ payer: 'umum', payerRef: 'SKTM/04' }), today)).toMatchObject({
      fields: { payerRef: null },
    })
  })

  test.each([
    ['a foreigner without papers', { nik: '', nikReason: 'wna' as const }, ['nationality', 'passport']],
    ['a passport that is none', { passport: 'paspor' }, ['passport']],
    ['a death that no calendar has', { deceasedOn: '31-11-2026' }, ['deceasedOn']],
    ['a death tomorrow', { deceasedOn: '31-12-2199' }, ['deceasedOn']],
  ])('refuses %s at its field', (_title, change, fields) => {
    const read = readPatient(valuesOf(change), today)
    expect(Object.keys('errors' in read ? read.errors : {})).toEqual(fields)
  })
})

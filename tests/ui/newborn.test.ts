import { describe, expect, test } from 'vitest'
import {
  inheritFromMother,
  nextTwin,
  toggleTwins,
  valuesOfNewborn,
} from '#ui/desk/register-patient/newborn.ts'
import { emptyValues, readPatient } from '#ui/desk/register-patient/patient-values.ts'
import { day } from '../domain/fixtures.ts'
import { patientOf } from './fixtures.ts'

const today = day('2026-11-21')
const mother = patientOf({
  id: '0198a0b0-0000-7000-8000-000000000001',
  name: 'SITI AMINAH',
  sex: 'P',
  nik: '8204026505980003',
  familyId: '0198a0b0-0000-7000-8000-000000000002',
  familyRelation: 'istri',
  family: { kkNo: '8204020101150007', headName: 'HASAN', members: 2, sameAddress: 1, samePayer: 0 },
})

describe('a newborn begun from the mother', () => {
  test('lacks nothing but the sex', () => {
    const values = valuesOfNewborn(mother, today)
    expect(values).toMatchObject({
      name: 'By. Ny. SITI AMINAH',
      birth: '21-11-2026',
      kkNo: '8204020101150007',
    })
    const read = readPatient(values, today)
    expect('errors' in read && Object.keys(read.errors)).toEqual(['sex'])
    expect(readPatient({ ...values, sex: 'P' }, today)).toMatchObject({
      fields: {
        motherId: mother.id,
        nikReason: 'bayi_baru_lahir',
        familyId: mother.familyId,
        familyRelation: 'anak',
        villageCode: mother.villageCode,
        address: 'Jl. Melati 4',
        payer: 'jkn_pbi',
        birthOrder: null,
      },
    })
  })

  test.each([
    ['kepala', 'anak'],
    ['istri', 'anak'],
    ['anak', 'cucu'],
    ['menantu', 'cucu'],
    ['pembantu', 'famili_lain'],
    [null, ''],
  ] as const)('of a mother who is %s on the card is %s of the head', (familyRelation, expected) => {
    expect(valuesOfNewborn({ ...mother, familyRelation }, today).relation).toBe(expected)
  })

  test('takes only what the clerk has not typed', () => {
    const typed = {
      ...emptyValues,
      newborn: true,
      name: 'PUTRI',
      address: 'Jl. Lain',
      payer: 'umum' as const,
    }
    expect(inheritFromMother(typed, mother)).toMatchObject({
      name: 'PUTRI',
      address: 'Jl. Lain',
      villageText: '',
      payer: 'umum',
    })
  })
})

describe('twins', () => {
  const one = toggleTwins(valuesOfNewborn(mother, today))

  test('are I and II, the second without the sex of the first', () => {
    expect(one).toMatchObject({ name: 'By. Ny. SITI AMINAH I', birthOrder: 1, siblingNext: true })
    expect(nextTwin({ ...one, sex: 'L', recordNo: '07-01' })).toMatchObject({
      name: 'By. Ny. SITI AMINAH II',
      birthOrder: 2,
      siblingNext: false,
      sex: '',
      recordNo: '',
      kkNo: '8204020101150007',
    })
  })

  test('may be taken back, and may be three', () => {
    expect(toggleTwins(one)).toMatchObject({
      name: 'By. Ny. SITI AMINAH',
      birthOrder: null,
      siblingNext: false,
    })
    const two = toggleTwins(nextTwin(one))
    expect(two).toMatchObject({ birthOrder: 2, siblingNext: true })
    expect(nextTwin(two)).toMatchObject({ name: 'By. Ny. SITI AMINAH III', birthOrder: 3 })
  })

  test('with names of their own keep them', () => {
    expect(toggleTwins({ ...valuesOfNewborn(mother, today), name: 'PUTRI' })).toMatchObject({
      name: 'PUTRI',
      birthOrder: 1,
    })
  })
})

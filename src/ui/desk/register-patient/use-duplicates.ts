import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { HubInputs, HubOutputs } from '#contract/hub/hub'
import { readBirthText } from '#domain/birth-text'
import type { LocalDate } from '#domain/local-date'
import { checkPassport } from '#domain/passport'
import { checkPhone } from '#domain/phone'
import { api } from '#ui/shared/client.ts'
import { keepPlaces } from './keep-places.ts'
import type { Patient, PatientValues } from './patient-values.ts'

export type Duplicate = HubOutputs['patients']['duplicates'][number]
type Question = HubInputs['patients']['duplicates']

/**
 * People on file who may be the one being typed. Asked a moment after the last key; until the answer is there the last
 * one stands, and who is shown keeps the place, so that nothing moves under the eyes.
 */
export function useDuplicates(values: PatientValues, patient: Patient | null, today: LocalDate) {
  const [question] = useDebouncedValue(JSON.stringify(questionOf(values, patient, today)), 250)
  const input = JSON.parse(question) as Question
  const places = useRef<string[]>([])
  const query = useQuery({
    ...api.patients.duplicates.queryOptions({
      input,
      enabled: canBeAnswered(input),
      placeholderData: (previous) => (canBeAnswered(input) ? previous : undefined),
    }),
    select: (found: Duplicate[]) => keepPlaces(found, places.current),
  })
  useEffect(() => {
    places.current = (query.data ?? []).map(({ id }) => id)
  }, [query.data])
  return query
}

/** Unfinished numbers ask nothing: they would only be strangers' prefixes. */
function questionOf(values: PatientValues, patient: Patient | null, today: LocalDate): Question {
  const read = readBirthText(values.birth, today)
  const { mother } = values
  const motherName = values.newborn && mother ? mother.name : values.motherName
  return {
    name: values.name.slice(0, 200),
    sex: values.sex || null,
    birth: read && 'birth' in read ? read.birth : null,
    nik: /^\d{16}$/.test(values.nik) ? values.nik : null,
    cardNo: /^\d{13}$/.test(values.cardNo) ? values.cardNo : null,
    passport: checkPassport(values.passport) === null ? values.passport.trim().toUpperCase() : null,
    motherId: mother && motherName === mother.name ? mother.id : null,
    motherName: motherName.trim() === '' ? null : motherName.slice(0, 200),
    birthOrder: values.birthOrder,
    familyId: values.family?.id ?? null,
    villageCode: values.villageCode,
    rt: /^\d{1,3}$/.test(values.rt) ? values.rt : null,
    rw: /^\d{1,3}$/.test(values.rw) ? values.rw : null,
    phone: checkPhone(values.phone) === null ? values.phone : null,
    exceptId: patient?.id ?? null,
  }
}

/** A name alone belongs to too many, whatever village and sex go with it. */
function canBeAnswered({ name, birth, motherName, phone, nik, cardNo, passport }: Question): boolean {
  const named = name.trim().length >= 2 && (birth !== null || motherName !== null || phone !== null)
  return named || nik !== null || cardNo !== null || passport !== null
}

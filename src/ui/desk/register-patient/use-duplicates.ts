import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { HubInputs, HubOutputs } from '#contract/hub/hub'
import { readBirthText } from '#domain/birth-text'
import type { LocalDate } from '#domain/local-date'
import { api } from '#ui/shared/client.ts'
import type { PatientValues } from './patient-values.ts'

export type Duplicate = HubOutputs['patients']['duplicates'][number]
type Question = HubInputs['patients']['duplicates']

/** People on file who may be the one being typed. Asked a moment after the last key. */
export function useDuplicates(values: PatientValues, exceptId: string | null, today: LocalDate) {
  const [question] = useDebouncedValue(JSON.stringify(questionOf(values, exceptId, today)), 250)
  const input = JSON.parse(question) as Question
  return useQuery(
    api.patients.duplicates.queryOptions({
      input,
      enabled: canBeAnswered(input),
      placeholderData: (previous) => (canBeAnswered(input) ? previous : undefined),
    }),
  )
}

/** Unfinished numbers ask nothing: they would only be strangers' prefixes. */
function questionOf(values: PatientValues, exceptId: string | null, today: LocalDate): Question {
  const read = readBirthText(values.birth, today)
  const mother = values.newborn ? (values.mother?.name ?? '') : values.motherName
  return {
    name: values.name.slice(0, 200),
    birthDate: read && 'birth' in read ? read.birth.date : null,
    nik: /^\d{16}$/.test(values.nik) ? values.nik : null,
    cardNo: /^\d{13}$/.test(values.cardNo) ? values.cardNo : null,
    motherName: mother.trim() === '' ? null : mother.slice(0, 200),
    exceptId,
  }
}

function canBeAnswered({ name, birthDate, nik, cardNo, motherName }: Question): boolean {
  const named = name.trim().length >= 2 && (birthDate !== null || motherName !== null)
  return named || nik !== null || cardNo !== null
}

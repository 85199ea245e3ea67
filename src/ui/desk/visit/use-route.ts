import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import type { RefusedProblem } from '#contract/base'
import type { HubOutputs } from '#contract/hub/hub'
import { sentenceOf } from '#domain/errors'
import { api } from '#ui/shared/client.ts'
import { problemsOf } from '#ui/shared/problems.ts'
import { useArrivalToTakeAlong } from '../counter/use-counter.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { type Arrival, needsHelp, type Patient, readArrival } from './visit-form.ts'

type Purpose = HubOutputs['visits']['purposes'][number]
type Preview = HubOutputs['visits']['preview']

/** Where this form leads now: `arrival` is null while something in it cannot be read. */
export type RouteNow = {
  purposes: readonly Purpose[]
  purpose: string
  arrival: Arrival | null
  /** Nothing is wrong with the form; the list of purposes is still on its way. */
  arrivalComing: boolean
  preview: Preview | null
  /** Whether a newer `preview` is on its way. */
  asking: boolean
  problems: { purpose: string | null; weeks: string | null; deliveredOn: string | null; others: string[] }
}

export function useRoute(patient: Patient, ageYears: number | null): RouteNow {
  const { today } = useFrontDesk()
  const form = useDesk((desk) => desk.form)
  const purposes = useQuery(
    api.visits.purposes.queryOptions({
      input: { sex: patient.sex, ageYears },
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  const list = purposes.data ?? []
  const purpose = form.purpose || (list[0]?.code ?? '')
  const along = useArrivalToTakeAlong()
  const said = form.priorityReason ?? along?.priorityReason ?? null
  const told = { ...form, priorityReason: said, needsHelp: needsHelp(form, patient) }
  const read = readArrival(told, purpose, today)
  const arrival = 'arrival' in read && purpose !== '' ? read.arrival : null
  const preview = useQuery(
    api.visits.preview.queryOptions({
      input: arrival ? { patientId: patient.id, arrival } : skipToken,
      placeholderData: keepPreviousData,
      gcTime: 0,
      retry: false,
    }),
  )
  const refused = [purposes.error, preview.error].flatMap((error) => (error ? problemsOf(error) : []))
  const unread = 'problems' in read ? read.problems : null
  return {
    purposes: list,
    purpose,
    arrival,
    arrivalComing: 'arrival' in read && purposes.isLoading,
    preview: arrival === null || preview.error ? null : (preview.data ?? null),
    asking: arrival !== null && preview.isFetching,
    problems: {
      purpose: sentenceWith(refused, /^purpose_/),
      weeks: unread?.weeks ? sentenceOf(unread.weeks) : sentenceWith(refused, /^weeks_/),
      deliveredOn: unread?.deliveredOn
        ? sentenceOf(unread.deliveredOn)
        : sentenceWith(refused, /^(delivery|pregnant)_/),
      others: refused
        .filter(({ code }) => !/^(purpose|weeks|delivery|pregnant)_/.test(code))
        .map(({ sentence }) => sentence),
    },
  }
}

/** The hub names the arrival as a whole; the code says which of its fields is meant. */
function sentenceWith(problems: readonly RefusedProblem[], codes: RegExp): string | null {
  return problems.find(({ code }) => codes.test(code))?.sentence ?? null
}

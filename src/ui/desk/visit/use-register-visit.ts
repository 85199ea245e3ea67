import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { problem, sentenceOf } from '#domain/errors'
import { api } from '#ui/shared/client.ts'
import { printTicket } from '#ui/shared/print-ticket.ts'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useArrivalToTakeAlong } from '../counter/use-counter.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import type { RouteNow } from './use-route.ts'
import { type Identifier, type Patient, payerOf } from './visit-form.ts'

const UNDO_MS = 60_000

/** Registers and prints. The number on the screen is already on disk; only then does paper move. */
export function useRegisterVisit(patient: Patient, confirmedBy: Identifier[], route: RouteNow) {
  const { facility } = useFrontDesk()
  const chosen = useDesk((desk) => desk.chosen)
  const form = useDesk((desk) => desk.form)
  const issue = useDesk((desk) => desk.issue)
  const notePrint = useDesk((desk) => desk.notePrint)
  const arrival = useArrivalToTakeAlong()
  const [ordered, setOrdered] = useState(false)
  const mutation = useMutation(
    api.visits.register.mutationOptions({
      onSuccess: async (ticket) => {
        issue({
          ticket,
          name: patient.name,
          printed: null,
          undoUntil: Date.now() + UNDO_MS,
          from: chosen && { chosen, form },
        })
        notePrint(ticket.visitId, await printTicket(ticket, facility.timeZone))
      },
    }),
  )

  const missing = missingIn(form.override)

  // Whoever types faster than the hub answers has meant their Enter.
  useEffect(() => {
    if (!ordered || !route.arrival) return
    setOrdered(false)
    register()
  })

  function register(): void {
    if (route.arrivalComing) setOrdered(true)
    if (!route.arrival || missing.length > 0 || mutation.isPending) return
    mutation.mutate({
      patientId: patient.id,
      arrival: route.arrival,
      complaint: form.complaint,
      payer: payerOf(form, patient),
      confirmedBy,
      override: form.override,
      arrivalId: arrival?.arrivalId ?? null,
    })
  }

  const sentences = mutation.error ? sentencesOf(mutation.error) : []
  return {
    register,
    busy: mutation.isPending,
    /** Ordered, and not refused. */
    begun: mutation.isPending || mutation.isSuccess,
    missing,
    sentences: [...route.problems.others, ...sentences],
  }
}

/** An override needs a room and a reason. */
function missingIn(override: { roomId: string; reason: string } | null): string[] {
  if (!override) return []
  if (override.roomId === '') return [sentenceOf(problem('room_not_chosen'))]
  return override.reason.trim() === '' ? [sentenceOf(problem('reason_missing'))] : []
}

import { useMutation } from '@tanstack/react-query'
import type { PrintOutcome } from '#contract/desktop'
import { api } from '#ui/shared/client.ts'
import { printTicket } from '#ui/shared/print-ticket.ts'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useFrontDesk } from './front-desk-context.ts'

type Visit = { visitId: string; number: string }

/** The paper of a visit that has its number already, once more. */
export function useReprint({ visitId, number }: Visit) {
  const { facility } = useFrontDesk()
  const print = useMutation({
    mutationFn: async () => printTicket(await api.visits.ticket.call({ visitId }), facility.timeZone),
  })
  return {
    reprint: () => print.mutate(),
    busy: print.isPending,
    sentences: [
      ...sayNotPrinted(print.data ?? null, number),
      ...(print.error ? sentencesOf(print.error) : []),
    ],
  }
}

export function sayNotPrinted(outcome: PrintOutcome | null, number: string): string[] {
  if (!outcome || outcome.printed) return []
  return outcome.problem === 'no-printer'
    ? [`Tiket tidak tercetak: tidak ada printer. Tulis ${number} pada kertas, lalu periksa kabel printer.`]
    : [`Tiket tidak tercetak: printer menolak. Tulis ${number} pada kertas, lalu periksa kertas printer.`]
}

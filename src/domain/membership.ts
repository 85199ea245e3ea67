import { daysBetween, formatDate, type LocalDate } from './local-date.ts'
import { hasJknCard, type Payer } from './payer.ts'

/** What a clerk knows of a JKN membership today. It never decides whether somebody is served. */
export const membershipStates = ['belum_dicek', 'aktif', 'tidak_aktif', 'tidak_diketahui'] as const
export type MembershipState = (typeof membershipStates)[number]
/** What looking it up may come to. */
export const membershipAnswers = ['aktif', 'tidak_aktif', 'tidak_diketahui'] as const
export type MembershipAnswer = (typeof membershipAnswers)[number]

export const membershipLabels: Record<MembershipState, string> = {
  belum_dicek: 'belum dicek',
  aktif: 'aktif',
  tidak_aktif: 'tidak aktif',
  tidak_diketahui: 'tidak diketahui',
}

/** Contributions are paid by the month, so what was seen in another month says nothing about this one. */
export function isMembershipStale(checkedOn: LocalDate, today: LocalDate): boolean {
  return checkedOn.slice(0, 7) !== today.slice(0, 7)
}

/** «aktif, dicek kemarin 07.42 oleh Rina» · «belum dicek». */
export function describeMembership(
  state: MembershipState,
  checked: { on: LocalDate; clock: string; by: string } | null,
  today: LocalDate,
): string {
  if (!checked) return membershipLabels[state]
  const days = daysBetween(checked.on, today)
  const when = days <= 0 ? 'hari ini' : days === 1 ? 'kemarin' : formatDate(checked.on)
  const words = `${membershipLabels[state]}, dicek ${when} ${checked.clock} oleh ${checked.by}`
  return isMembershipStale(checked.on, today) ? `${words}; perlu dicek lagi` : words
}

/** Whether to offer cash for this visit: a membership that was seen to be inactive this month. Never a refusal. */
export function suggestsCash(
  payer: Payer,
  state: MembershipState,
  checkedOn: LocalDate | null,
  today: LocalDate,
): boolean {
  return (
    hasJknCard(payer) && state === 'tidak_aktif' && checkedOn !== null && !isMembershipStale(checkedOn, today)
  )
}

import type { LegCard } from '#contract/hub/queue'
import { emergencyLabels } from '#domain/reason-words'
import type { Sex } from '#domain/sex'
import { formatClock } from '#ui/shared/format.ts'

type Clock = { timeZone: string; now: number }

/** What the hub holds about this person's stay here, as one line: «dipanggil 2× · terakhir 08.31». */
export function sayState(leg: LegCard, { timeZone, now }: Clock): string {
  const at = (time: number | null) => (time === null ? '' : formatClock(time, timeZone))
  const calls = leg.calledAt === null ? null : `dipanggil ${leg.timesCalled}× · terakhir ${at(leg.calledAt)}`
  switch (leg.state) {
    case 'waiting':
      return `menunggu sejak ${at(leg.enteredAt)} · ${sayMinutes(now - leg.enteredAt)}`
    case 'called':
      return calls ?? 'dipanggil'
    case 'serving':
      return [`dilayani sejak ${at(leg.servedAt)}`, calls && `dipanggil ${leg.timesCalled}×`]
        .filter(Boolean)
        .join(' · ')
    case 'skipped':
      return ['dilewati', calls].filter(Boolean).join(' · ')
    case 'done':
      return `selesai ${at(leg.endedAt)}`
    case 'moved':
      return `pindah ruangan ${at(leg.endedAt)}`
    case 'cancelled':
      return `dibatalkan ${at(leg.endedAt)}`
    case 'closed':
      return `ditutup ${at(leg.endedAt)}`
  }
}

export function sayMinutes(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  return minutes < 60 ? `${minutes} mnt` : `${Math.floor(minutes / 60)} j ${minutes % 60} mnt`
}

export function saySex(sex: Sex | null): string {
  if (sex === null) return 'jenis kelamin ?'
  return sex === 'L' ? 'Laki-laki' : 'Perempuan'
}

/** «Gawat darurat: tidak sadar», or null for whoever is none. */
export function saySigns({
  emergency,
  priority,
  reasons,
}: Pick<LegCard, 'emergency' | 'priority' | 'reasons'>): string | null {
  if (!emergency) return null
  const signs = Object.values(emergencyLabels).filter((sign) => reasons[0]?.includes(sign))
  return [priority ?? 'Gawat darurat', signs.join(', ')].filter(Boolean).join(': ')
}

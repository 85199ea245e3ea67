import type { SyncRun } from '#contract/hub/sync'
import { addDays, formatDate, type LocalDate } from '#domain/local-date'
import { formatClock } from '#ui/shared/format.ts'

export type Verdict = { kind: 'fine' | 'running' | 'attention'; sentence: string }

/** The whole report in one sentence, for somebody who reads no further. */
export function verdictOf(run: SyncRun, when: { today: LocalDate; timeZone: string }): Verdict {
  const { waiting, toFix, total, confirmed } = run.counts
  const until = sayUntil(run.startedAt, when)
  const attention = (sentence: string): Verdict => ({ kind: 'attention', sentence })
  if (run.state === 'running')
    return {
      kind: 'running',
      sentence: `Sedang dikirim: ${confirmed} dari ${total} data sudah diterima dinas.`,
    }
  if (run.state === 'stopped')
    return attention(
      'Pengiriman berhenti sebelum selesai. Sisanya dikirim lagi nanti; tidak ada yang hilang.',
    )
  if (run.compared.some(({ same }) => same === false)) return attention('Ada yang belum sama di dinas.')
  const left = [
    toFix > 0 ? `${toFix} data perlu diperbaiki` : '',
    waiting > 0 ? `${waiting} data menunggu pengiriman berikutnya` : '',
  ].filter(Boolean)
  if (left.length > 0) return attention(`${capital(left.join(', '))}. Selebihnya ${arrived(run)}`)
  return { kind: 'fine', sentence: `Semua yang dicatat sampai ${until} ${arrived(run)}` }
}

/** No more is claimed than was compared. */
function arrived({ compared }: SyncRun): string {
  if (compared.some(({ how }) => how === 'none'))
    return 'sudah diterima dinas; isinya belum dapat dicocokkan.'
  if (compared.some(({ how }) => how !== 'digest')) return 'sudah diterima dinas, dan jumlahnya sama.'
  return compared.length === 0 ? 'sudah diterima dinas.' : 'sudah sama di dinas.'
}

function sayUntil(at: number, { today, timeZone }: { today: LocalDate; timeZone: string }): string {
  const day = dayOf(at, timeZone)
  const named = new Map([
    [today, 'hari ini'],
    [addDays(today, -1), 'kemarin'],
  ])
  return `${named.get(day) ?? formatDate(day)} pukul ${formatClock(at, timeZone)}`
}

/** The calendar day of a moment on the facility's wall. */
export function dayOf(at: number, timeZone: string): LocalDate {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(at) as LocalDate
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const results = {
  running: 'sedang berjalan',
  done: 'semua diterima',
  partly: 'sebagian',
  stopped: 'berhenti',
}

/** What became of a run, in the list of them. */
export function sayResult({
  state,
  counts,
  same,
}: {
  state: SyncRun['state']
  counts: SyncRun['counts']
  same: boolean | null
}): string {
  if (counts.toFix > 0 && state !== 'running') return `${counts.toFix} perlu diperbaiki`
  if (same === false) return 'belum sama'
  return state === 'done' && same ? 'sudah sama' : results[state]
}

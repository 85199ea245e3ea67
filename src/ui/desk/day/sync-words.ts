import type { HubOutputs } from '#contract/hub/hub'
import type { SyncRun } from '#contract/hub/sync'
import { formatClock } from '#ui/shared/format.ts'

/** What became of a run, for somebody who never heard of FHIR: first the result, then what follows from it. */
export function describeRun(run: SyncRun, timeZone: string): string[] {
  const { total, confirmed, waiting, toFix } = run.counts
  if (run.state === 'running') return [`Mengirim ${confirmed} dari ${total} data …`]
  const at = run.endedAt === null ? '' : ` pukul ${formatClock(run.endedAt, timeZone)}`
  // What was sent has all arrived, also where the two sides were then found to differ (`compared-words`).
  if (run.state === 'done' || (run.state === 'partly' && waiting + toFix === 0)) {
    return [
      total === 0 ? `Tidak ada yang perlu dikirim${at}.` : `Semua ${total} data sudah diterima dinas${at}.`,
    ]
  }
  return [
    run.state === 'stopped' ? `Pengiriman berhenti${at}.` : `Sebagian terkirim${at}.`,
    ...(run.problem ? [run.problem.sentence] : []),
    confirmed > 0 ? `${confirmed} data sudah diterima dinas.` : '',
    toFix > 0 ? `${toFix} data perlu diperbaiki dahulu.` : '',
  ].filter(Boolean)
}

/** What the next shipment will carry and when; said with comfort after one that did not get through. */
export function describeWaiting(waiting: number, lastRun: SyncRun | null, paused: boolean): string | null {
  if (waiting === 0) return lastRun ? null : 'Belum ada yang perlu dikirim.'
  const failed = lastRun?.state === 'stopped' || lastRun?.state === 'partly'
  return failed
    ? `${waiting} data menunggu dan dikirim lagi nanti. Tidak ada yang hilang.`
    : `${waiting} data siap dikirim.${paused ? '' : ' Dikirim sendiri begitu hari ditutup.'}`
}

/** Share of a running shipment that the district has answered for, 0–100. */
export function progressOf({ counts }: SyncRun): number {
  return counts.total === 0 ? 0 : Math.round((100 * (counts.confirmed + counts.toFix)) / counts.total)
}

/** All in a few words for the top of the desk; `attention` when a person has to look. */
export function standingOf(
  { configured, paused, lastRun, waiting }: HubOutputs['sync']['status'],
  timeZone: string,
): { kind: 'unset' | 'running' | 'attention' | 'fine'; words: string } {
  if (!configured) return { kind: 'unset', words: 'alamat dinas belum diisi' }
  const { confirmed, total, toFix } = lastRun?.counts ?? { confirmed: 0, total: 0, toFix: 0 }
  if (lastRun?.state === 'running') return { kind: 'running', words: `mengirim ${confirmed}/${total}` }
  const left = waiting > 0 ? ` · ${waiting} menunggu` : ''
  if (paused) return { kind: 'attention', words: `pengiriman dijeda${left}` }
  if (toFix > 0) return { kind: 'attention', words: `${toFix} perlu diperbaiki${left}` }
  if (lastRun?.state === 'stopped') return { kind: 'attention', words: `belum terkirim${left}` }
  if (lastRun?.compared.some(({ same }) => same === false))
    return { kind: 'attention', words: `belum sama dengan dinas${left}` }
  const words = lastRun?.endedAt
    ? `terkirim ${formatClock(lastRun.endedAt, timeZone)}`
    : 'belum pernah dikirim'
  return { kind: 'fine', words: `${words}${left}` }
}

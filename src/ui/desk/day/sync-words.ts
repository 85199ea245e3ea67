import type { SyncRun } from '#contract/hub/sync'
import { formatClock } from '#ui/shared/format.ts'

/** What became of a run, for somebody who never heard of FHIR: first the result, then what follows from it. */
export function describeRun(run: SyncRun, timeZone: string): string[] {
  const { total, confirmed, toFix } = run.counts
  if (run.state === 'running') return [`Mengirim ${confirmed} dari ${total} rekam …`]
  const at = run.endedAt === null ? '' : ` pukul ${formatClock(run.endedAt, timeZone)}`
  if (run.state === 'done') {
    return [
      total === 0 ? `Tidak ada yang perlu dikirim${at}.` : `Semua ${total} rekam sudah diterima dinas${at}.`,
    ]
  }
  return [
    run.state === 'stopped' ? `Pengiriman berhenti${at}.` : `Sebagian terkirim${at}.`,
    ...(run.problem ? [run.problem.sentence] : []),
    confirmed > 0 ? `${confirmed} rekam sudah diterima dinas.` : '',
    toFix > 0 ? `${toFix} rekam perlu diperbaiki dahulu.` : '',
  ].filter(Boolean)
}

/** What the next shipment will carry; said with comfort after one that did not get through. */
export function describeWaiting(waiting: number, lastRun: SyncRun | null): string | null {
  if (waiting === 0) return lastRun ? null : 'Belum ada yang perlu dikirim.'
  const failed = lastRun?.state === 'stopped' || lastRun?.state === 'partly'
  return failed
    ? `${waiting} rekam menunggu dan dikirim lagi nanti. Tidak ada yang hilang.`
    : `${waiting} rekam siap dikirim.`
}

/** Share of a running shipment that the district has answered for, 0–100. */
export function progressOf({ counts }: SyncRun): number {
  return counts.total === 0 ? 0 : Math.round((100 * (counts.confirmed + counts.toFix)) / counts.total)
}

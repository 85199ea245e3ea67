import type { HubOutputs } from '#contract/hub/hub'
import type { ComparedDay, SyncRun } from '#contract/hub/sync'
import { type Problem, sentenceOf } from '#domain/errors'
import { formatDate, type LocalDate } from '#domain/local-date'
import { formatTicketNumber } from '#hub/store/counters'
import type { HeldRow } from '#hub/store/held'
import type { SyncRunRow } from '#hub/store/sync-runs'

type HeldBack = HubOutputs['sync']['report']['heldBack'][number]

export function problemToRow(problem: Problem | null): string | null {
  return problem === null ? null : JSON.stringify(problem)
}

export function comparedToRow(compared: readonly ComparedDay[] | null): string | null {
  return compared === null ? null : JSON.stringify(compared)
}

/** A row that says `running` while no run goes on was left by a hub that was killed. */
export function runFromRow(row: SyncRunRow, isGoing: boolean): SyncRun {
  const problem = row.problem === null ? null : (JSON.parse(row.problem) as Problem)
  return {
    id: row.id,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    state: row.state === 'running' && !isGoing ? 'stopped' : row.state,
    counts: {
      total: row.total,
      sent: row.sent,
      confirmed: row.confirmed,
      waiting: row.waiting,
      toFix: row.to_fix,
    },
    compared: row.compared === null ? [] : (JSON.parse(row.compared) as ComparedDay[]),
    problem: problem && { code: problem.code, sentence: sentenceOf(problem) },
  }
}

/** A record set apart, named as the clerk knows it. */
export function heldFromRow(row: HeldRow): HeldBack {
  const { kind, recordId, patientId, words, attempts } = row
  return { kind, recordId, patientId, words, attempts, title: titleOf(row) }
}

function titleOf({ visit, patientName, recordNo, roomName }: HeldRow): string {
  const person = patientName === null ? null : `${patientName} (RM ${recordNo})`
  if (visit) {
    const number = formatTicketNumber(visit.series, visit.number)
    return `Kunjungan ${number}, ${formatDate(visit.day as LocalDate)}, ${person}`
  }
  return person ?? roomName ?? 'Puskesmas ini'
}

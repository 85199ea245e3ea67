import type { HubOutputs } from '#contract/hub/hub'
import type { ComparedType, PastRun, SyncRun } from '#contract/hub/sync'
import { type Problem, sentenceOf } from '#domain/errors'
import { formatDate, type LocalDate } from '#domain/local-date'
import { formatTicketNumber } from '#hub/store/counters'
import type { HeldRow, NamedRow } from '#hub/store/held'
import type { SyncRunRow } from '#hub/store/sync-runs'

type HeldBack = HubOutputs['sync']['report']['heldBack'][number]

export function problemToRow(problem: Problem | null): string | null {
  return problem === null ? null : JSON.stringify(problem)
}

export function comparedToRow(compared: readonly ComparedType[] | null): string | null {
  return compared === null ? null : JSON.stringify(compared)
}

export function pastFromRow(row: SyncRunRow, isGoing: boolean): PastRun {
  const run = runFromRow(row, isGoing)
  const told = run.compared.filter(({ same }) => same !== null)
  return { ...run, same: told.length === 0 ? null : told.every(({ same }) => same) }
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
    compared: row.compared === null ? [] : (JSON.parse(row.compared) as ComparedType[]),
    problem: problem && { code: problem.code, sentence: sentenceOf(problem) },
    tryAgainAt: problem?.code === 'sync_asked_to_wait' ? problem.params.at : null,
  }
}

/** A record set apart, named as the clerk knows it. */
export function heldFromRow(row: HeldRow): HeldBack {
  const { words, attempts, mended } = row
  return { ...recordFromRow(row), words, attempts, mended }
}

export function recordFromRow(row: NamedRow): HubOutputs['sync']['records'][number] {
  const { kind, recordId, patientId, visit } = row
  return { kind, recordId, patientId, visitId: visit?.id ?? null, title: titleOf(row) }
}

function titleOf({ kind, visit, patientName, recordNo, roomName, care }: NamedRow): string {
  const person = patientName === null ? null : `${patientName} (RM ${recordNo})`
  if (visit) {
    const number = formatTicketNumber(visit.series, visit.number)
    return `${care ?? 'Kunjungan'} ${number}, ${formatDate(visit.day as LocalDate)}, ${person}`
  }
  if (kind === 'coverage') return `Kepesertaan ${person}`
  return person ?? roomName ?? 'Puskesmas ini'
}

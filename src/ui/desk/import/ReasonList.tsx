import type { ImportReport, RowKind } from '#contract/hub/import'
import classes from './import.module.css'
import { count } from './import-words.ts'

const kindsOf: Record<RowKind, readonly string[]> = {
  fresh: ['mended'],
  noted: ['left'],
  likely: ['likely'],
  known: ['known'],
  rejected: ['rejected'],
}

/** How many rows each reason concerns, the most frequent first. */
export function ReasonList({ report, kind }: { report: ImportReport; kind: RowKind }) {
  const reasons = report.reasons
    .filter((reason) => kindsOf[kind].includes(reason.kind))
    .toSorted((a, b) => b.rows - a.rows)
  if (reasons.length === 0) return null
  return (
    <ul className={classes.reasons} aria-label="Alasan dan jumlahnya">
      {reasons.map(({ code, label, rows }) => (
        <li key={code}>
          {label} <b>{count(rows)}</b>
        </li>
      ))}
    </ul>
  )
}

import type { HubOutputs } from '#contract/hub/hub'
import type { SyncRun } from '#contract/hub/sync'
import type { Facility } from '#ui/shared/use-session.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import sheet from '../sheet.module.css'
import { sayClock } from './clock-words.ts'
import { describeCompared } from './compared-words.ts'
import classes from './report.module.css'
import { sayWhen } from './Summary.tsx'
import { TypeTable } from './TypeTable.tsx'
import { verdictOf } from './verdict.ts'

type Props = { facility: Facility; report: HubOutputs['sync']['report']; run: SyncRun }

/** Seen by the printer only: the report in black and white on A4, for the file of the Puskesmas. */
export function ReportSheet({ facility, report: { byType, heldBack, clockAheadMs }, run }: Props) {
  const { today } = useFrontDesk()
  const { timeZone } = facility
  return (
    <section className={`${sheet.sheet} ${classes.onPaper}`} aria-hidden>
      <h1>Laporan pengiriman ke dinas kesehatan</h1>
      <p>
        {facility.name} · kode {facility.code} · {sayWhen(run, timeZone)}
      </p>
      <p className={classes.sentence}>{verdictOf(run, { today, timeZone }).sentence}</p>
      {run.problem && <p>{run.problem.sentence}</p>}
      {clockAheadMs !== null && <p>{sayClock(clockAheadMs)}</p>}
      <TypeTable byType={byType} compared={run.compared} />
      {describeCompared(run.compared).map((words) => (
        <p key={words}>{words}</p>
      ))}
      {heldBack.length > 0 && (
        <>
          <h2>Perlu diperbaiki</h2>
          <ol>
            {heldBack.map(({ recordId, title, words, mended }) => (
              <li key={recordId}>
                <b>{title}</b>
                {mended && ' (sudah diperbaiki)'}: {words}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}

import { Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCloudUp } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import type { SyncRun } from '#contract/hub/sync'
import { formatLongDate } from '#domain/local-date'
import { formatClock } from '#ui/shared/format.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { sayClock } from './clock-words.ts'
import { describeCompared } from './compared-words.ts'
import classes from './report.module.css'
import { TypeTable } from './TypeTable.tsx'
import { dayOf, verdictOf } from './verdict.ts'

const signs = { fine: IconCircleCheck, running: IconCloudUp, attention: IconAlertTriangle }

type Props = {
  run: SyncRun
  report: HubOutputs['sync']['report']
  /** The way to the records behind a figure; absent in an earlier report, whose records have moved on. */
  open?: ComponentProps<typeof TypeTable>['open']
}

/** The sentence first, then what it rests on. */
export function Summary({ run, report: { byType, clockAheadMs }, open }: Props) {
  const { facility, today } = useFrontDesk()
  const { timeZone } = facility
  const { kind, sentence } = verdictOf(run, { today, timeZone })
  const Sign = signs[kind]
  return (
    <div className={classes.summary}>
      <div className={classes.verdict} data-kind={kind} role="status">
        <Sign size={36} aria-hidden />
        <p>{sentence}</p>
      </div>
      <Text c="dimmed">{sayWhen(run, timeZone)}</Text>
      {run.problem && <Text>{run.problem.sentence}</Text>}
      {clockAheadMs !== null && <Text fw={600}>{sayClock(clockAheadMs)}</Text>}
      <TypeTable byType={byType} compared={run.compared} {...(open ? { open } : {})} />
      {describeCompared(run.compared).map((words) => (
        <Text key={words}>{words}</Text>
      ))}
    </div>
  )
}

/** «Jumat, 20 November 2026, pukul 20.03 sampai 20.04» */
export function sayWhen({ startedAt, endedAt }: SyncRun, timeZone: string): string {
  const began = `${formatLongDate(dayOf(startedAt, timeZone))}, pukul ${formatClock(startedAt, timeZone)}`
  return endedAt === null ? began : `${began} sampai ${formatClock(endedAt, timeZone)}`
}

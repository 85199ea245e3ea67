import type { ComparedType, Figure } from '#contract/hub/sync'
import { readFacility } from '#hub/store/facility'
import { listOfDays, listWaiting, type NamedRow, type Portion } from '#hub/store/held'
import type { Db } from '#hub/store/open'
import type { RecordKind } from '#hub/store/outbox'
import { readLastRun } from '#hub/store/sync-runs'
import { utcOffsetHours } from '#hub/system'
import { readDestinationSettings } from './destination.ts'

/** Reads the records behind a figure of the last report as it is now, each as the clerk knows it. */
export async function openFigure(db: Db, { type, which }: Figure): Promise<ReadPortion> {
  const kind = type.toLowerCase() as RecordKind
  if (which === 'waiting') return (portion) => listWaiting(db, kind, portion)
  const [facility, { baseUrl }, run] = [
    await readFacility(db),
    await readDestinationSettings(db),
    await readLastRun(db),
  ]
  if (!facility || !run?.compared) return async () => []
  const compared = JSON.parse(run.compared) as ComparedType[]
  const days = (compared.find((one) => one.type === type)?.differing ?? []).map(({ day }) => day)
  const side = { target: baseUrl, kind, offset: utcOffsetHours[facility.timeZone] }
  return (portion) => listOfDays(db, side, days, portion)
}

/** Without a portion the first of them, for a screen. */
type ReadPortion = (portion?: Portion) => Promise<NamedRow[]>

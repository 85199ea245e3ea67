import type { ComparedType, Figure } from '#contract/hub/sync'
import { readFacility } from '#hub/store/facility'
import { listOfDays, listWaiting, type NamedRow, type Portion } from '#hub/store/held'
import type { Db } from '#hub/store/open'
import type { RecordKind } from '#hub/store/outbox'
import { readLastRun } from '#hub/store/sync-runs'
import { utcOffsetHours } from '#hub/system'
import { readDestinationSettings } from './destination.ts'

/** The records behind a figure of the last report, each as the clerk knows it; without a portion the first of them. */
export async function listBehindFigure(
  db: Db,
  { type, which }: Figure,
  portion?: Portion,
): Promise<NamedRow[]> {
  const kind = type.toLowerCase() as RecordKind
  if (which === 'waiting') return listWaiting(db, kind, portion)
  const [facility, { baseUrl }, run] = [
    await readFacility(db),
    await readDestinationSettings(db),
    await readLastRun(db),
  ]
  if (!facility || !run?.compared) return []
  const compared = JSON.parse(run.compared) as ComparedType[]
  const days = (compared.find((one) => one.type === type)?.differing ?? []).map(({ day }) => day)
  const side = { target: baseUrl, kind, offset: utcOffsetHours[facility.timeZone] }
  return listOfDays(db, side, days, portion)
}

import type { LocalDate } from '#domain/local-date'
import { type Actor, findOpenLeg, moveLeg } from './legs.ts'
import type { Db, Tx } from './open.ts'
import { changeVisit } from './visits.ts'

export type DayCounts = {
  day: LocalDate
  registered: number
  finished: number
  cancelled: number
  open: number
  untouched: number
  temporary: number
  closedAt: number | null
}

export async function readDay(db: Db, day: LocalDate): Promise<DayCounts> {
  const visits = await db
    .selectFrom('visits')
    .innerJoin('patients', 'patients.id', 'visits.patient_id')
    .select(['visits.status', 'visits.service_recorded', 'patients.temporary'])
    .where('visits.day', '=', day)
    .execute()
  const closed = await db
    .selectFrom('closed_days')
    .select('closed_at')
    .where('day', '=', day)
    .executeTakeFirst()
  const count = (test: (visit: (typeof visits)[number]) => boolean) => visits.filter(test).length
  return {
    day,
    registered: visits.length,
    finished: count((visit) => visit.status === 'finished'),
    cancelled: count((visit) => visit.status === 'cancelled'),
    open: count((visit) => visit.status === 'open'),
    untouched: count((visit) => visit.status === 'open' && visit.service_recorded === 0),
    temporary: count((visit) => visit.temporary === 1 && visit.status !== 'cancelled'),
    closedAt: closed?.closed_at ?? null,
  }
}

/**
 * Ends what is still open on this and earlier days. Closing a leg never cancels a visit: one that no room has served
 * goes out finished and marked as not recorded (design §3), or as absent when it was called and skipped.
 */
export async function closeDay(tx: Tx, day: LocalDate, actor: Actor): Promise<string[]> {
  const open = await tx
    .selectFrom('visits')
    .select(['id', 'service_recorded'])
    .where('status', '=', 'open')
    .where('day', '<=', day)
    .execute()
  for (const visit of open) {
    const leg = await findOpenLeg(tx, visit.id)
    if (leg) await moveLeg(tx, leg, 'close', actor)
    const absent = visit.service_recorded === 0 && leg?.state === 'skipped'
    await changeVisit(tx, visit.id, actor.at, {
      status: 'finished',
      ended_at: actor.at,
      status_reason: absent ? 'tidak hadir saat dipanggil' : null,
    })
  }
  await tx
    .insertInto('closed_days')
    .values({ day, closed_at: actor.at, closed_by: actor.staffId })
    .onConflict((conflict) =>
      conflict.column('day').doUpdateSet({ closed_at: actor.at, closed_by: actor.staffId }),
    )
    .execute()
  return open.map((visit) => visit.id)
}

import { addDays, type LocalDate } from '#domain/local-date'
import { type Actor, carryOver, isOfVisit, type Leg, listOpenLegs, moveLeg, type VisitLeg } from './legs.ts'
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

/** When a person last did «Tutup hari», for whichever day. */
export async function readLastClosing(db: Db): Promise<number | null> {
  const { at } = await db
    .selectFrom('closed_days')
    .select((row) => row.fn.max('closed_at').as('at'))
    .executeTakeFirstOrThrow()
  return at
}

/** Why a visit that no room has served is over; null: nobody recorded anything. */
export const absentReason = 'tidak hadir saat dipanggil'
const dayTurnedReason = 'ditutup otomatis: hari sudah berganti'

/** «Tutup hari»: ends what is still open on this and earlier days. How many visits were ended. */
export async function closeDay(tx: Tx, day: LocalDate, actor: Actor & { staffId: string }): Promise<number> {
  const open = await listOpenLegs(tx)
  const legs = open.filter(({ numberedOn }) => numberedOn <= day).map(({ leg }) => leg)
  await closeLegs(tx, legs, actor, null)
  await tx
    .insertInto('closed_days')
    .values({ day, closed_at: actor.at, closed_by: actor.staffId })
    .onConflict((conflict) =>
      conflict.column('day').doUpdateSet({ closed_at: actor.at, closed_by: actor.staffId }),
    )
    .execute()
  return legs.filter(isOfVisit).length
}

/** Whoever was called or served later than this before the day turned is still there: a Gawat Darurat never closes. */
const servedAcrossMs = 6 * 3_600_000
/**
 * A weekend lies between. A leap of the calendar beyond it may as well be a clock that was set wrong, and what is closed
 * stays closed when the clock is set right: there «Tutup hari» is left to a person.
 */
const mostDaysBack = 3

/**
 * Ends what the days before today have left open, with that as the reason; visits that are being served go on today.
 * How many visits and unregistered numbers were ended, and how many older ones wait for «Tutup hari».
 */
export async function closePastDays(
  tx: Tx,
  moment: { at: number; today: LocalDate },
): Promise<{ ended: number; left: number }> {
  const { at, today } = moment
  const first = addDays(today, -mostDaysBack)
  const past = (await listOpenLegs(tx)).map(({ leg }) => leg).filter(({ day }) => day < today)
  const recent = past.filter(({ day }) => day >= first)
  const over = recent.filter((leg) => !goesOn(leg, at))
  for (const leg of recent) if (goesOn(leg, at)) await carryOver(tx, leg, today)
  await closeLegs(tx, over, { ...moment, staffId: null }, dayTurnedReason)
  return { ended: over.length, left: past.length - recent.length }
}

/** A number that is at the counter has no visit yet: its person is registered without it. */
function goesOn(leg: Leg, at: number): boolean {
  const begun = leg.state === 'called' || leg.state === 'serving'
  return begun && isOfVisit(leg) && at - Math.max(leg.called_at ?? 0, leg.served_at ?? 0) < servedAcrossMs
}

async function closeLegs(tx: Tx, legs: readonly Leg[], actor: Actor, reason: string | null): Promise<void> {
  for (const leg of legs) {
    await moveLeg(tx, leg, 'close', actor, reason === null ? {} : { reason })
    if (isOfVisit(leg)) await endVisit(tx, leg, actor.at, reason)
  }
}

/**
 * Closing a leg never cancels its visit: one that no room has served goes out finished and marked as not recorded
 * (design §3), or as absent when it was called and skipped.
 */
async function endVisit(tx: Tx, leg: VisitLeg, at: number, reason: string | null): Promise<void> {
  const { service_recorded } = await tx
    .selectFrom('visits')
    .select('service_recorded')
    .where('id', '=', leg.visit_id)
    .executeTakeFirstOrThrow()
  const absent = leg.state === 'skipped' && service_recorded === 0
  await changeVisit(tx, leg.visit_id, at, {
    status: 'finished',
    ended_at: at,
    status_reason: absent ? absentReason : reason,
  })
}

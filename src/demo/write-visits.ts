import type { LegMove } from '#domain/leg'
import type { LocalDate } from '#domain/local-date'
import type { Room } from '#domain/room'
import { type Route, type RuleBook, routeVisit } from '#domain/routing'
import { type AuditEntry, appendAudit } from '#hub/store/audit'
import { closeDay } from '#hub/store/days'
import { type Actor, insertLeg, type Leg, moveLeg, readLeg } from '#hub/store/legs'
import type { Store, Tx } from '#hub/store/open'
import { queueForDistrict } from '#hub/store/outbox'
import { changeVisit, insertVisit } from '#hub/store/visits'
import { type Clinic, type Course, planCourse } from './courses.ts'
import { inventId } from './identity.ts'
import { createRandom, type Random } from './random.ts'
import type { DemoDay, DemoVisit } from './visits.ts'
import { giveCare, lookUpMembership } from './write-care.ts'

/** The Puskesmas as set up: who works there, its rooms, rules and working area. */
export type Setting = {
  seed: string
  rooms: readonly [Room, ...Room[]]
  book: RuleBook
  inside: ReadonlySet<string>
  clerk: string
  nurse: string
  /** Milliseconds at a minute of a calendar day of the facility. */
  momentOf: (day: LocalDate, minute: number) => number
}

type Event = { at: number; happen: (tx: Tx) => Promise<void> }
/** `ofCare` is a chance of its own, so that care changes nothing else about a seed's days. */
type Desk = Setting & { random: Random; ofCare: Random; day: LocalDate; known: Set<string> }

const closesAt = 14 * 60
/** How far into the morning the demo opens: so many of today's visits have come by now. */
const shareOfToday = 0.5

/**
 * Plays the days through the store's own moves, each in the order in which things happened; past days end with
 * «Tutup hari», the last one stops at `now`, with people still waiting. Answers how many visits were written.
 */
export async function writeVisits(
  store: Store,
  setting: Setting,
  days: Iterable<DemoDay>,
  { today, now }: { today: LocalDate; now: number },
): Promise<{ visits: number; today: number }> {
  const random = createRandom(`${setting.seed}/courses`)
  const ofCare = createRandom(`${setting.seed}/care`)
  const known = new Set<string>()
  const written = { visits: 0, today: 0 }
  for (const { day, visits } of days) {
    const desk = { ...setting, random, ofCare, day, known }
    const arrivals =
      day === today ? arriveUntil(now, visits, desk) : visits.map((visit) => arriveAt(visit, desk))
    const clinic: Clinic = { rooms: setting.rooms, freeAt: new Map() }
    const events = arrivals
      .flatMap((arriving) => playVisit(desk, clinic, arriving))
      .sort((a, b) => a.at - b.at)
    await store.write(async (tx) => {
      for (const event of events) if (event.at <= now) await event.happen(tx)
      if (day !== today) await endDay(tx, desk, events.at(-1)?.at ?? 0)
    })
    written.visits += arrivals.length
    if (day === today) written.today = arrivals.length
  }
  return written
}

type Arriving = { visit: DemoVisit; at: number }

function arriveAt(visit: DemoVisit, { day, momentOf }: Desk): Arriving {
  return { visit, at: Math.round(momentOf(day, visit.minute)) }
}

/** The first visits of the day, moved so that the last of them has just come, whatever the clock says. */
function arriveUntil(now: number, visits: readonly DemoVisit[], desk: Desk): Arriving[] {
  const come = visits.slice(0, Math.ceil(visits.length * shareOfToday)).map((visit) => arriveAt(visit, desk))
  const late = now - 60_000 - (come.at(-1)?.at ?? 0)
  const midnight = desk.momentOf(desk.day, 0)
  return come.map(({ visit, at }) => ({ visit, at: at + late })).filter(({ at }) => at >= midnight)
}

/** What happens to one visit from the counter to the way home; rooms are occupied in order of arrival. */
function playVisit(desk: Desk, clinic: Clinic, { visit, at }: Arriving): Event[] {
  const { person, arrival } = visit
  const route = routeVisit(person, arrival, desk.rooms, desk.book, desk.day)
  const emergency = arrival.emergency.length > 0
  const course = planCourse(desk.random, clinic, { route, payer: person.payer, at, emergency })
  const visitId = inventId(desk.random, at)
  const play: Play = { desk, course, visitId, priority: route.priority !== null, leg: null }
  return [{ at, happen: (tx) => admit(tx, play, visit, route) }, ...playRooms(play)]
}

/** One visit on its way; `leg` is where the person is. */
type Play = { desk: Desk; course: Course; visitId: string; priority: boolean; leg: Leg | null }

async function admit(tx: Tx, play: Play, { person, ...visit }: DemoVisit, route: Route): Promise<void> {
  const { desk, visitId } = play
  const at = play.course.stays[0].enteredAt
  if (!desk.known.has(person.id))
    await queueForDistrict(tx, { kind: 'patient', recordId: person.id, revision: 1, at })
  desk.known.add(person.id)
  const { number } = await insertVisit(tx, {
    ...visit,
    id: visitId,
    patientId: person.id,
    day: desk.day,
    series: route.room.series,
    number: null,
    route,
    overrideReason: null,
    payer: person.payer,
    cardNo: person.cardNo,
    insideArea: desk.inside.has(person.villageCode),
    confirmedBy: ['nama', 'tanggal_lahir'],
    at,
    staffId: desk.clerk,
  })
  if (person.registeredOn < desk.day) await markKnown(tx, play)
  await lookUpMembership(tx, person, desk.day, { random: desk.ofCare, staffId: desk.clerk, at })
  await enter(tx, play, 0, actorAt(desk, desk.clerk, at))
  await audit(tx, actorAt(desk, desk.clerk, at), 'input', 'visit', visitId, { number, rule: route.ruleId })
}

/** People registered earlier had visits before the demo's first day, most of them this year too. */
async function markKnown(tx: Tx, { desk, visitId }: Play): Promise<void> {
  const thisYear = desk.random.chance(0.6) ? { first_this_year: 0 as const } : {}
  await tx
    .updateTable('visits')
    .set({ first_ever: 0, ...thisYear })
    .where('id', '=', visitId)
    .execute()
}

function playRooms(play: Play): Event[] {
  const { course } = play
  const [first] = course.stays
  const step = (at: number, move: LegMove): Event => ({
    at,
    happen: (tx) => takeStep(tx, play, move, at),
  })
  switch (course.ending) {
    case 'untouched':
      return []
    case 'absent':
      return [
        step(first.calledAt, 'call'),
        step(first.calledAt + 60_000, 'recall'),
        step(first.calledAt + 180_000, 'skip'),
      ]
    case 'cancelled':
      return [{ at: first.calledAt, happen: (tx) => cancel(tx, play, first.calledAt) }]
    case 'finished':
      return course.stays.flatMap((stay, at) => [
        ...(stay.calledAt > stay.enteredAt ? [step(stay.calledAt, 'call')] : []),
        step(stay.servedAt, 'serve'),
        ...(at === 0 ? [care(play, (stay.servedAt + stay.endedAt) / 2)] : []),
        { at: stay.endedAt, happen: (tx: Tx) => leave(tx, play, at) },
      ])
  }
}

/** Noted while the person is served, in the room of their cluster. */
function care(play: Play, between: number): Event {
  const { desk, visitId } = play
  const at = Math.round(between)
  const happen = async (tx: Tx) => {
    if (!play.leg) return
    const noted = await giveCare(tx, play.leg.id, { random: desk.ofCare, staffId: desk.nurse, at })
    for (const item of noted)
      await audit(tx, actorAt(desk, desk.nurse, at), 'input', 'visit', visitId, { care: item })
  }
  return { at, happen }
}

/** On to the next room, back from a loan, or home. */
async function leave(tx: Tx, play: Play, stay: number): Promise<void> {
  const { desk, course, visitId } = play
  const { endedAt, onLoan } = course.stays[stay] ?? course.stays[0]
  const goesOn = stay + 1 < course.stays.length
  await takeStep(tx, play, goesOn && !onLoan ? 'move' : 'finish', endedAt)
  if (goesOn) await enter(tx, play, stay + 1, actorAt(desk, desk.nurse, endedAt))
  else await changeVisit(tx, visitId, endedAt, { status: 'finished', ended_at: endedAt })
}

async function cancel(tx: Tx, play: Play, at: number): Promise<void> {
  const reason = 'pulang sebelum dipanggil'
  await takeStep(tx, play, 'cancel', at, reason)
  await changeVisit(tx, play.visitId, at, { status: 'cancelled', status_reason: reason, ended_at: at })
}

async function enter(tx: Tx, play: Play, stay: number, actor: Actor): Promise<void> {
  const { desk, course, visitId, priority } = play
  const { roomId, onLoan } = course.stays[stay] ?? course.stays[0]
  const cameFrom = course.stays[stay - 1]?.roomId ?? null
  const id = inventId(desk.random, actor.at)
  const returnsTo = onLoan ? cameFrom : null
  const leg = { id, visitId, roomId, place: actor.at, priority, cameFrom, returnsTo }
  await insertLeg(tx, { ...leg, note: null, dueAt: null }, actor)
  play.leg = await readLeg(tx, id)
}

async function takeStep(tx: Tx, play: Play, move: LegMove, at: number, reason?: string): Promise<void> {
  if (!play.leg) throw new Error(`visit ${play.visitId} is nowhere`)
  const actor = actorAt(play.desk, play.desk.nurse, at)
  play.leg = await moveLeg(tx, play.leg, move, actor, reason === undefined ? {} : { reason })
}

/** «Tutup hari» at 14.00, or when the last room was done. */
async function endDay(tx: Tx, desk: Desk, lastAt: number): Promise<void> {
  const actor = actorAt(desk, desk.clerk, Math.max(desk.momentOf(desk.day, closesAt), lastAt + 60_000))
  const closed = await closeDay(tx, desk.day, actor)
  await audit(tx, actor, 'close', 'day', desk.day, { visits: closed })
}

function actorAt({ day }: Desk, staffId: string, at: number): Actor & { staffId: string } {
  return { staffId, at, today: day }
}

async function audit(
  tx: Tx,
  { staffId, at }: Actor,
  action: string,
  subject: AuditEntry['subject'],
  subjectId: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await appendAudit(tx, { at, staffId, deviceId: null, action, subject, subjectId, detail })
}

import type { ArrivalCard } from '#contract/hub/counter'
import type { LegCard } from '#contract/hub/queue'
import { describeAge } from '#domain/birth'
import { paysAtCashier } from '#domain/payer'
import type { Room } from '#domain/room'
import { canNoteCare, careOf } from './care.ts'
import type { StaffContext } from './context.ts'
import { counterLine, explainLine, roomLine } from './line.ts'
import type { ArrivalFacts, CardFacts } from './store/cards.ts'
import { listGivenCare, type StoredCare } from './store/care-events.ts'
import { readRuleBook } from './store/facility.ts'
import type { Line } from './store/lines.ts'
import { readReceipts } from './store/receipts.ts'
import { localTime } from './system.ts'

/** What is asked once for all cards of a room: why each waits where they wait, and what displays said of their calls. */
type Standing = {
  turns: ReadonlyMap<string, string>
  inOrder: <T extends Stay>(stays: readonly T[]) => T[]
  callOf: (stay: Stay) => LegCard['call']
}
type Stay = { legId: string; roomId: string; state: string; timesCalled: number }

/** Stays at a room as its screen shows them: those who wait in the order of calling, the others as given. */
export async function presentCards(
  staff: StaffContext,
  room: Room,
  stays: readonly CardFacts[],
): Promise<LegCard[]> {
  const { purposes } = await readRuleBook(staff.store.db, staff.facility, staff.today)
  const labels = new Map(purposes.map(({ code, label }) => [code, label]))
  const standing = await readStanding(staff, roomLine(room, staff.today), room, stays)
  const given = await listGivenCare(
    staff.store.db,
    stays.map(({ patientId }) => patientId),
  )
  return standing.inOrder(stays).map((stay) => presentCard(stay, labels, standing, given))
}

function presentCard(
  stay: CardFacts,
  purposes: ReadonlyMap<string, string>,
  standing: Standing,
  given: readonly StoredCare[],
): LegCard {
  const { day, arrival, birth, overrideReason } = stay
  const sentElsewhere = overrideReason === null ? [] : [`dipindahkan petugas: ${overrideReason}`]
  return {
    ...stay,
    age: birth && describeAge(birth, day),
    purpose: purposes.get(stay.purpose) ?? stay.purpose,
    reasons: [...stay.reasons, ...sentElsewhere],
    emergency: arrival.emergency.length > 0,
    paysAtCashier: paysAtCashier(stay.payer),
    turn: standing.turns.get(stay.legId) ?? '',
    dueCare: careOf(stay, given),
    canNoteCare: canNoteCare(stay),
    call: standing.callOf(stay),
  }
}

/** Numbers at the counter: those who wait in the order of calling, the others as given. */
export async function presentArrivals(
  staff: StaffContext,
  room: Room,
  arrivals: readonly ArrivalFacts[],
): Promise<ArrivalCard[]> {
  const line = await counterLine(staff.store.db, staff.today)
  const standing = await readStanding(staff, line, room, arrivals)
  return standing.inOrder(arrivals).map((arrival) => ({
    ...arrival,
    turn: standing.turns.get(arrival.legId) ?? '',
    call: standing.callOf(arrival),
  }))
}

async function readStanding(
  { store: { db }, facility, presence, system }: StaffContext,
  line: Line,
  room: Room,
  stays: readonly Stay[],
): Promise<Standing> {
  const anyWaits = stays.some(({ state }) => state === 'waiting')
  const sayClock = (at: number) => localTime(at, facility.timeZone).clock
  const turns = anyWaits
    ? await explainLine(db, line, room, system.now(), sayClock)
    : new Map<string, string>()
  const called = stays.filter(({ timesCalled }) => timesCalled > 0).map(({ legId }) => legId)
  const receipts = await readReceipts(db, called)
  const ranks = new Map([...turns.keys()].map((legId, rank) => [legId, rank]))
  const rankOf = ({ legId }: Stay) => ranks.get(legId) ?? -1
  return {
    turns,
    inOrder: (some) => some.toSorted((a, b) => rankOf(a) - rankOf(b)),
    callOf: ({ legId, roomId }) => {
      const call = receipts.get(legId)
      return call ? { ...call, displays: presence.displaysShowing(roomId) } : null
    },
  }
}

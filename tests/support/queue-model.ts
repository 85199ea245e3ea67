import { isDeepStrictEqual } from 'node:util'
import {
  type Clocked,
  type Counter,
  emergencyRoom,
  type Facts,
  factsOf,
  isLansia,
  open,
  type QueueDay,
  type RoomName,
  rooms,
  type Sickroom,
  type Station,
  type Stay,
  stayAt,
  stranger,
} from './queue-facts.ts'
import { call, chooseNext, placeAtEnd, placeBehindThree } from './queue-line.ts'

/**
 * The queue once more, as naively as it can be said: plain lists, and nothing of the product's own rules imported. A
 * test compares what the hub has stored with what this model expects.
 */

export const moves = ['call', 'recall', 'serve', 'skip', 'rejoin', 'undo', 'finish'] as const
export type Move = (typeof moves)[number]

export type Order =
  | { do: 'take'; at: Station; priority: boolean; request: string }
  | { do: 'register'; at: Counter; patient: number; room: Sickroom; arrival: string | null }
  | { do: 'emergency'; at: Counter }
  | { do: 'setNumbers'; at: Counter; fresh: boolean }
  | { do: 'callNext'; at: RoomName; room: RoomName }
  | { do: 'move'; at: RoomName; stay: number; move: Move }
  | { do: 'transfer'; at: RoomName; stay: number; room: RoomName; returns: boolean }
  | { do: 'dismiss'; at: Counter; stay: number }
  | { do: 'cancel' | 'takeBack'; at: Counter; visit: string }
  | { do: 'book'; at: Counter; patient: number; room: Sickroom | null; due: number }
  | { do: 'closeDay'; at: Counter }

/** The number on the card that was answered (empty where an answer has none), or the code of the refusal. */
export type Outcome = { number: string } | { refused: string }

class Refused extends Error {}
function refuse(code: string): never {
  throw new Refused(code)
}

/** The day after an order, and what is answered to it; refused, the day is the one before. */
function carryOut(day: QueueDay, order: Order, clocked: Clocked): { day: QueueDay; outcome: Outcome } {
  const after = structuredClone(day)
  try {
    return { day: after, outcome: { number: deeds[order.do](after, order as never, clocked) } }
  } catch (fault) {
    if (fault instanceof Refused) return { day, outcome: { refused: fault.message } }
    throw fault
  }
}

type Deed<D extends Order['do']> = (
  day: QueueDay,
  order: Extract<Order, { do: D }>,
  clocked: Clocked,
) => string
type Deeds = { [D in Order['do']]: Deed<D> }

const minute = 60_000

const deeds: Deeds = {
  take: (day, { at, priority, request }, clocked) => {
    const known = day.taken.find((other) => other.request === request)
    if (known) return known.number
    const recent = day.taken.filter((other) => other.by === at && day.now - other.at <= minute)
    if (recent.length >= 20) refuse('numbers_too_fast')
    const number = nextNumber(day, 'D')
    day.taken.push({ number, by: at, at: day.now, request })
    day.arrivals.push({ number, visit: null })
    begin(
      day,
      { of: 'arrival', number, room: 'Loket Pendaftaran', priority, due: null, returnsTo: null },
      clocked,
    )
    return number
  },

  register: (day, { patient, room, arrival }, clocked) => {
    if (isHere(day, patient)) refuse('already_here')
    const paper = day.arrivals.find(({ number }) => number === arrival)
    if (paper?.visit) refuse('arrival_registered')
    const isFree = paper && !day.newNumbers && !day.visits.some(({ number }) => number === paper.number)
    const number = isFree ? paper.number : nextNumber(day, rooms[room].series)
    day.visits.push({ number, patient, status: 'open' })
    day.registeredAt[number] = day.now
    const booking = day.bookings
      .filter((one) => one.patient === patient && one.visit === null && (one.room ?? room) === room)
      .sort((a, b) => a.due - b.due)[0]
    if (booking) booking.visit = number
    const due = booking?.due ?? null
    begin(day, { of: 'visit', number, room, priority: isLansia(patient), due, returnsTo: null }, clocked)
    if (paper) {
      const stay = day.stays.findIndex((other) => other.of === 'arrival' && other.number === paper.number)
      if (!open.includes(stayAt(day, stay).state)) refuse('leg_move_refused')
      end(day, stay, 'done')
      paper.visit = number
    }
    return number
  },

  emergency: (day, _order, clocked) => {
    const number = nextNumber(day, rooms[emergencyRoom].series)
    day.visits.push({ number, patient: stranger, status: 'open' })
    day.registeredAt[number] = day.now
    begin(
      day,
      { of: 'visit', number, room: emergencyRoom, priority: true, due: null, returnsTo: null },
      clocked,
    )
    return number
  },

  setNumbers: (day, { fresh }) => {
    day.newNumbers = fresh
    return ''
  },

  callNext: (day, { room }) => {
    const next = chooseNext(day, room) ?? refuse('queue_empty')
    call(day, next, room)
    return stayAt(day, next).number
  },

  move: (day, { at, stay: index, move }, clocked) => {
    const stay = stayAt(day, index)
    const isElsewhere = stay.room !== at
    if (stay.of === 'arrival') {
      if (isElsewhere && ['called', 'serving'].includes(stay.state)) refuse('leg_unknown')
      const paper = day.arrivals.find(({ number }) => number === stay.number)
      if (move === 'undo' && paper?.visit) refuse('leg_move_refused')
    } else if (isElsewhere && !rooms[at].counter) refuse('leg_unknown')
    if (move === 'undo' && stay.state === 'done') refuseReopening(day, index)
    if (!movesOf(day, index).includes(move)) refuse('leg_move_refused')
    makeMove(day, index, move, stay.of === 'arrival' ? at : stay.room, clocked)
    return stay.number
  },

  transfer: (day, { at, stay: index, room, returns }, clocked) => {
    const { room: here, state, number, priority, returnsTo } = stayAt(day, index)
    if (here !== at && !rooms[at].counter) refuse('leg_unknown')
    if (room === here) refuse('same_room')
    if (rooms[room].counter) refuse('room_is_counter')
    if (state !== 'serving') refuse('leg_move_refused')
    end(day, index, 'moved')
    const wayBack = returnsTo ?? (returns ? here : null)
    const next = { room, returnsTo: wayBack === room ? null : wayBack }
    begin(day, { of: 'visit', number, priority, due: null, ...next }, clocked)
    return number
  },

  dismiss: (day, { at, stay: index }) => {
    const { state, number, room } = stayAt(day, index)
    if (room !== at && ['called', 'serving'].includes(state)) refuse('leg_unknown')
    if (!open.includes(state)) refuse('leg_move_refused')
    end(day, index, state === 'serving' ? 'done' : 'cancelled')
    return number
  },

  cancel: (day, { visit: number }) => cancelVisit(day, number),

  takeBack: (day, { visit: number }) => {
    if (day.now - (day.registeredAt[number] ?? 0) > minute) refuse('visit_undo_late')
    cancelVisit(day, number)
    const paper = day.arrivals.find(({ visit }) => visit === number)
    if (paper) {
      paper.visit = null
      const stay = day.stays.find((other) => other.of === 'arrival' && other.number === paper.number)
      if (stay) stay.state = 'serving'
    }
    return number
  },

  book: (day, { patient, room, due }) => {
    const same = day.bookings.some(
      (one) => one.patient === patient && one.room === room && one.visit === null,
    )
    if (same) refuse('booking_twice')
    day.bookings.push({ patient, room, due, visit: null })
    return ''
  },

  closeDay: (day) => {
    for (const [index, { state }] of day.stays.entries()) if (open.includes(state)) end(day, index, 'closed')
    for (const visit of day.visits) if (visit.status === 'open') visit.status = 'finished'
    return ''
  },
}

function nextNumber(day: QueueDay, series: string): string {
  const last = (day.counts[series] ?? 0) + 1
  day.counts[series] = last
  return `${series}-${String(last).padStart(3, '0')}`
}

function isHere(day: Facts, patient: number): boolean {
  return (
    patient !== stranger && day.visits.some((visit) => visit.patient === patient && visit.status === 'open')
  )
}

function begin(day: QueueDay, stay: Omit<Stay, 'state' | 'place' | 'timesCalled'>, clocked: Clocked): void {
  const place = placeAtEnd(day, stay.room, clocked[day.stays.length]?.began ?? 0)
  day.stays.push({ ...stay, state: 'waiting', place, timesCalled: 0 })
}

function end(day: QueueDay, index: number, state: string): void {
  stayAt(day, index).state = state
  day.endedAt[index] = day.now
}

function cancelVisit(day: QueueDay, number: string): string {
  const visit = day.visits.find((other) => other.number === number)
  if (visit?.status !== 'open') return refuse('visit_unknown')
  const index = openStayOf(day, number)
  if (stayAt(day, index).state === 'serving') refuse('leg_move_refused')
  end(day, index, 'cancelled')
  visit.status = 'cancelled'
  for (const booking of day.bookings) if (booking.visit === number) booking.visit = null
  return number
}

function openStayOf(day: Facts, number: string): number {
  return day.stays.findIndex(
    (stay) => stay.of === 'visit' && stay.number === number && open.includes(stay.state),
  )
}

const table: Record<string, Move[]> = {
  waiting: ['call', 'serve'],
  called: ['recall', 'serve', 'skip', 'undo'],
  skipped: ['rejoin', 'call'],
  serving: ['finish', 'undo'],
  done: ['undo'],
}

/** What the table of moves lets happen to a stay now; what ended is taken back for ten minutes. */
export function movesOf(day: QueueDay, index: number): Move[] {
  const { state } = stayAt(day, index)
  const isOver = state === 'done' && day.now - (day.endedAt[index] ?? 0) > 10 * minute
  return isOver ? [] : (table[state] ?? [])
}

function makeMove(day: QueueDay, index: number, move: Move, room: RoomName, clocked: Clocked): void {
  const stay = stayAt(day, index)
  const visit = day.visits.find(({ number }) => stay.of === 'visit' && number === stay.number)
  // Who was skipped owes three people their turn, and has used up a booked time.
  if (stay.state === 'skipped') {
    const place = placeBehindThree(day, stay, clocked[index]?.place ?? 0)
    Object.assign(stay, { place, due: null })
  }
  if (move === 'call') call(day, index, room)
  else if (move === 'finish') {
    end(day, index, 'done')
    if (stay.returnsTo) begin(day, { ...stay, room: stay.returnsTo, due: null, returnsTo: null }, clocked)
    else if (visit) visit.status = 'finished'
  } else if (move === 'recall') {
    stay.timesCalled += 1
    day.calls.push({ stay: index, recall: true })
  } else if (move === 'rejoin') stay.state = 'waiting'
  else if (move === 'undo' && stay.state === 'done') {
    if (visit) visit.status = 'open'
    stay.state = 'serving'
  } else if (move === 'undo') stay.state = 'waiting'
  else if (move === 'skip') stay.state = 'skipped'
  else Object.assign(stay, { state: 'serving', room })
}

/** Only the last stay of a visit is taken back, and nobody is in the house twice. */
function refuseReopening(day: Facts, index: number): void {
  const { of, number } = stayAt(day, index)
  if (of === 'arrival') return
  if (day.stays.findLastIndex((stay) => stay.of === of && stay.number === number) !== index)
    refuse('leg_move_refused')
  if (day.visits.some((visit) => visit.number === number && isHere(day, visit.patient)))
    refuse('already_here')
}

type Asked = { order: Order; answer: Outcome | null }

/**
 * The day that orders asked at the same time lead to, if there is any order of carrying them out one after the other
 * in which each got the answer it got, and in which everything is then stored as `seen`. An order whose answer nobody
 * heard may have been carried out or not.
 */
export function explain(
  day: QueueDay,
  asked: readonly Asked[],
  seen: Facts,
  clocked: Clocked,
): QueueDay | null {
  const isAllHeard = asked.every(({ answer }) => answer === null)
  if (isAllHeard && isDeepStrictEqual(factsOf(day), factsOf(seen))) return day
  for (const one of asked) {
    const { day: after, outcome } = carryOut(day, one.order, clocked)
    if (one.answer && !isDeepStrictEqual(outcome, one.answer)) continue
    const rest = asked.filter((other) => other !== one)
    const found = explain(after, rest, seen, clocked)
    if (found) return found
  }
  return null
}

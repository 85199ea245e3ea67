import fc from 'fast-check'
import { machine } from '#hub/system'
import { counters, type QueueDay, type RoomName, rooms, sickrooms, stayAt, stranger } from './queue-facts.ts'
import { patients } from './queue-house.ts'
import { chooseNext } from './queue-line.ts'
import { moves, movesOf, type Order } from './queue-model.ts'

/**
 * What somebody at a station may want. People and places are named by any number, which becomes somebody who is there
 * when its turn comes, so that a shortened sequence still makes sense.
 */
export const roomNames = Object.keys(rooms) as RoomName[]

/** Where a run has got to; `lastRequest` is what a page would ask with again, `history` what was asked so far. */
export type Model = { day: QueueDay; lastRequest: string | null; history: string[] }

const any = fc.nat(9999)
/** Now and then something is asked that no screen offers. */
const stray = fc.nat(7).map((die) => die === 0)
export const atCounter = fc.constantFrom(...counters)
export const newNumber = fc.record({
  do: fc.constant('take' as const),
  at: fc.constantFrom('kiosk' as const, ...counters),
  priority: fc.boolean(),
  again: stray,
})
export const registration = fc.record({
  do: fc.constant('register' as const),
  at: atCounter,
  patient: fc.nat(patients - 1),
  room: fc.constantFrom(...sickrooms),
  arrival: fc.option(any),
  /** Somebody who was served already comes a second time. */
  anew: fc.nat(3).map((die) => die === 0),
})
export const anotherCall = fc.record({ do: fc.constant('callNext' as const), room: any, stray })
export const anyWish = fc.oneof(
  { weight: 5, arbitrary: newNumber },
  { weight: 7, arbitrary: registration },
  { weight: 5, arbitrary: anotherCall },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('move' as const), stay: any, move: any, stray }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('transfer' as const),
      stay: any,
      room: fc.constantFrom(...roomNames),
      returns: fc.boolean(),
      stray,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('emergency' as const), at: atCounter }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('setNumbers' as const), at: atCounter, fresh: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('dismiss' as const), at: atCounter, stay: any }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), at: atCounter, visit: any }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('takeBack' as const), at: atCounter, visit: any }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('book' as const),
      at: atCounter,
      patient: fc.nat(patients - 1),
      room: fc.option(fc.constantFrom(...sickrooms)),
      soon: fc.integer({ min: 1, max: 12 }),
    }),
  },
)
export type Wish =
  | (typeof anyWish extends fc.Arbitrary<infer T> ? T : never)
  | Extract<Order, { do: 'closeDay' }>

function pick<T>(list: readonly T[], number: number): T | undefined {
  return list[number % list.length]
}

/** The order that a person could mean on this day; null where there is nobody it could be about. */
export function orderFor({ day, lastRequest }: Omit<Model, 'history'>, wish: Wish): Order | null {
  switch (wish.do) {
    case 'take': {
      const request = wish.again && lastRequest !== null ? lastRequest : machine.newId()
      return { do: 'take', at: wish.at, priority: wish.priority, request }
    }
    case 'register': {
      const { at, room } = wish
      const arrival = wish.arrival === null ? undefined : pick(day.arrivals, wish.arrival)
      const gone = day.visits.filter(({ status, patient }) => status === 'finished' && patient !== stranger)
      const patient = (wish.anew ? pick(gone, wish.patient)?.patient : undefined) ?? wish.patient
      return { do: 'register', at, patient, room, arrival: arrival?.number ?? null }
    }
    case 'callNext': {
      const busy = roomNames.filter((name) => chooseNext(day, name) !== undefined)
      const room = pick(wish.stray || busy.length === 0 ? roomNames : busy, wish.room) ?? 'Loket 2'
      return { do: 'callNext', at: room, room }
    }
    case 'move':
    case 'transfer':
    case 'dismiss':
      return aimed(day, wish)
    case 'cancel':
    case 'takeBack': {
      const recent = day.visits.toReversed()
      const visit = pick(wish.do === 'takeBack' ? recent.slice(0, 2) : recent, wish.visit)
      return visit ? { do: wish.do, at: wish.at, visit: visit.number } : null
    }
    case 'book': {
      // No two bookings of a person fall on one minute: which of them is meant would be anybody's guess.
      const slot = wish.room === null ? 0 : 1 + sickrooms.indexOf(wish.room)
      const due = (Math.floor(day.now / 60_000 / 4) + wish.soon) * 4 + slot
      return { do: 'book', at: wish.at, patient: wish.patient, room: wish.room, due: due * 60_000 }
    }
    case 'emergency':
    case 'setNumbers':
    case 'closeDay':
      return wish
  }
}

/** About somebody's stay: mostly one that is not over, from where they are, and a move that may be made. */
function aimed(day: QueueDay, wish: Extract<Wish, { do: 'move' | 'transfer' | 'dismiss' }>): Order | null {
  const isStray = wish.do !== 'dismiss' && wish.stray
  const ofKind = [...day.stays.keys()].filter((index) => {
    const { of } = stayAt(day, index)
    return wish.do === 'move' || of === (wish.do === 'transfer' ? 'visit' : 'arrival')
  })
  const lively = ofKind.filter((index) => movesOf(day, index).length > 0)
  const serving = lively.filter((index) => stayAt(day, index).state === 'serving')
  const among = isStray ? ofKind : wish.do === 'transfer' ? serving : lively
  const stay = pick(among, wish.stay)
  if (stay === undefined) return null
  const { of, room } = stayAt(day, stay)
  if (wish.do === 'dismiss') return { do: 'dismiss', at: wish.at, stay }
  const places = of === 'arrival' ? counters : roomNames
  const at = isStray ? (pick(places, wish.stay) ?? room) : room
  if (wish.do === 'transfer') return { do: 'transfer', at, stay, room: wish.room, returns: wish.returns }
  const offered = isStray ? moves : movesOf(day, stay)
  const move = pick(of === 'arrival' ? offered.filter((one) => one !== 'finish') : offered, wish.move)
  return move ? { do: 'move', at, stay, move } : null
}

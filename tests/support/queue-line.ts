import { type Facts, type QueueDay, type RoomName, rooms, type Stay, stayAt } from './queue-facts.ts'

/** Who is called next, as naively as it can be said. */
const isCounter = (room: RoomName): boolean => rooms[room].counter

/** Everybody who stood or stands in the line that a room calls from; the counters share one. */
function lineOf(day: Facts, room: RoomName): number[] {
  const isInIt = (stay: Stay) => (isCounter(room) ? isCounter(stay.room) : stay.room === room)
  return day.stays.flatMap((stay, index) => (isInIt(stay) ? index : []))
}

function waitingFor(day: Facts, room: RoomName): number[] {
  const waiting = lineOf(day, room).filter((index) => stayAt(day, index).state === 'waiting')
  return waiting.sort((a, b) => stayAt(day, a).place - stayAt(day, b).place)
}

export function chooseNext(day: QueueDay, room: RoomName): number | undefined {
  const waiting = waitingFor(day, room)
  const dueOf = (index: number) => stayAt(day, index).due
  const booked = waiting
    .filter((index) => dueOf(index) !== null)
    .sort((a, b) => (dueOf(a) ?? 0) - (dueOf(b) ?? 0))
  const due = booked.filter((index) => (dueOf(index) ?? 0) <= day.now)
  const inTurn = [...due, ...waiting.filter((index) => dueOf(index) === null)]
  const priority = inTurn.find((index) => stayAt(day, index).priority)
  const regular = inTurn.find((index) => !stayAt(day, index).priority)
  if (priority === undefined || regular === undefined) return priority ?? regular ?? booked[0]
  return streakIn(day, room) < rooms[room].ratio ? priority : regular
}

/** Priority calls since the last regular one: each person once, at their last call, unless they wait again. */
function streakIn(day: Facts, room: RoomName): number {
  const line = lineOf(day, room).filter((index) => stayAt(day, index).state !== 'waiting')
  const calls = day.calls.filter(({ stay, recall }) => !recall && line.includes(stay)).map(({ stay }) => stay)
  const persons = calls.filter((stay, at) => !calls.includes(stay, at + 1)).reverse()
  const regular = persons.findIndex((index) => !stayAt(day, index).priority)
  return regular === -1 ? persons.length : regular
}

/** Behind everybody who is here; a booking before its time is not. `now` is the hub's. */
export function placeAtEnd(day: QueueDay, room: RoomName, now: number): number {
  const here = waitingFor(day, room).map((index) => stayAt(day, index))
  const places = here.filter(({ due }) => due === null || due <= day.now).map(({ place }) => place + 1)
  return Math.max(day.now, now, ...places)
}

/** Bookings that are due stand in front, and count among the three; those before their time do not. */
export function placeBehindThree(day: QueueDay, { room }: Stay, now: number): number {
  const waiting = waitingFor(day, room).map((index) => stayAt(day, index))
  const due = waiting.filter((other) => other.due !== null && other.due <= day.now)
  const places = waiting.filter((other) => other.due === null).map(({ place }) => place)
  const inFront = places.slice(0, Math.max(0, 3 - due.length))
  const behind = places[inFront.length]
  if (behind === undefined) return placeAtEnd(day, room, now)
  const last = inFront.at(-1)
  return last === undefined ? behind - 1 : (last + behind) / 2
}

/** Whom a room would call if nobody else came: the numbers, in turn. */
export function callingOrder(day: QueueDay, room: RoomName): string[] {
  const rest = structuredClone(day)
  const numbers: string[] = []
  for (;;) {
    const next = chooseNext(rest, room)
    if (next === undefined) return numbers
    call(rest, next, room)
    numbers.push(stayAt(rest, next).number)
  }
}

export function call(day: QueueDay, index: number, room: RoomName): void {
  const stay = stayAt(day, index)
  Object.assign(stay, { state: 'called', room, timesCalled: stay.timesCalled + 1 })
  day.calls.push({ stay: index, recall: false })
}

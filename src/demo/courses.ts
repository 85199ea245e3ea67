import { type Payer, paysAtCashier } from '#domain/payer'
import type { Room, RoomRole } from '#domain/room'
import type { Route } from '#domain/routing'
import type { Random } from './random.ts'

/** One stay at a room, in milliseconds; the last stay ends the visit. */
type Stay = {
  roomId: string
  enteredAt: number
  calledAt: number
  servedAt: number
  endedAt: number
  onLoan: boolean
}
/**
 * What became of a visit. `untouched`: the room never clicked; `absent`: called in vain; `cancelled`: went home.
 * Only a finished visit has more than its first stay.
 */
export type Course = { ending: 'finished' | 'untouched' | 'absent' | 'cancelled'; stays: [Stay, ...Stay[]] }

/** Rooms of a Puskesmas on one day: who enters waits until the one before has gone. */
export type Clinic = { rooms: readonly Room[]; freeAt: Map<string, number> }

const minute = 60_000

/** Minutes with one patient, where they differ from those of a consulting room. */
const serviceMinutes: Partial<Record<RoomRole, readonly [number, number]>> = {
  kasir: [1, 2],
  farmasi: [1, 3],
  imunisasi: [3, 6],
  laboratorium: [3, 6],
  gigi: [8, 18],
  darurat: [10, 30],
}
const consultingMinutes = [4, 9] as const

export function planCourse(
  random: Random,
  clinic: Clinic,
  visit: { route: Route; payer: Payer; at: number; emergency: boolean },
): Course {
  const ending = random.weigh({ finished: 93, untouched: 4, absent: 1.5, cancelled: 1.5 })
  const [first, ...rest] = visitedRooms(random, clinic.rooms, visit)
  const opening = stayAt(random, clinic, first, visit.at, visit.emergency)
  if (ending !== 'finished' && !visit.emergency) return { ending, stays: [opening] }
  let leftAt = opening.endedAt
  const stays: [Stay, ...Stay[]] = [opening]
  for (const next of rest) {
    const stay = stayAt(random, clinic, next, leftAt, false)
    stays.push(stay)
    leftAt = stay.endedAt
  }
  return { ending: 'finished', stays }
}

type Step = { room: Room; onLoan: boolean }

/** From the first room to the laboratory and back, the cashier and the pharmacy, as far as the Puskesmas has them. */
function visitedRooms(
  random: Random,
  rooms: readonly Room[],
  { route, payer }: { route: Route; payer: Payer },
): [Step, ...Step[]] {
  const first: Step = { room: route.room, onLoan: false }
  const path: [Step, ...Step[]] = [first]
  const send = (role: RoomRole, ...returning: Step[]) => {
    const room = rooms.find((candidate) => candidate.active && candidate.roles.includes(role))
    if (room && room !== path.at(-1)?.room) path.push({ room, onLoan: returning.length > 0 }, ...returning)
  }
  if (route.room.roles.some((role) => role === 'farmasi' || role === 'laboratorium')) return path
  if (random.chance(route.motherhood === 'hamil' ? 0.25 : route.visitKind === 'sakit' ? 0.1 : 0))
    send('laboratorium', first)
  if (paysAtCashier(payer)) send('kasir')
  if (random.chance(route.visitKind === 'sakit' ? 0.85 : 0.15)) send('farmasi')
  return path
}

function stayAt(
  random: Random,
  { freeAt }: Clinic,
  { room, onLoan }: Step,
  enteredAt: number,
  atOnce: boolean,
): Stay {
  const role = room.roles.find((candidate) => serviceMinutes[candidate])
  const [least, most] = (role && serviceMinutes[role]) ?? consultingMinutes
  const free = Math.max(enteredAt + minute * random.unit(), freeAt.get(room.id) ?? 0)
  const calledAt = atOnce ? enteredAt : Math.round(free) + 5_000
  const servedAt = calledAt + Math.round(minute * (0.2 + random.unit()))
  const endedAt = servedAt + Math.round(minute * (least + random.unit() * (most - least)))
  freeAt.set(room.id, endedAt)
  return { roomId: room.id, onLoan, enteredAt, calledAt, servedAt, endedAt }
}

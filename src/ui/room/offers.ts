import type { HubInputs } from '#contract/hub/hub'
import type { LegCard } from '#contract/hub/queue'
import { type LegMove, type LegState, movesFrom } from '#domain/leg'
import { type Room, type RoomRole, takesVisits } from '#domain/room'

/** What a press of a button asks of the hub, or of a dialog that asks a little more first. */
export type Deed =
  | { do: 'callNext' }
  | { do: 'move'; legId: string; move: HubInputs['queue']['move']['move'] }
  | { do: 'transfer'; legId: string; toRoomId: string; returns: boolean; note: string | null }
  | { do: 'cancel'; visitId: string; reason: string }
export type Question = 'move' | 'cancel'

/** One button: its words, its key, and what it does. */
export type Offer = { keys: string; label: string } & ({ deed: Deed } | { ask: Question })

/** Where and when something is offered. */
export type Place = { room: Room; rooms: readonly Room[]; now: number }

/** The one next sensible thing for this person, or null when there is nothing left to do here. */
export function nextFor(leg: LegCard, place: Place): Offer | null {
  const step = firstSteps[leg.state]
  // Who was here on loan already waits again in the room that sent them.
  const gone = leg.state === 'done' && leg.returnsTo !== null
  if (!step || gone || !allowedFor(leg, place.now).includes(step)) return null
  const cashier = cashierFor(leg, place)
  if (cashier) return sendOn('Enter', leg, cashier)
  return { keys: 'Enter', label: nextLabel(leg), deed: { do: 'move', legId: leg.legId, move: step } }
}

const firstSteps: Partial<Record<LegState, HubInputs['queue']['move']['move']>> = {
  waiting: 'call',
  called: 'serve',
  serving: 'finish',
  skipped: 'rejoin',
  done: 'undo',
}

function nextLabel({ state, number, returnsTo }: LegCard): string {
  if (state === 'waiting') return `Panggil ${number}`
  if (state === 'called') return 'Layani'
  if (state === 'skipped') return 'Masukkan lagi'
  if (state === 'done') return 'Batalkan selesai'
  return returnsTo === null ? 'Selesai, pulang' : `Selesai, kembali ke ${returnsTo}`
}

/** What else can be done with this person, in the order of how often it is needed. */
export function othersFor(leg: LegCard, place: Place): Offer[] {
  const allowed = allowedFor(leg, place.now)
  const move = (keys: string, label: string, step: HubInputs['queue']['move']['move']): Offer[] =>
    allowed.includes(step) && step !== firstSteps[leg.state]
      ? [{ keys, label, deed: { do: 'move', legId: leg.legId, move: step } }]
      : []
  return [
    ...move('U', 'Panggil ulang', 'recall'),
    ...move('L', 'Lewati', 'skip'),
    ...(allowed.includes('move') ? onwardFor(leg, place) : []),
    ...(cashierFor(leg, place) ? [goHome(leg)] : []),
    ...move('S', leg.state === 'skipped' ? 'Panggil sekarang' : 'Layani langsung', nowStep(leg.state)),
    ...move('Z', 'Kembalikan ke antrean', 'undo'),
    ...(allowed.includes('cancel')
      ? [{ keys: 'X', label: 'Batalkan kunjungan…', ask: 'cancel' as const }]
      : []),
  ]
}

/** Nothing to pay after all. */
function goHome(leg: LegCard): Offer {
  return { keys: 'G', label: nextLabel(leg), deed: { do: 'move', legId: leg.legId, move: 'finish' } }
}

function nowStep(state: LegState): 'call' | 'serve' {
  return state === 'skipped' ? 'call' : 'serve'
}

/** One key each for the way most people go from here; those on loan go back to the room that sent them. */
function onwardFor(leg: LegCard, { room, rooms }: Place): Offer[] {
  const pharmacy = findRoom(rooms, 'farmasi')
  const ended = room.roles.includes('farmasi') || leg.returnsTo !== null
  return [
    ...(ended || !pharmacy ? [] : [sendOn('F', leg, pharmacy)]),
    { keys: 'P', label: 'Pindahkan…', ask: 'move' },
  ]
}

/** Who was served and pays goes home by way of the cashier, unless there, past it, or owed to the room that sent them. */
function cashierFor(leg: LegCard, { room, rooms }: Place): Room | null {
  const past = leg.passedCashier || room.roles.includes('kasir') || room.roles.includes('farmasi')
  if (leg.state !== 'serving' || !leg.paysAtCashier || past || leg.returnsTo !== null) return null
  return findRoom(rooms, 'kasir') ?? null
}

function sendOn(keys: string, { legId }: LegCard, to: Room): Offer {
  const deed: Deed = { do: 'transfer', legId, toRoomId: to.id, returns: false, note: null }
  return { keys, label: `Selesai → ${to.name}`, deed }
}

export type Destination = { room: Room; keys: string }

const roomKeys = '123456789ABCDEFGHIJ'
const usualRoles: readonly RoomRole[] = ['laboratorium', 'farmasi', 'kasir']

/**
 * The rooms a person may be moved to. A room's key is the same for every person and in every room, so that a hand
 * that has learnt it never sends somebody elsewhere: laboratory, pharmacy, cashier, then as set up.
 */
export function destinationsFrom({ room: here, rooms }: Pick<Place, 'room' | 'rooms'>): Destination[] {
  const rank = ({ roles }: Room): number => {
    const place = usualRoles.findIndex((role) => roles.includes(role))
    return place === -1 ? usualRoles.length : place
  }
  return rooms
    .filter((room) => room.active && takesVisits(room))
    .toSorted((a, b) => rank(a) - rank(b))
    .map((room, index) => ({ room, keys: roomKeys[index] ?? '' }))
    .filter(({ room }) => room.id !== here.id)
}

/** A laboratory sends people back; a person already on loan keeps the way back that is promised. */
export function comesBack(room: Room): boolean {
  return room.roles.includes('laboratorium')
}

function findRoom(rooms: readonly Room[], role: RoomRole): Room | undefined {
  return rooms.find(({ active, roles }) => active && roles.includes(role))
}

function allowedFor(leg: LegCard, now: number): LegMove[] {
  return movesFrom(leg.state, {
    minutesSinceEnd: leg.endedAt === null ? null : (now - leg.endedAt) / 60_000,
  })
}

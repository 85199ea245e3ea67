import type { HubInputs } from '#contract/hub/hub'
import type { LegCard } from '#contract/hub/queue'
import { type LegMove, type LegState, movesFrom } from '#domain/leg'
import type { Room, RoomRole } from '#domain/room'

/** What a press of a button asks of the hub, or of a dialog that asks a little more first. */
export type Deed =
  | { do: 'callNext' }
  | { do: 'move'; legId: string; move: HubInputs['queue']['move']['move'] }
  | { do: 'transfer'; legId: string; toRoomId: string; returns: boolean }
  | { do: 'cancel'; visitId: string; reason: string }
export type Question = 'move' | 'cancel'

/** One button: its words, its key, and what it does. */
export type Offer = { keys: string; label: string } & ({ deed: Deed } | { ask: Question })

type Place = { room: Room; rooms: readonly Room[]; now: number }

/** The one next sensible thing for this person, or null when there is nothing left to do here. */
export function nextFor(leg: LegCard, now: number): Offer | null {
  const step = firstSteps[leg.state]
  // Who was here on loan already waits again in the room that sent them.
  const gone = leg.state === 'done' && leg.returnsTo !== null
  if (!step || gone || !allowedFor(leg, now).includes(step)) return null
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
    ...move('S', leg.state === 'skipped' ? 'Panggil sekarang' : 'Layani langsung', nowStep(leg.state)),
    ...move('Z', 'Kembalikan ke antrean', 'undo'),
    ...(allowed.includes('cancel')
      ? [{ keys: 'X', label: 'Batalkan kunjungan…', ask: 'cancel' as const }]
      : []),
  ]
}

function nowStep(state: LegState): 'call' | 'serve' {
  return state === 'skipped' ? 'call' : 'serve'
}

/** One key each for the way most people go from here; those on loan go back to the room that sent them. */
function onwardFor(leg: LegCard, { room, rooms }: Place): Offer[] {
  const to = (keys: string, role: RoomRole): Offer[] => {
    const next = findRoom(rooms, role)
    if (!next || room.roles.includes(role)) return []
    const deed: Deed = { do: 'transfer', legId: leg.legId, toRoomId: next.id, returns: false }
    return [{ keys, label: `Selesai → ${next.name}`, deed }]
  }
  const ended = room.roles.includes('farmasi') || leg.returnsTo !== null
  return [
    ...(ended || !leg.paysAtCashier ? [] : to('K', 'kasir')),
    ...(ended ? [] : to('F', 'farmasi')),
    { keys: 'P', label: 'Pindahkan…', ask: 'move' },
  ]
}

/** Rooms a person may be moved to, the likely ones first: cashier for those who pay, laboratory, pharmacy. */
export function destinationsFor(leg: LegCard, { room, rooms }: Pick<Place, 'room' | 'rooms'>): Room[] {
  const likely: RoomRole[] = [...(leg.paysAtCashier ? (['kasir'] as const) : []), 'laboratorium', 'farmasi']
  const rank = ({ roles }: Room): number => {
    const place = likely.findIndex((role) => roles.includes(role))
    return place === -1 ? likely.length : place
  }
  return rooms
    .filter(({ id, active, roles }) => active && id !== room.id && !roles.includes('loket'))
    .toSorted((a, b) => rank(a) - rank(b))
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

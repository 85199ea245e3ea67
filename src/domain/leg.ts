import { type ProblemOf, problem } from './errors.ts'
import type { InLine } from './priority.ts'

/** A leg is one stay of a visit at one service point. The whole table of moves stands below. */
export const legStates = [
  'waiting',
  'called',
  'serving',
  'skipped',
  'done',
  'moved',
  'cancelled',
  'closed',
] as const
export type LegState = (typeof legStates)[number]

export const legStateLabels: Record<LegState, string> = {
  waiting: 'menunggu',
  called: 'dipanggil',
  serving: 'dilayani',
  skipped: 'dilewati',
  done: 'selesai',
  moved: 'pindah',
  cancelled: 'dibatalkan',
  closed: 'ditutup',
}

export const legMoves = [
  'call',
  'recall',
  'serve',
  'skip',
  'rejoin',
  'finish',
  'move',
  'undo',
  'cancel',
  'close',
] as const
export type LegMove = (typeof legMoves)[number]

/** `minutesSinceEnd` is needed only to take back a finished leg. */
export type LegContext = { minutesSinceEnd?: number | null }

const UNDO_FINISH_MINUTES = 10
const OVERTAKEN_AFTER_SKIP = 3

const table: Record<LegState, Partial<Record<LegMove, LegState>>> = {
  waiting: { call: 'called', serve: 'serving', cancel: 'cancelled', close: 'closed' },
  called: {
    recall: 'called',
    serve: 'serving',
    skip: 'skipped',
    undo: 'waiting',
    cancel: 'cancelled',
    close: 'closed',
  },
  skipped: { rejoin: 'waiting', call: 'called', cancel: 'cancelled', close: 'closed' },
  serving: { finish: 'done', move: 'moved', undo: 'waiting', close: 'closed' },
  done: { undo: 'serving' },
  moved: {},
  cancelled: {},
  closed: {},
}

/** The state after a move, or null when the table does not allow it. */
export function nextState(state: LegState, move: LegMove, context: LegContext = {}): LegState | null {
  const minutes = context.minutesSinceEnd ?? Number.POSITIVE_INFINITY
  if (state === 'done' && minutes > UNDO_FINISH_MINUTES) return null
  return table[state][move] ?? null
}

/** The moves a screen may offer; taking back a finished leg is among them while its ten minutes last. */
export function movesFrom(state: LegState, context: LegContext = {}): LegMove[] {
  return legMoves.filter((move) => nextState(state, move, context) !== null)
}

type Place = Pick<InLine, 'place' | 'dueAt'>

/**
 * Where somebody comes in who comes now: behind everybody who is here, also when the clock was set back since those
 * came. A booking before its time is not here yet. Places are real numbers in the order of calling, usually moments.
 */
export function placeAtEnd(waiting: readonly Place[], now: number): number {
  const here = waiting.filter(({ dueAt }) => dueAt === null || dueAt <= now)
  return Math.max(now, ...here.map(({ place }) => place + 1))
}

/**
 * Where a skipped person comes back in: behind the next three who wait, or behind everybody when fewer than four do.
 * Bookings whose time has come count among the three, those before their time do not. Whoever comes back has used up
 * a booked time.
 */
export function placeAfterSkip(waiting: readonly Place[], now: number): number {
  const due = waiting.filter(({ dueAt }) => dueAt !== null && dueAt <= now)
  const places = waiting.flatMap(({ place, dueAt }) => (dueAt === null ? place : [])).sort((a, b) => a - b)
  const overtaken = Math.max(0, OVERTAKEN_AFTER_SKIP - due.length)
  const [before, after] = [places[overtaken - 1], places[overtaken]]
  if (after === undefined) return placeAtEnd(waiting, now)
  return before === undefined ? after - 1 : (before + after) / 2
}

/** «Antrean B-012 sudah selesai dan tidak dapat dipanggil lagi.» */
export function refuseMove(number: string, state: LegState, move: LegMove): ProblemOf<'leg_move_refused'> {
  return problem('leg_move_refused', { number, state: stateWords[state], move: moveWords[move] })
}

const stateWords: Record<LegState, string> = {
  waiting: 'masih menunggu',
  called: 'sedang dipanggil',
  serving: 'sedang dilayani',
  skipped: 'sudah dilewati',
  done: 'sudah selesai',
  moved: 'sudah pindah ruangan',
  cancelled: 'sudah dibatalkan',
  closed: 'sudah ditutup',
}

const moveWords: Record<LegMove, string> = {
  call: 'dipanggil',
  recall: 'dipanggil ulang',
  serve: 'dilayani',
  skip: 'dilewati',
  rejoin: 'dimasukkan',
  finish: 'diselesaikan',
  move: 'dipindahkan',
  undo: 'dikembalikan',
  cancel: 'dibatalkan',
  close: 'ditutup',
}

import { type ProblemOf, problem } from './errors.ts'

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

/**
 * Where a skipped person comes back in: behind the next three waiting, or behind everybody when fewer than four wait.
 * Places are real numbers in the order of calling; `now` is the place a newcomer would get.
 */
export function placeAfterSkip(waitingPlaces: number[], now: number): number {
  const places = waitingPlaces.toSorted((a, b) => a - b)
  const [before, after] = [places[OVERTAKEN_AFTER_SKIP - 1], places[OVERTAKEN_AFTER_SKIP]]
  return before === undefined || after === undefined ? now : (before + after) / 2
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

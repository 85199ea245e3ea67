import type { RefusedProblem } from '#contract/base'
import type { Board, ShownCall } from '#contract/hub/display'
import { askHub } from '../shared/ask-hub.ts'
import { followAnswer } from '../shared/follow-answer.ts'
import { createRenewal } from '../shared/renewal.ts'
import { createPaintWatch } from './after-paint.ts'
import { callsOnScreen, createHeadlines } from './headlines.ts'
import { createReceipts } from './receipts.ts'
import { createScreen } from './screen.ts'
import { createSpeaker, type Sound } from './speaker.ts'
import { createWallClock } from './wall-clock.ts'

/** A machine that slept, or whose clock was put right, is out of step by more than a timer's delay. */
const CLOCK_JUMP_MS = 5000
/** A newer page is fetched when nobody was called for so long. */
const QUIET_MS = 20_000
/** Films stay below the voice. */
const FILM_LOUDNESS = 0.6

export type Display = { tick: () => void; arrange: () => void; wake: () => void }

/** The waiting room's television: one board, followed, shown, spoken and confirmed as long as the page stands. */
export function openDisplay(page: string, body: HTMLElement): Display {
  const wall = createWallClock()
  const screen = createScreen(body, wall)
  const headlines = createHeadlines()
  const renewal = createRenewal()
  const receipts = createReceipts((batch) => askHub(page, 'display/confirm', batch))
  const speaker = createSpeaker(wall, {
    onSound: hearSound,
    onSpeaking: (call) => {
      headlines.speak(call)
      showHeadline()
    },
    onDuck: screen.media.duck,
    onSpoken: receipts.confirmSpoken,
  })
  const confirmWhenPainted = createPaintWatch(
    () => (board ? callsOnScreen(board, headline) : []),
    receipts.confirmShown,
  )
  let board: Board | null = null
  let headline: ShownCall | null = null
  let nextTurn: ReturnType<typeof setTimeout> | undefined
  let day = ''
  let lastTick = Date.now()
  /** What the hub knows of the loudspeaker; it forgets with the socket. */
  let reported: Sound | null = null

  // Receipts and other screens change nothing here: with fifty displays each would otherwise cost fifty boards.
  const subjects = ['queue', 'settings'] as const
  const askNow = followAnswer<Board>(
    page,
    { question: 'display/board', subjects },
    {
      onOpened: () => {
        renewal.suspect()
        reported = null
        void reportSound()
      },
      onAnswer: showBoard,
      onRefusal: refuse,
      onSilence: (since) => {
        screen.showSilence(since)
        speaker.setHeard(since === null)
      },
    },
  )

  function showBoard(next: Board): void {
    board = next
    wall.set(next.now, next.timeZone)
    day = wall.read()?.day ?? ''
    screen.showBoard(next)
    headlines.follow(next)
    showHeadline()
    speaker.follow(next)
    hearSound()
  }

  function showHeadline(): void {
    const now = performance.now()
    const { call, changesAt } = headlines.turn(now)
    headline = call
    screen.showCall(call)
    clearTimeout(nextTurn)
    if (changesAt !== null) nextTurn = setTimeout(showHeadline, Math.max(0, changesAt - now))
    confirmWhenPainted()
  }

  function refuse({ code, sentence }: RefusedProblem): void {
    board = null
    speaker.setHeard(false)
    screen.showRefusal(sentence, code === 'device_revoked' ? `${location.host}/pair/` : null)
  }

  function hearSound(): void {
    const state = speaker.sound()?.state ?? null
    screen.showSound(state)
    const volume = state === 'on' && board?.speaks ? board.voice.volume / 100 : 0
    screen.media.setVolume(FILM_LOUDNESS * volume)
    void reportSound()
  }

  async function reportSound(): Promise<void> {
    const sound = speaker.sound()
    if (sound === null || sound === reported) return
    reported = sound
    const answer = await askHub<{ speaks: boolean }>(page, 'display/sound', sound)
    if (!answer) reported = null
    else if ('said' in answer && answer.said.speaks !== board?.speaks) askNow()
  }

  function tick(): void {
    const passed = Date.now() - lastTick
    lastTick += passed
    screen.tick()
    const today = wall.read()?.day ?? day
    // A new day empties the board although nothing has moved yet.
    if (today !== day || passed < 0 || passed > CLOCK_JUMP_MS) askNow()
    day = today
    void reportSound()
    if (isQuiet()) renewal.seize()
  }

  function isQuiet(): boolean {
    const since = wall.now() - QUIET_MS
    return board?.calls.every(({ at }) => at < since) ?? false
  }

  return { tick, arrange: screen.arrange, wake: speaker.wake }
}

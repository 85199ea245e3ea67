import type { KioskStart } from '#contract/hub/kiosk'
import { make } from '../shared/elements.ts'
import { followAnswer } from '../shared/follow-answer.ts'
import { formatClock } from '../shared/format.ts'
import { createRenewal } from '../shared/renewal.ts'
import { createIdle } from './idle.ts'
import { atStart, begin, goBack, type Journey, stepOf } from './journey.ts'
import { printNumber } from './print-number.ts'
import { createReader } from './reader.ts'
import { createScreen } from './screen.ts'
import { forgetWish, giveBack, keptWish, newWish, takeNumber, type Wish } from './take-number.ts'
import { type KioskState, sayPaper, sayWaiting, viewOf } from './views.ts'
import { wordsOf } from './words.ts'

const IDLE_SECONDS = 30
/** With the paper in the hand; and with nothing but the number on the screen, to be written down. */
const TICKET_SECONDS = 8
const UNPRINTED_SECONDS = 30

export type Kiosk = { tick: () => void; touch: () => void }

/** The kiosk: one person after the other, each from the start page to a number of their own. */
export function openKiosk(page: string, body: HTMLElement): Kiosk {
  const state: KioskState = {
    start: null,
    away: false,
    shutOut: null,
    refused: null,
    unanswered: false,
    language: 'id',
    journey: atStart,
    ticket: null,
    paper: 'printing',
  }
  const status = make('p', 'status')
  const paper = make('p', 'paper')
  paper.setAttribute('role', 'status')
  const renewal = createRenewal()
  let ahead = 0

  const reader = createReader(() => show())
  const idle = createIdle((seconds) => screen.showLeft(seconds, wordsOf[state.language]), returnToStart)
  const screen = createScreen(body, {
    back: () => travel(goBack(state.journey)),
    read: (text) => reader.read(text, state.language),
    language: switchLanguage,
  })
  const deeds = {
    take: () => state.start && travel(begin(state.start)),
    travel,
    printAgain: () => {
      if (state.paper !== 'printing') void print(true)
    },
    done: returnToStart,
  }

  followAnswer<KioskStart>(
    page,
    { question: 'kiosk/start', subjects: ['queue', 'settings'] },
    { onOpened: renewal.suspect, onAnswer: hear, onRefusal, onSilence },
  )

  function hear(start: KioskStart): void {
    const kept = state.start === null && keptWish()
    state.start = start
    state.shutOut = null
    ahead = start.now - Date.now()
    tick()
    show()
    if (kept) void wishFor(kept)
  }

  function onRefusal(problem: KioskState['shutOut']): void {
    state.shutOut = problem
    show()
  }

  function onSilence(since: number | null): void {
    state.away = since !== null
    show()
  }

  function travel(next: Journey): void {
    state.journey = next
    state.refused = null
    state.unanswered = false
    reader.hush()
    const step = stepOf(next)
    if (step?.at === 'taking') return void wishFor(newWish(next.answers))
    if (step) idle.start(IDLE_SECONDS)
    else idle.stop()
    show()
  }

  function returnToStart(): void {
    forgetWish()
    state.ticket = null
    state.language = 'id'
    travel(atStart)
  }

  function switchLanguage(): void {
    state.language = state.language === 'id' ? 'en' : 'id'
    reader.hush()
    // On the start page nothing else counts down, and the next person reads Indonesian.
    if (isResting() && state.language === 'id') idle.stop()
    else if (isResting()) idle.start(IDLE_SECONDS)
    show()
  }

  /** Nobody stands before it. */
  function isResting(): boolean {
    return !stepOf(state.journey) && !state.ticket && !state.refused && !state.unanswered
  }

  async function wishFor(wish: Wish): Promise<void> {
    idle.stop()
    state.journey = { steps: [{ at: 'taking' }], answers: wish.answers }
    show()
    const taken = await takeNumber(page, wish)
    state.journey = atStart
    if (taken && 'ticket' in taken) {
      state.ticket = taken.ticket
      return print(false)
    }
    forgetWish()
    if (taken) state.refused = taken.refused
    else {
      state.unanswered = true
      void giveBack(page, wish)
    }
    idle.start(IDLE_SECONDS)
    show()
  }

  async function print(again: boolean): Promise<void> {
    const { ticket, start } = state
    if (!ticket || !start) return
    idle.stop()
    state.paper = 'printing'
    show()
    const outcome = await printNumber(page, ticket, start, again)
    if (state.ticket !== ticket) return
    state.paper = outcome
    idle.start(outcome === 'printed' ? TICKET_SECONDS : UNPRINTED_SECONDS)
    show()
  }

  function show(): void {
    const { language, start } = state
    const words = wordsOf[language]
    document.documentElement.lang = language
    if (start) status.textContent = sayWaiting(start, words)
    paper.className = `paper ${state.paper}`
    paper.textContent = sayPaper(state.paper, words)
    const view = viewOf(state, words, { status, paper }, deeds)
    if (view) screen.show(view, language, words)
    screen.offerReading(reader.speaks(language))
  }

  function tick(): void {
    const { start } = state
    if (isResting()) renewal.seize()
    if (start) screen.showHead(start.facility, formatClock(Date.now() + ahead, start.timeZone))
  }

  return { tick, touch: idle.touch }
}

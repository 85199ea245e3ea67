import type { RefusedProblem } from '#contract/base'
import type { KioskStart } from '#contract/hub/kiosk'
import { make } from '../shared/elements.ts'
import { drawIcon, type IconName } from './icons.ts'
import { type Choice, type Journey, type Question, questionOf, stepOf } from './journey.ts'
import type { Paper } from './print-number.ts'
import { pressButton, type View } from './screen.ts'
import type { Ticket } from './take-number.ts'
import type { Language, Words } from './words.ts'

export type KioskState = {
  /** Null until the hub has answered for the first time. */
  start: KioskStart | null
  away: boolean
  /** Why the hub gives this page no numbers at all; and why it gave none this time. */
  shutOut: RefusedProblem | null
  refused: RefusedProblem | null
  /** Somebody waited for a number in vain, and is told whom to ask. */
  unanswered: boolean
  language: Language
  journey: Journey
  ticket: Ticket | null
  paper: Paper
}

/** Elements whose text changes while their page stands. */
type Parts = { status: HTMLElement; paper: HTMLElement }
type Deeds = {
  take: () => void
  travel: (next: Journey) => void
  printAgain: () => void
  done: () => void
}

/** What to show now; null as long as there is nothing to say. A number that was taken outlives everything. */
export function viewOf(state: KioskState, words: Words, parts: Parts, deeds: Deeds): View | null {
  const { start, ticket, journey, shutOut, refused } = state
  const page = (name: string, draw: () => HTMLElement[]): View => ({ name, draw, canGoBack: false })
  if (ticket && start)
    return page(`number ${ticket.arrivalId}`, () => drawTicket(ticket, start, words, parts.paper, deeds))
  if (stepOf(journey)?.at === 'taking')
    return page('notice taking', () => drawNotice('ticket', words.taking, ''))
  if (shutOut) return page(`notice ${shutOut.code}`, () => drawShutOut(shutOut, words))
  if (state.away) return page('notice away', () => drawNotice('unplugged', words.away, words.awayHint))
  if (state.unanswered) return page('notice unanswered', () => drawUnanswered(words, deeds))
  if (refused) return page(`notice ${refused.code}`, () => drawRefused(refused, words, deeds))
  if (!start) return null
  const question = questionOf(journey, start, words)
  if (!question) return page('start', () => drawStart(words, parts.status, deeds.take))
  const name = `question ${JSON.stringify(stepOf(journey))}`
  return { name, draw: () => drawQuestion(question, words, deeds.travel), canGoBack: true }
}

function drawRefused({ sentence }: RefusedProblem, words: Words, { done }: Deeds): HTMLElement[] {
  return drawNotice('warning', sentence, words.askStaff, { label: words.back, press: done })
}

function drawUnanswered(words: Words, { done }: Deeds): HTMLElement[] {
  return drawNotice('unplugged', words.away, words.awayHint, { label: words.back, press: done })
}

function drawShutOut({ code, sentence }: RefusedProblem, words: Words): HTMLElement[] {
  const pairAgain = { label: words.pairAgain, press: () => location.assign('/pair/') }
  return drawNotice('unplugged', sentence, words.askStaff, code === 'device_revoked' ? pairAgain : undefined)
}

/** «6 orang menunggu di Loket · kira-kira 12 menit»; nobody who comes to an empty room needs an estimate. */
export function sayWaiting({ waiting, estimate, roomLabel }: KioskStart, words: Words): string {
  const people = words.waiting(waiting, roomLabel)
  return waiting > 0 && estimate ? `${people} · ${words.waitMinutes(estimate.minutes)}` : people
}

/** `status` is kept by the caller, who changes its text while the page stands. */
function drawStart(words: Words, status: HTMLElement, onTake: () => void): HTMLElement[] {
  return [
    make('h1', '', words.welcome),
    pressButton(
      'take',
      onTake,
      drawIcon('ticket'),
      make('span', 'take-words', make('b', '', words.take), make('small', '', words.takeHint)),
    ),
    status,
    make('p', 'emergency', drawIcon('warning'), words.emergency),
  ]
}

function drawQuestion(
  { title, stage, choices }: Question,
  words: Words,
  onChoose: (next: Journey) => void,
): HTMLElement[] {
  const dots = [1, 2, 3].map((each) => make('i', each <= stage ? 'dot past' : 'dot'))
  const list = make('div', 'choices', ...choices.map((choice) => drawChoice(choice, onChoose)))
  list.dataset.count = String(choices.length)
  return [make('p', 'stage', ...dots, make('span', '', words.stage(stage))), make('h1', '', title), list]
}

function drawChoice({ icons, title, hint, next }: Choice, onChoose: (next: Journey) => void): HTMLElement {
  const text = make('span', 'choice-words', make('b', '', title))
  if (hint !== undefined) text.append(make('small', '', hint))
  const pictures = make('span', icons.length > 1 ? 'icons many' : 'icons', ...icons.map(drawIcon))
  return pressButton('choice', () => onChoose(next), pictures, text)
}

/** Something to wait for or to know, large; `action` where there is something to do. */
function drawNotice(
  icon: IconName,
  title: string,
  hint: string,
  action?: { label: string; press: () => void },
): HTMLElement[] {
  const notice = [make('p', 'sign', drawIcon(icon)), make('h1', '', title), make('p', 'hint', hint)]
  return action ? [...notice, pressButton('plain', action.press, action.label)] : notice
}

/** `paper` is kept by the caller, who tells in it what becomes of the paper. */
function drawTicket(
  ticket: Ticket,
  { newNumberLater }: KioskStart,
  words: Words,
  paper: HTMLElement,
  deeds: Deeds,
): HTMLElement[] {
  const { number, roomLabel, ahead, prioritized, estimate } = ticket
  const wait = ahead > 0 && estimate ? [words.waitMinutes(estimate.minutes)] : []
  const first = prioritized ? [words.prioritized] : []
  const slip = make(
    'div',
    'slip',
    make('h1', '', make('small', '', words.yourNumber), make('b', 'digits', number)),
    make('strong', '', roomLabel),
    make('p', 'ahead', words.ahead(ahead)),
    make('p', 'ahead', [...wait, ...first].join(' · ')),
    make('p', 'keep', newNumberLater ? words.keepUntilCounter : words.keep),
  )
  return [
    make('div', 'printer', make('i', 'slot'), make('div', 'mouth', slip)),
    make(
      'div',
      'beside',
      paper,
      pressButton('plain main', deeds.done, words.done),
      pressButton('plain', deeds.printAgain, words.printAgain),
    ),
  ]
}

export function sayPaper(paper: Paper, words: Words): string {
  if (paper === 'printing') return words.printing
  if (paper === 'printed') return words.printed
  return paper === 'no-paper' ? words.unprintedNoPaper : words.unprinted
}

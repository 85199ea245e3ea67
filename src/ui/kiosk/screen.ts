import { make } from '../shared/elements.ts'
import { drawIcon, type IconName } from './icons.ts'
import type { Language, Words } from './words.ts'

/** One page. Another `name` is another page: drawn anew, with the focus on its heading. */
export type View = { name: string; draw: () => HTMLElement[]; canGoBack: boolean }

export type Buttons = { back: () => void; read: (text: string) => void; language: () => void }

export type Screen = {
  show: (view: View, language: Language, words: Words) => void
  showHead: (facility: string, clock: string) => void
  /** Seconds until the start page comes back; null: it does not. */
  showLeft: (seconds: number | null, words: Words) => void
  /** Whether this machine can read the page aloud. */
  offerReading: (possible: boolean) => void
}

/** Below this two touches are one: the second must not choose on a page that nobody has read yet. */
const DOUBLE_TAP_MS = 300
/** From here on the page asks whether anybody is there. */
const LAST_SECONDS = 10

/** The frame that stays: whose kiosk this is above, the way back and the helps below, in reach of a wheelchair. */
export function createScreen(body: HTMLElement, buttons: Buttons): Screen {
  const facility = make('strong', 'facility')
  const clock = make('time', 'clock')
  const main = make('main', '')
  const left = make('p', 'left')
  const back = footButton('back', buttons.back)
  const read = footButton('speaker', () => buttons.read(textOf(main)))
  const language = footButton('globe', buttons.language)
  const foot = make('footer', '', make('div', '', back), left, make('div', 'helps', read, language))
  body.append(make('div', 'kiosk', make('header', '', facility, clock), main, foot))
  let shown = ''

  function show(view: View, lang: Language, words: Words): void {
    const name = `${view.name} ${lang}`
    if (name === shown) return
    shown = name
    main.className = view.name.split(' ')[0] ?? ''
    main.textContent = ''
    main.append(...view.draw())
    back.hidden = !view.canGoBack
    label(back, words.back)
    label(read, words.read)
    label(language, words.otherLanguage)
    language.hidden = false
    const heading = main.querySelector('h1')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus()
    rest()
  }

  function rest(): void {
    const all = [...body.querySelectorAll('button')]
    for (const button of all) button.disabled = true
    setTimeout(() => {
      for (const button of all) button.disabled = false
    }, DOUBLE_TAP_MS)
  }

  function showLeft(seconds: number | null, words: Words): void {
    const last = !back.hidden && seconds !== null && seconds <= LAST_SECONDS
    left.className = last ? 'left last' : 'left'
    left.textContent = ''
    if (seconds === null) return
    if (last) left.append(make('strong', '', words.stillHere))
    left.append(make('span', '', words.leaving(seconds)))
  }

  return {
    show,
    showHead: (name, time) => {
      facility.textContent = name
      clock.textContent = time
    },
    showLeft,
    offerReading: (possible) => {
      read.hidden = !possible
    },
  }
}

function footButton(icon: IconName, onPress: () => void): HTMLButtonElement {
  const button = pressButton('foot', onPress, drawIcon(icon), make('span', ''))
  button.hidden = true
  return button
}

function label(button: HTMLElement, text: string): void {
  const words = button.querySelector('span')
  if (words) words.textContent = text
}

export function pressButton(
  className: string,
  onPress: () => void,
  ...content: (Node | string)[]
): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = className
  button.append(...content)
  button.addEventListener('click', onPress)
  return button
}

/** Piece by piece, so that a voice pauses between a title and what stands under it. */
function textOf(place: HTMLElement): string {
  const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT)
  const pieces: string[] = []
  while (texts.nextNode()) pieces.push(texts.currentNode.textContent ?? '')
  return pieces.join('. ')
}

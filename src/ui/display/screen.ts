import type { SoundState } from '#contract/hub/device'
import type { Board, ShownCall } from '#contract/hub/display'
import { make } from '../shared/elements.ts'
import { createCallCard } from './call-card.ts'
import { fitScreen } from './fit.ts'
import { createMediaFrame, type MediaFrame } from './media-frame.ts'
import { createRoomTiles } from './room-tiles.ts'
import { createRunningText } from './running-text.ts'
import { sayNoCall, saySilence } from './say.ts'
import type { WallClock } from './wall-clock.ts'

/** The whole screen. What it shows can only be what a `Board` holds: numbers and room labels, never a person. */
export type Screen = {
  showBoard: (board: Board) => void
  /** The call that stands large, null for none; marks its room. */
  showCall: (call: ShownCall | null) => void
  /** `pairAt` is where this screen can be let in again, as `192.168.1.10:8001/pair/`; null where that does not help. */
  showRefusal: (sentence: string, pairAt: string | null) => void
  /** Since when (this machine's clock) the hub is silent. */
  showSilence: (since: number | null) => void
  showSound: (state: SoundState | null) => void
  /** Draws the time and lets marks fade. */
  tick: () => void
  arrange: () => void
  media: Pick<MediaFrame, 'setVolume' | 'duck'>
}

export function createScreen(body: HTMLElement, wall: WallClock): Screen {
  const call = make('section', 'call')
  const grid = make('section', 'rooms')
  const frame = make('aside', 'media')
  const main = make('main', '', call, make('div', 'middle', grid, frame))
  const band = make('div', 'running')
  const clock = make('time', 'clock')
  const recent = make('p', 'recent')
  const place = make('p', 'place')
  const touch = make('p', 'touch', 'Sentuh untuk menyalakan suara')
  call.setAttribute('aria-live', 'polite')
  touch.hidden = true
  body.append(main, band, make('footer', '', clock, recent, touch, place))

  const card = createCallCard(call)
  const tiles = createRoomTiles(grid)
  const running = createRunningText(band)
  const media = createMediaFrame(frame, arrange)
  let board: Board | null = null
  let headline: ShownCall | null = null
  let silentSince: number | null = null

  function showBoard(next: Board): void {
    const first = board === null
    board = next
    body.classList.remove('refused')
    document.documentElement.classList.toggle('light', next.theme === 'light')
    const moved = tiles.show(next)
    const textMoved = running.show(next.runningText)
    media.show(next.media)
    drawPlace()
    tick()
    if (first || moved || textMoved) arrange()
  }

  function showCall(next: ShownCall | null): void {
    if (!board) return
    headline = next
    card.show(next, sayNoCall(board))
    tiles.mark(next, wall.now())
    drawRecent()
  }

  function drawRecent(): void {
    const numbers = board?.recent.filter(({ number }) => number !== headline?.number) ?? []
    recent.textContent = ''
    if (numbers.length === 0) return
    recent.append(make('span', 'hint', 'Sebelumnya'), ...numbers.map(({ number }) => make('b', '', number)))
  }

  function showRefusal(sentence: string, pairAt: string | null): void {
    board = null
    headline = null
    body.classList.add('refused')
    tiles.clear()
    running.show('')
    media.show([])
    call.style.height = ''
    card.refuse(sentence, pairAt === null ? null : linkToPairing(pairAt))
  }

  function showSilence(since: number | null): void {
    if (silentSince === since) return
    silentSince = since
    body.classList.toggle('stale', since !== null)
    drawPlace()
  }

  /** The wish to be touched takes the place where the name of the house stands otherwise. */
  function drawPlace(): void {
    const dot = make('i', 'dot')
    place.textContent = ''
    if (silentSince !== null) {
      const ago = Date.now() - silentSince
      place.append(dot, saySilence(wall.read(wall.now() - ago)?.clock ?? null))
    } else place.append(touch.hidden && board ? board.facility : '', dot)
  }

  function showSound(state: SoundState | null): void {
    touch.hidden = state !== 'needs-touch'
    drawPlace()
  }

  function tick(): void {
    const time = wall.read()?.clock ?? ''
    if (clock.textContent !== time) clock.textContent = time
    tiles.mark(headline, wall.now())
  }

  function arrange(): void {
    const rooms = board?.rooms.length ?? 0
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    const gap = Number.parseFloat(getComputedStyle(grid).columnGap) / rem
    const field = { width: main.clientWidth / rem, height: main.clientHeight / rem, gap }
    const layout = fitScreen(rooms, field, frame.childElementCount > 0)
    const { columns, rows, numberSize, notes } = layout.grid
    call.style.height = `${layout.call}rem`
    body.classList.toggle('many', layout.call < 15)
    frame.style.width = `${layout.media}rem`
    frame.hidden = layout.media === 0
    grid.classList.toggle('bare', !notes)
    grid.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`
    grid.style.gridTemplateRows = `repeat(${rows}, minmax(0, 1fr))`
    grid.style.fontSize = `${numberSize}rem`
    tiles.arrange(numberSize)
    card.arrange()
    running.arrange()
  }

  return { showBoard, showCall, showRefusal, showSilence, showSound, tick, arrange, media }
}

function linkToPairing(pairAt: string): HTMLElement {
  const link = make('a', 'pair', `Sambungkan lagi di ${pairAt}`)
  link.setAttribute('href', '/pair/')
  return link
}

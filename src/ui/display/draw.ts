import type { Board } from '#contract/hub/display'
import { fitGrid, labelSize, shrinkToFit } from './fit.ts'
import { formatDayKey, formatWall } from './wall-clock.ts'

/** The whole screen. What it shows can only be what a `Board` holds: numbers and room labels, never a person. */
export type Screen = {
  showBoard: (board: Board) => void
  showRefusal: (sentence: string) => void
  showSilence: (since: number | null) => void
  /** Draws the time; true once when the facility's calendar has turned to another day. */
  tick: () => boolean
  arrange: () => void
}

export function createScreen(body: HTMLElement): Screen {
  const call = make('section', 'call')
  const grid = make('section', 'rooms')
  const clock = make('time', 'clock')
  const recent = make('p', 'recent')
  const place = make('p', 'place')
  const foot = make('footer', '', clock, recent, place)
  call.setAttribute('aria-live', 'polite')
  body.append(make('main', '', call, grid), foot)

  let board: Board | null = null
  let ahead = 0
  let day = ''
  let silentSince: number | null = null

  function showBoard(next: Board): void {
    const before = board
    board = next
    ahead = next.now - Date.now()
    day = formatDayKey(next.now, next.timeZone)
    body.classList.remove('refused')
    if (!before || headlineOf(before) !== headlineOf(next)) drawCall(call, next)
    drawRooms(grid, before, next)
    drawRecent(recent, next)
    drawPlace()
    tick()
    arrange()
  }

  function showRefusal(sentence: string): void {
    board = null
    body.classList.add('refused')
    grid.textContent = ''
    call.className = 'call quiet'
    call.textContent = ''
    call.append(make('h1', 'silent', sentence))
  }

  function showSilence(since: number | null): void {
    if (silentSince === since) return
    silentSince = since
    body.classList.toggle('stale', since !== null)
    drawPlace()
  }

  function drawPlace(): void {
    place.textContent = ''
    const zone = board?.timeZone
    if (silentSince === null) place.append(board?.facility ?? '', make('i', 'dot'))
    else {
      const since = zone ? ` sejak ${formatWall(silentSince + ahead, zone)}` : ''
      place.append(make('i', 'dot'), `Terputus${since}. Ikuti panggilan petugas.`)
    }
  }

  function tick(): boolean {
    if (!board) return false
    const now = Date.now() + ahead
    clock.textContent = formatWall(now, board.timeZone)
    const today = formatDayKey(now, board.timeZone)
    const turned = today !== day
    day = today
    return turned
  }

  function arrange(): void {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    const gap = Number.parseFloat(getComputedStyle(grid).columnGap) / rem
    const field = { width: grid.clientWidth / rem, height: grid.clientHeight / rem, gap }
    const { columns, rows, numberSize } = fitGrid(board?.rooms.length ?? 0, field)
    grid.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`
    grid.style.gridTemplateRows = `repeat(${rows}, minmax(0, 1fr))`
    grid.style.fontSize = `${numberSize}rem`
    for (const label of grid.querySelectorAll<HTMLElement>('.room-label'))
      shrinkToFit(label, labelSize(numberSize), 1)
    const destination = call.querySelector<HTMLElement>('.destination')
    if (destination) shrinkToFit(destination, 7.5, 3)
  }

  return { showBoard, showRefusal, showSilence, tick, arrange }
}

/** What the top says: one call, or that there is none. A recall is a call of its own. */
function headlineOf(board: Board): string | number {
  return board.current?.callId ?? sayNoCall(board)
}

/** Between two calls the day has begun all the same. */
export function sayNoCall({ recent }: Pick<Board, 'recent'>): string {
  return recent.length === 0 ? 'Belum ada panggilan' : 'Menunggu panggilan berikutnya'
}

function drawCall(call: HTMLElement, board: Board): void {
  const { current } = board
  call.textContent = ''
  if (!current) {
    call.className = 'call quiet'
    call.append(
      make('h1', 'silent', sayNoCall(board)),
      make('p', 'hint', 'Nomor yang dipanggil muncul di sini. Silakan duduk dan simak layar ini.'),
    )
    return
  }
  // A fresh node starts its one slow pulse; a recall is a call of its own and pulses again.
  const shown = make(
    'div',
    'call-card',
    drawNumber('h1', 'call-number', current.number),
    drawArrow(),
    make(
      'div',
      'call-room',
      make('span', 'hint', current.recall ? 'Panggilan ulang, silakan ke' : 'Silakan ke'),
      make('span', 'destination', current.roomLabel),
    ),
  )
  call.className = `call ${current.cluster}`
  call.append(shown)
}

/** Each room keeps its place. A number that has changed pulses once, so that two calls at once are both seen. */
function drawRooms(grid: HTMLElement, before: Board | null, { rooms, current }: Board): void {
  const numbers = new Map(before?.rooms.map(({ roomId, number }) => [roomId, number]))
  grid.textContent = ''
  for (const { roomId, label, cluster, number } of rooms) {
    const fresh = before !== null && number !== null && numbers.get(roomId) !== number
    const calling = number !== null && number === current?.number && label === current.roomLabel
    grid.append(
      make(
        'article',
        `room ${cluster}${number === null ? ' idle' : ''}${calling ? ' calling' : ''}${fresh ? ' fresh' : ''}`,
        make('h2', 'room-label', label),
        number === null ? make('strong', 'room-number', '–') : drawNumber('strong', 'room-number', number),
      ),
    )
  }
}

function drawRecent(line: HTMLElement, { recent }: Board): void {
  line.textContent = ''
  if (recent.length === 0) return
  line.append(make('span', 'hint', 'Sebelumnya'), ...recent.map(({ number }) => make('b', '', number)))
}

/** The series letter and the digits are what is read; the dash between them steps back. */
function drawNumber(tag: string, className: string, number: string): HTMLElement {
  const [series = '', digits = ''] = number.split('-')
  return make(tag, className, series, make('i', 'dash', '-'), digits)
}

function drawArrow(): SVGElement {
  const arrow = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  arrow.setAttribute('viewBox', '0 0 24 24')
  arrow.setAttribute('class', 'arrow')
  arrow.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', 'M3 12h17M13 5l7 7-7 7')
  arrow.append(path)
  return arrow
}

function make(tag: string, className: string, ...content: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag)
  if (className) element.className = className
  element.append(...content)
  return element
}

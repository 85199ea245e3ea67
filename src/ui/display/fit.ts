/** How the rooms are laid out, in rem (1 rem is a hundredth of a 16:9 screen's width). */
export type Grid = { columns: number; rows: number; numberSize: number; notes: boolean }

type Field = { width: number; height: number; gap: number }

/** The parts of the screen: the height of the current call, and how wide pictures may be (0: no place for them). */
export type Layout = { call: number; media: number; grid: Grid }

/** «C-004» in bold is about three times as wide as it is high. */
const NUMBER_WIDTH = 2.98
/** 96 px on a 1920-pixel screen: what can be read from 8 m. Below it a number may fill its place to the edges. */
export const READABLE = 5
/** From here on a number stands apart from the edges of its place. */
const CLEAR = 5.3
/** Pictures take no more than leaves the numbers comfortable, or at least clear, or in many rooms just readable. */
const NUMBERS_BESIDE_MEDIA = [6.4, CLEAR, READABLE]
const LEAST_LABEL = 1.6
const MOST_LABEL = 2.6
/** The line under a number that says who waits, with its leading. */
const NOTE_HEIGHT = 2
/** The current call with its number of 15 rem; where rooms are many, of 11.7 rem, which is 224 px at 1920. */
const TALL_CALL = 19
const SHORT_CALL = 14.8
const MOST_MEDIA = 46
const LEAST_MEDIA = 24

/** Shares out what lies between the top and the foot of the screen; numbers come before pictures. */
export function fitScreen(rooms: number, field: Field, wantsMedia: boolean): Layout {
  const share = (call: number, media: number): Layout => ({
    call,
    media,
    grid: fitGrid(rooms, {
      width: field.width - (media && media + field.gap),
      height: field.height - call - field.gap,
      gap: field.gap,
    }),
  })
  const heights = [TALL_CALL, SHORT_CALL]
  if (wantsMedia)
    for (const least of NUMBERS_BESIDE_MEDIA)
      for (const call of heights)
        for (let media = MOST_MEDIA; media >= LEAST_MEDIA; media -= 1) {
          const layout = share(call, media)
          if (layout.grid.numberSize >= least) return layout
        }
  const tall = share(TALL_CALL, 0)
  return tall.grid.numberSize >= READABLE ? tall : share(SHORT_CALL, 0)
}

/** The columns that let all numbers be largest; who waits is said only where that leaves them clear. */
export function fitGrid(rooms: number, field: Field): Grid {
  const noted = fitNumbers(rooms, field, true)
  return noted.numberSize >= CLEAR ? noted : fitNumbers(rooms, field, false)
}

/** At a tie the fewest empty places. */
function fitNumbers(rooms: number, field: Field, notes: boolean): Grid {
  let best: Grid = { columns: 1, rows: 1, numberSize: 0, notes }
  for (let columns = 1; columns <= Math.max(1, rooms); columns += 1) {
    const rows = Math.max(1, Math.ceil(rooms / columns))
    const width = (field.width - field.gap * (columns - 1)) / columns
    const height = (field.height - field.gap * (rows - 1)) / rows - (notes ? NOTE_HEIGHT : 0)
    const numberSize = Math.min(fitWidth(width), fitHeight(height))
    const tidier = numberSize === best.numberSize && columns * rows < best.columns * best.rows
    if (numberSize > best.numberSize || tidier) best = { columns, rows, numberSize, notes }
  }
  return best
}

function fitWidth(width: number): number {
  const tight = (width - 0.6) / NUMBER_WIDTH
  return Math.max((0.88 * width) / NUMBER_WIDTH, Math.min(READABLE, tight))
}

/** Number over label; the label grows with it (see `labelSize`). */
function fitHeight(height: number): number {
  const inside = height - 1
  return Math.min((inside - 1.6 * LEAST_LABEL) / 1.05, inside / 1.47)
}

export function labelSize(numberSize: number): number {
  return Math.min(MOST_LABEL, Math.max(LEAST_LABEL, 0.26 * numberSize))
}

/** Shrinks text from `most` rem until it fits the box that holds it. */
export function shrinkToFit(text: HTMLElement, most: number, least: number): void {
  for (let size = most; size >= least; size -= 0.1) {
    text.style.fontSize = `${size}rem`
    if (text.scrollWidth <= text.clientWidth && text.scrollHeight <= text.clientHeight) return
  }
}

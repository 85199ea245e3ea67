/** How the rooms are laid out, in rem (1 rem is a hundredth of a 16:9 screen's width). */
export type Grid = { columns: number; rows: number; numberSize: number }

/** «C-004» in bold is about three times as wide as it is high. */
const NUMBER_WIDTH = 2.98
/** 96 px on a 1920-pixel screen: what can be read from 8 m. Below it a number may fill its place to the edges. */
const READABLE = 5
const LEAST_LABEL = 1.6
const MOST_LABEL = 2.6

/** The columns that let all numbers be largest in a field of `width` × `height` rem; at a tie the fewest empty places. */
export function fitGrid(rooms: number, field: { width: number; height: number; gap: number }): Grid {
  let best: Grid = { columns: 1, rows: 1, numberSize: 0 }
  for (let columns = 1; columns <= Math.max(1, rooms); columns += 1) {
    const rows = Math.max(1, Math.ceil(rooms / columns))
    const width = (field.width - field.gap * (columns - 1)) / columns
    const height = (field.height - field.gap * (rows - 1)) / rows
    const numberSize = Math.min(fitWidth(width), fitHeight(height))
    const tidier = numberSize === best.numberSize && columns * rows < best.columns * best.rows
    if (numberSize > best.numberSize || tidier) best = { columns, rows, numberSize }
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

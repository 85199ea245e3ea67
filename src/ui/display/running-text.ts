import { make } from '../shared/elements.ts'
import { shrinkToFit } from './fit.ts'

/** Slow enough to be read by whoever reads slowly, in rem a second. */
const SPEED = 4.2
const SIZE = 2
const LEAST_SIZE = 1.4

export type RunningText = {
  /** True when the line has come or gone, so that the screen has to be laid out anew. */
  show: (text: string) => boolean
  arrange: () => void
}

/** The Puskesmas' own words. They stand still where they fit and run, once around without end, only where they do not. */
export function createRunningText(band: HTMLElement): RunningText {
  const stillness = matchMedia('(prefers-reduced-motion: reduce)')
  let shown = ''
  band.hidden = true

  function show(text: string): boolean {
    if (text === shown) return false
    const changed = (text === '') !== (shown === '')
    shown = text
    band.hidden = text === ''
    arrange()
    return changed
  }

  function arrange(): void {
    band.textContent = ''
    band.className = 'running'
    if (shown === '') return
    const line = make('p', 'running-line', make('span', '', shown))
    band.append(line)
    if (line.scrollWidth <= line.clientWidth) return
    if (stillness.matches) {
      band.className = 'running still'
      shrinkToFit(line, SIZE, LEAST_SIZE)
    } else run(line)
  }

  /** Two copies, moved by exactly one: the compositor does it alone, nothing is laid out on the way. */
  function run(line: HTMLElement): void {
    const again = make('span', '', shown)
    again.setAttribute('aria-hidden', 'true')
    line.append(again)
    band.className = 'running runs'
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    line.style.animationDuration = `${Math.round(line.offsetWidth / 2 / rem / SPEED)}s`
  }

  return { show, arrange }
}

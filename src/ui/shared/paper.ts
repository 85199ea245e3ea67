import type { TicketPaper } from '#contract/desktop'

export type PaperWidth = TicketPaper['widthMm']

const key = 'loket.paper-width'

/** The roll belongs to the printer of this PC, so it is kept here and not in the hub. */
export function readPaperWidth(): PaperWidth {
  return localStorage.getItem(key) === '80' ? 80 : 58
}

export function savePaperWidth(width: PaperWidth): void {
  localStorage.setItem(key, String(width))
}

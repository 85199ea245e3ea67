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

const printerKey = 'loket.ticket-printer'

/** The system's name of it; null is the default one. */
export function readTicketPrinter(): string | null {
  return localStorage.getItem(printerKey)
}

export function saveTicketPrinter(printer: string | null): void {
  if (printer === null) localStorage.removeItem(printerKey)
  else localStorage.setItem(printerKey, printer)
}

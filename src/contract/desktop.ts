/**
 * The roll in the ticket printer; `heightMm` is the length of this ticket, measured by the page that shows it. A null
 * `printer` is the system's default.
 */
export type TicketPaper = { widthMm: 58 | 80; heightMm: number; printer: string | null }

/** Sheets that papers about a patient and tickets are laid out on, in millimetres; the page's `@page` rules say the same. */
export const sheets = {
  a4: { widthMm: 210, heightMm: 297 },
  /** A plastic card of the size ID-1 (ISO/IEC 7810). */
  card: { widthMm: 85.6, heightMm: 54 },
  /** One label of a roll. */
  label: { widthMm: 50, heightMm: 25 },
  /** A piece of the roll, long enough for a ticket. */
  ticket58: { widthMm: 58, heightMm: 90 },
  ticket80: { widthMm: 80, heightMm: 100 },
} as const
export type Sheet = keyof typeof sheets

/** A printer of this computer: the system's name of it, and what people call it. */
export type Printer = { name: string; label: string }

export type PrintOutcome = { printed: true } | { printed: false; problem: 'no-printer' | 'refused' }

export type PdfOutcome = { saved: true } | { saved: false; problem: 'cancelled' | 'unwritable' }

/**
 * What the desktop shell adds to the pages of the desk and the kiosk, as `window.desktop`. In a browser it is absent,
 * and the page uses `window.print()` and `window.open()` instead.
 */
export type Desktop = {
  /** Prints the page as its print styles lay it out, without a dialog. */
  printTicket: (paper: TicketPaper) => Promise<PrintOutcome>
  /** Shows an address of this hub full screen on another monitor, or in a window where there is only one. Desk only. */
  openDisplay?: (url: string) => Promise<void>
  /** Papers about a patient; desk only. */
  papers?: DesktopPapers
}

export type DesktopPapers = {
  printers: () => Promise<Printer[]>
  /** Prints the page as its print styles lay it out, without a dialog; a null `printer` is the system's default. */
  print: (order: { sheet: Sheet; printer: string | null }) => Promise<PrintOutcome>
  /** The same page as a PDF, where the person chooses; `name` is the proposed file name without its ending. */
  savePdf: (order: { sheet: Sheet; name: string }) => Promise<PdfOutcome>
}

declare global {
  interface Window {
    readonly desktop?: Desktop
  }
}

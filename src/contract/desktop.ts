/** The roll in the ticket printer; `heightMm` is the length of this ticket, measured by the page that shows it. */
export type TicketPaper = { widthMm: 58 | 80; heightMm: number }

export type PrintOutcome = { printed: true } | { printed: false; problem: 'no-printer' | 'refused' }

/**
 * What the desktop shell adds to the desk's page, as `window.desktop`. In a browser it is absent, and the page
 * uses `window.print()` and `window.open()` instead.
 */
export type Desktop = {
  /** Prints the page as its print styles lay it out, on the default printer, without a dialog. */
  printTicket: (paper: TicketPaper) => Promise<PrintOutcome>
  /** Shows an address of this hub full screen on another monitor, or in a window where there is only one. */
  openDisplay: (url: string) => Promise<void>
}

declare global {
  interface Window {
    readonly desktop?: Desktop
  }
}

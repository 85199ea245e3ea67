import './ticket.css'
import type { DesktopPapers, PdfOutcome, PrintOutcome } from '#contract/desktop'
import { type TicketFacts, ticketLines } from '#domain/ticket-paper'
import { formatClock } from './format.ts'
import { type PaperWidth, readPaperWidth, readTicketPrinter } from './paper.ts'

/** A ticket as the hub issues it; `issuedAt` in milliseconds since 1970. */
export type Ticket = Omit<TicketFacts, 'clock'> & { issuedAt: number }

const MM_PER_PX = 25.4 / 96

/**
 * Prints on the roll of this PC: silently in the shell, through the browser's dialog elsewhere. The sheet stands
 * in the page itself, because the shell prints pages, not frames.
 */
export async function printTicket(
  ticket: Ticket,
  timeZone: string,
  widthMm = readPaperWidth(),
): Promise<PrintOutcome> {
  const sheet = buildTicketSheet(ticket, timeZone, widthMm)
  document.body.append(sheet)
  try {
    if (!window.desktop) {
      window.print()
      return { printed: true }
    }
    const heightMm = Math.ceil(sheet.getBoundingClientRect().height * MM_PER_PX)
    return await window.desktop.printTicket({ widthMm, heightMm, printer: readTicketPrinter() })
  } finally {
    sheet.remove()
  }
}

/** The same sheet as a PDF, named after its number. */
export async function saveTicketPdf(
  papers: DesktopPapers,
  ticket: Ticket,
  timeZone: string,
): Promise<PdfOutcome> {
  const widthMm = readPaperWidth()
  const sheet = buildTicketSheet(ticket, timeZone, widthMm)
  document.body.append(sheet)
  try {
    return await papers.savePdf({ sheet: `ticket${widthMm}`, name: `tiket-${ticket.number}` })
  } finally {
    sheet.remove()
  }
}

/** The ticket as the roll shows it. */
export function buildTicketSheet(ticket: Ticket, timeZone: string, widthMm: PaperWidth): HTMLElement {
  const sheet = document.createElement('section')
  sheet.className = 'ticket'
  sheet.dataset.width = String(widthMm)
  for (const { part, text } of ticketLines({ ...ticket, clock: formatClock(ticket.issuedAt, timeZone) })) {
    const line = document.createElement('p')
    line.className = `ticket-${part}`
    line.textContent = text
    sheet.append(line)
  }
  return sheet
}

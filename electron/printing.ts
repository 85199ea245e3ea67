import type { WebContents, WebContentsPrintOptions } from 'electron'
import type { PrintOutcome, TicketPaper } from '#contract/desktop'

const longest = 400

/** What came over the bridge, or null when it is not a ticket's paper. */
export function readPaper(value: unknown): TicketPaper | null {
  if (typeof value !== 'object' || value === null) return null
  const { widthMm, heightMm } = value as Partial<Record<keyof TicketPaper, unknown>>
  if (widthMm !== 58 && widthMm !== 80) return null
  if (typeof heightMm !== 'number' || !(heightMm > 0 && heightMm <= longest)) return null
  return { widthMm, heightMm }
}

/** Sizes are in micrometres. A page wider than it is long would come out of many receipt printers turned. */
export function ticketOptions({ widthMm, heightMm }: TicketPaper): WebContentsPrintOptions {
  return {
    silent: true,
    color: false,
    margins: { marginType: 'none' },
    pageSize: { width: widthMm * 1000, height: Math.round(Math.max(heightMm, widthMm) * 1000) },
  }
}

/** Prints the page as its print styles lay it out, on the system's default printer. */
export async function printTicket(
  contents: Pick<WebContents, 'getPrintersAsync' | 'print'>,
  paper: TicketPaper,
): Promise<PrintOutcome> {
  if ((await contents.getPrintersAsync()).length === 0) return { printed: false, problem: 'no-printer' }
  return new Promise((resolve) => {
    contents.print(ticketOptions(paper), (printed) =>
      resolve(printed ? { printed } : { printed, problem: 'refused' }),
    )
  })
}

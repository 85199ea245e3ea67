import type { WebContents, WebContentsPrintOptions } from 'electron'
import type { PrintOutcome, TicketPaper } from '#contract/desktop'

const longest = 400

/** What came over the bridge, or null when it is not a ticket's paper. */
export function readPaper(value: unknown): TicketPaper | null {
  if (typeof value !== 'object' || value === null) return null
  const { widthMm, heightMm, printer } = value as Partial<Record<keyof TicketPaper, unknown>>
  if (widthMm !== 58 && widthMm !== 80) return null
  if (typeof heightMm !== 'number' || !(heightMm > 0 && heightMm <= longest)) return null
  if (!(printer === null || typeof printer === 'string')) return null
  return { widthMm, heightMm, printer }
}

/** Sizes are in micrometres. A page wider than it is long would come out of many receipt printers turned. */
export function ticketOptions({ widthMm, heightMm, printer }: TicketPaper): WebContentsPrintOptions {
  return {
    silent: true,
    color: false,
    ...(printer !== null && { deviceName: printer }),
    margins: { marginType: 'none' },
    pageSize: { width: widthMm * 1000, height: Math.round(Math.max(heightMm, widthMm) * 1000) },
  }
}

type Printing = Pick<WebContents, 'getPrintersAsync' | 'print'>

/** Prints the page as its print styles lay it out; a printer that is gone is no printer, not another one. */
export async function printPage(
  contents: Printing,
  printer: string | null,
  options: WebContentsPrintOptions,
): Promise<PrintOutcome> {
  const names = (await contents.getPrintersAsync()).map(({ name }) => name)
  const isThere = printer === null ? names.length > 0 : names.includes(printer)
  if (!isThere) return { printed: false, problem: 'no-printer' }
  return new Promise((resolve) => {
    contents.print(options, (printed) => resolve(printed ? { printed } : { printed, problem: 'refused' }))
  })
}

export function printTicket(contents: Printing, paper: TicketPaper): Promise<PrintOutcome> {
  return printPage(contents, paper.printer, ticketOptions(paper))
}

import type { Problem } from '#domain/errors'
import type { PrintOutcome } from './printing/receipt-printer.ts'

/** Since when tickets come without paper, why, and whose. */
export type PrinterTrouble = { since: number; problem: Problem; numbers: string[] }

type Ticket = { arrivalId: string; number: string }

/** What became of each ticket's paper; a hub that starts anew has forgotten, and prints again rather than not. */
export type TicketDesk = {
  /**
   * Prints a ticket once and tells every later caller what came of it; `again` prints anew, at most three times, but
   * not while that ticket is at the printer.
   */
  print: (ticket: Ticket, again: boolean, print: () => Promise<PrintOutcome>) => Promise<PrintOutcome>
  /** Null as long as tickets get their paper. */
  trouble: () => PrinterTrouble | null
  /** Another printer may well do better. */
  forgetTrouble: () => void
}

type Paper = { outcome: Promise<PrintOutcome>; printing: boolean; printed: number }

/** A Puskesmas gives out some hundred numbers a day. */
const remembered = 2000
/** Papers for one number: a child that finds the button must not empty the roll. */
const mostPapers = 3

export function createTicketDesk(now: () => number, onTroubleChanged: () => void): TicketDesk {
  const papers = new Map<string, Paper>()
  let trouble: PrinterTrouble | null = null

  function setTrouble(next: PrinterTrouble | null): void {
    if (next === trouble) return
    trouble = next
    onTroubleChanged()
  }

  /** One number that prints proves the printer: those before it keep their number, and may ask for paper again. */
  function judge(number: string, { printed, problem }: PrintOutcome): void {
    if (printed) setTrouble(null)
    if (!problem) return
    const { since = now(), numbers = [] } = trouble ?? {}
    setTrouble({ since, problem, numbers: [...numbers.filter((other) => other !== number), number] })
  }

  return {
    print: async (ticket, again, print) => {
      const before = papers.get(ticket.arrivalId)
      if (before && (!again || before.printing || before.printed >= mostPapers)) return before.outcome
      const paper: Paper = { outcome: print(), printing: true, printed: before?.printed ?? 0 }
      papers.set(ticket.arrivalId, paper)
      const [oldest] = papers.keys()
      if (oldest !== undefined && papers.size > remembered) papers.delete(oldest)
      const outcome = await paper.outcome.finally(() => {
        paper.printing = false
      })
      if (outcome.printed) paper.printed += 1
      judge(ticket.number, outcome)
      return outcome
    },
    trouble: () => trouble,
    forgetTrouble: () => setTrouble(null),
  }
}

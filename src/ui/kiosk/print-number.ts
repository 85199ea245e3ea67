import type { HubOutputs } from '#contract/hub/hub'
import type { KioskStart } from '#contract/hub/kiosk'
import { askHub } from '../shared/ask-hub.ts'
import { printTicket } from '../shared/print-ticket.ts'
import type { Ticket } from './take-number.ts'

export type Paper = 'printing' | 'printed' | 'no-paper' | 'unprinted'

/** A printer that has gone needs ten seconds to be given up. */
const patienceMs = 15_000

/** Prints through the hub, or on this machine where the hub has no printer. What cannot be known is not promised. */
export async function printNumber(
  page: string,
  ticket: Ticket,
  start: KioskStart,
  again: boolean,
): Promise<Paper> {
  const { arrivalId } = ticket
  const asked = { arrivalId, again }
  const answer = await askHub<HubOutputs['kiosk']['print']>(page, 'kiosk/print', asked, patienceMs)
  if (!answer || 'refused' in answer) return 'unprinted'
  const { printed, problem } = answer.said
  if (printed) return 'printed'
  if (problem) return problem.code === 'printer_no_paper' ? 'no-paper' : 'unprinted'
  const paper = { ...ticket, newNumberLater: start.newNumberLater }
  const here = await printTicket(paper, start.timeZone, start.paperWidth)
  return here.printed ? 'printed' : 'unprinted'
}

import { asRefused } from '#contract/base'
import type { HubOutputs } from '#contract/hub/hub'
import { refuse } from '#domain/errors'
import type { LocalDate } from '#domain/local-date'
import { type ChosenPriority, choosePriority, kioskClasses } from '#domain/priority'
import { ticketLines } from '#domain/ticket-paper'
import { arrivalTicket, describeCounter, giveBackNumber, takeArrival } from '#hub/arrival'
import { asStaff, type CallContext } from '#hub/context'
import { hub } from '#hub/implement'
import { encodeTicket } from '#hub/printing/escpos'
import { printReceipt } from '#hub/printing/receipt-printer'
import { countArrivalsOf } from '#hub/store/arrivals'
import { type Facility, readFacility, readRuleBook } from '#hub/store/facility'
import { readQueueSettings } from '#hub/store/settings'
import { localTime } from '#hub/system'

type Ticket = HubOutputs['kiosk']['take']['ticket']
type Place = { facility: Facility; today: LocalDate; now: number }

/** More is a child at play, or a machine that was left alone. */
const mostPerMinute = 20

export const kiosk = {
  start: hub.kiosk.start.handler(async ({ context }) => {
    const { db } = context.store
    const place = await readPlace(context)
    const { facility, today, now } = place
    const { room, waiting, estimate } = await describeCounter(db, place)
    const { priorities } = await readRuleBook(db, facility, today)
    const { printer, newNumberAtRegistration } = await readQueueSettings(db)
    return {
      facility: facility.name,
      timeZone: facility.timeZone,
      now,
      roomLabel: room.publicLabel,
      priorities: kioskClasses(priorities),
      waiting,
      estimate,
      paperWidth: printer.widthMm,
      newNumberLater: newNumberAtRegistration,
    }
  }),

  take: hub.kiosk.take.handler(async ({ input, context }) => {
    const place = await readPlace(context)
    return { ticket: await takeNumber(context, place, { ...input, source: 'kiosk', staffId: null }) }
  }),

  giveBack: hub.kiosk.giveBack.handler(async ({ input, context }) => {
    const { now: at, today } = await readPlace(context)
    const actor = { at, today, staffId: null }
    const gone = await context.store.write((tx) => giveBackNumber(tx, input.requestId, actor))
    if (gone) context.live.announce('queue')
    return { gone }
  }),

  print: hub.kiosk.print.handler(async ({ input, context }) => {
    const place = await readPlace(context)
    const ticket = await arrivalTicket(context.store.db, place, input.arrivalId)
    return printTicket(context, place, ticket ?? refuse('arrival_unknown'), input.again)
  }),

  hand: hub.kiosk.hand.handler(async ({ input, context }) => {
    const { staffId } = await asStaff(context)
    const place = await readPlace(context)
    const answers = { ...input, returning: null, payer: null }
    const ticket = await takeNumber(context, place, { ...answers, source: 'desk', staffId })
    return { ticket, print: await printTicket(context, place, ticket, false) }
  }),

  printer: hub.kiosk.printer.handler(({ context }) => {
    const trouble = context.tickets.trouble()
    return trouble && { ...trouble, problem: asRefused(trouble.problem) }
  }),
}

async function readPlace({ store, system }: CallContext): Promise<Place> {
  const facility = (await readFacility(store.db)) ?? refuse('setup_needed')
  const now = system.now()
  return { facility, now, today: localTime(now, facility.timeZone).day }
}

type Answers = {
  requestId: string
  source: 'kiosk' | 'desk'
  staffId: string | null
  priority: ChosenPriority | null
  returning: boolean | null
  payer: 'jkn' | 'umum' | null
}

async function takeNumber(context: CallContext, place: Place, answers: Answers): Promise<Ticket> {
  const { store, system, live, page } = context
  const { facility, today, now: at } = place
  const { priorities } = await readRuleBook(store.db, facility, today)
  const { staffId, ...given } = answers
  const taken = {
    ...given,
    id: system.newId(),
    legId: system.newId(),
    deviceId: page.deviceId,
    priority: answers.priority && choosePriority(priorities, answers.priority),
  }
  const { arrivalId, fresh } = await store.write(async (tx) => {
    const arrival = await takeArrival(tx, taken, { at, today, staffId })
    // Counted afterwards, so that the same request asked again is never too fast; a refusal takes the number back.
    const counts = arrival.fresh && answers.source === 'kiosk'
    if (counts && (await countArrivalsOf(tx, page.deviceId, at - 60_000)) > mostPerMinute)
      refuse('numbers_too_fast')
    return arrival
  })
  if (fresh) live.announce('queue')
  return (await arrivalTicket(store.db, place, arrivalId)) ?? refuse('arrival_unknown')
}

/** After the number is on disk, never inside its transaction: paper takes seconds, and may not come. */
async function printTicket(
  { store, tickets, log }: CallContext,
  { facility }: Place,
  ticket: Ticket,
  again: boolean,
): Promise<HubOutputs['kiosk']['print']> {
  const { printer, newNumberAtRegistration: newNumberLater } = await readQueueSettings(store.db)
  const { clock } = localTime(ticket.issuedAt, facility.timeZone)
  const lines = ticketLines({ ...ticket, clock, newNumberLater })
  const print = () => printReceipt(printer, encodeTicket(lines, printer.widthMm))
  const { printed, problem } = await tickets.print(ticket, again, print)
  if (problem) log.warn({ code: problem.code }, 'ticket without paper')
  return { printed, problem: problem && asRefused(problem) }
}

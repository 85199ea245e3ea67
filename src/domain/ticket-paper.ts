import { formatDate, type LocalDate } from './local-date.ts'

/** What is known when a ticket is printed: never a name, a NIK or a complaint. `clock` is the facility's, '07.42'. */
export type TicketFacts = {
  facility: string
  number: string
  roomLabel: string
  day: LocalDate
  clock: string
  ahead: number
  prioritized: boolean
  estimate: { minutes: number } | null
  /** The number holds only until the counter, which gives a new one. */
  newNumberLater?: boolean
  /** The number on an earlier paper in the same hand. */
  replaces?: string | null
}

export type TicketPart = 'facility' | 'caption' | 'number' | 'room' | 'ahead' | 'estimate' | 'when' | 'keep'
export type TicketLine = { part: TicketPart; text: string }

/** The words of a queue ticket from top to bottom; the browser's sheet and the receipt printer only lay them out. */
export function ticketLines(ticket: TicketFacts): TicketLine[] {
  return [
    { part: 'facility', text: ticket.facility },
    { part: 'caption', text: ticket.replaces ? sayReplaces(ticket.replaces) : 'Nomor antrean' },
    { part: 'number', text: ticket.number },
    { part: 'room', text: ticket.roomLabel },
    { part: 'ahead', text: sayAhead(ticket, 'di depan Anda') },
    ...sayEstimate(ticket.estimate),
    { part: 'when', text: sayWhen(ticket) },
    { part: 'keep', text: sayKeep(ticket.newNumberLater ?? false) },
  ]
}

/** A slip that shows whether the printer in the settings works. */
export function testSlipLines(slip: Pick<TicketFacts, 'facility' | 'day' | 'clock'>): TicketLine[] {
  return [
    { part: 'facility', text: slip.facility },
    { part: 'caption', text: 'Cetak percobaan' },
    { part: 'number', text: 'A-000' },
    { part: 'when', text: sayWhen(slip) },
    { part: 'keep', text: 'Printer siap. Kertas ini bukan nomor antrean.' },
  ]
}

/** How long the queue is: on the paper to whoever holds it, at the desk about them. */
export function sayAhead(
  { ahead, prioritized }: Pick<TicketFacts, 'ahead' | 'prioritized'>,
  place: 'di depan' | 'di depan Anda',
): string {
  const people = ahead === 0 ? `Belum ada antrean ${place}` : `${ahead} orang ${place}`
  return prioritized ? `${people} · didahulukan` : people
}

/** To whoever holds two papers now; the same words at the desk. */
export function sayReplaces(number: string): string {
  return `Nomor baru, menggantikan ${number}`
}

function sayEstimate(estimate: TicketFacts['estimate']): TicketLine[] {
  if (!estimate || estimate.minutes < 1) return []
  return [{ part: 'estimate', text: `Kira-kira ${estimate.minutes} menit lagi` }]
}

function sayWhen({ day, clock }: Pick<TicketFacts, 'day' | 'clock'>): string {
  return `${formatDate(day)} · ${clock}`
}

function sayKeep(newNumberLater: boolean): string {
  return newNumberLater
    ? 'Simpan nomor ini sampai dipanggil di loket. Setelah mendaftar Anda mendapat nomor baru.'
    : 'Simpan nomor ini sampai pulang: berlaku juga di laboratorium dan farmasi.'
}

import './ticket.css'
import type { PrintOutcome } from '#contract/desktop'
import type { HubOutputs } from '#contract/hub/hub'
import { formatDate } from '#domain/local-date'
import { formatClock } from './format.ts'
import { readPaperWidth } from './paper.ts'

type Ticket = HubOutputs['visits']['ticket']

const MM_PER_PX = 25.4 / 96

/**
 * Prints on the roll of this PC: silently in the shell, through the browser's dialog elsewhere. The sheet stands
 * in the page itself, because the shell prints pages, not frames.
 */
export async function printTicket(ticket: Ticket, timeZone: string): Promise<PrintOutcome> {
  const widthMm = readPaperWidth()
  const sheet = buildSheet(ticket, timeZone)
  sheet.dataset.width = String(widthMm)
  document.body.append(sheet)
  try {
    if (!window.desktop) {
      window.print()
      return { printed: true }
    }
    const heightMm = Math.ceil(sheet.getBoundingClientRect().height * MM_PER_PX)
    return await window.desktop.printTicket({ widthMm, heightMm })
  } finally {
    sheet.remove()
  }
}

function buildSheet(ticket: Ticket, timeZone: string): HTMLElement {
  const sheet = document.createElement('section')
  sheet.className = 'ticket'
  sheet.append(
    line('facility', ticket.facility),
    line('caption', 'Nomor antrean'),
    line('number', ticket.number),
    line('room', ticket.roomLabel),
    line('ahead', sayAhead(ticket, 'di depan Anda')),
    line('when', `${formatDate(ticket.day)} · ${formatClock(ticket.issuedAt, timeZone)}`),
    line('keep', 'Simpan nomor ini sampai pulang: berlaku juga di laboratorium dan farmasi.'),
  )
  return sheet
}

/** How long the queue is: on the paper to whoever holds it, at the desk about them. */
export function sayAhead(
  { ahead, prioritized }: Pick<Ticket, 'ahead' | 'prioritized'>,
  place: 'di depan' | 'di depan Anda',
): string {
  const people = ahead === 0 ? `Belum ada antrean ${place}` : `${ahead} orang ${place}`
  return prioritized ? `${people} · didahulukan` : people
}

function line(name: string, text: string): HTMLElement {
  const element = document.createElement('p')
  element.className = `ticket-${name}`
  element.textContent = text
  return element
}

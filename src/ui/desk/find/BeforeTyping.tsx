import type { KeyboardEvent } from 'react'
import { ExpectedToday } from '../bookings/ExpectedToday.tsx'
import { RecentPatients } from './RecentPatients.tsx'
import { focusSearch } from './search-box.ts'

const place = 'before-typing'

/** Who may be asked for next, before anybody types: arrows go from one to the next, Enter opens. */
export function BeforeTyping() {
  return (
    <section id={place} aria-label="Mungkin orang ini" onKeyDown={stepAlong}>
      <RecentPatients />
      <ExpectedToday />
    </section>
  )
}

/** From the empty search box down into the lists. */
export function focusFirstBefore(): void {
  document.querySelector<HTMLElement>(`#${place} li button`)?.focus()
}

function stepAlong(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step) return
  event.preventDefault()
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('li button')]
  const next = rows.findIndex((row) => row.matches(':focus')) + step
  if (next < 0) focusSearch()
  else rows[next]?.focus()
}

import { addDays, daysBetween, type LocalDate } from './local-date.ts'

/** Days to add, or to take away from a month that was added whole. */
export type Span = { grain: 'day' | 'month'; sign: 1 | -1; from: LocalDate; to: LocalDate }

/**
 * The same days in the fewest sums: a year is twelve months, not 365 days, and a month but for its last week is the month
 * less a week. A day that has not come has no sums, so that this month up to today is one.
 */
export function spansOf(from: LocalDate, to: LocalDate): Span[] {
  const spans: Span[] = []
  for (let first = monthOf(from); first <= to; first = nextMonth(first)) {
    const last = addDays(nextMonth(first), -1)
    const begin = from > first ? from : first
    const end = to < last ? to : last
    const inside = daysBetween(begin, end) + 1
    const outside = daysBetween(first, last) + 1 - inside
    if (inside <= outside + 1) {
      append(spans, { grain: 'day', sign: 1, from: begin, to: end })
      continue
    }
    append(spans, { grain: 'month', sign: 1, from: first, to: last })
    if (first < begin) append(spans, { grain: 'day', sign: -1, from: first, to: addDays(begin, -1) })
    if (end < last) append(spans, { grain: 'day', sign: -1, from: addDays(end, 1), to: last })
  }
  return spans
}

/** As part of a span of its kind that ends the day before, where there is one. */
function append(spans: Span[], next: Span): void {
  const before = spans.find(
    ({ grain, sign, to }) => grain === next.grain && sign === next.sign && addDays(to, 1) === next.from,
  )
  if (before) before.to = next.to
  else spans.push(next)
}

/** The first of the month of a day. */
export function monthOf(day: LocalDate): LocalDate {
  return addDays(day, 1 - Number(day.slice(8)))
}

function nextMonth(day: LocalDate): LocalDate {
  return monthOf(addDays(monthOf(day), 31))
}

import { refuse } from './errors.ts'
import { formatDate, type LocalDate } from './local-date.ts'

/** Numbers on paper for the hours without power: one run of a series, printed on a day, each good for once a day. */
export type PaperBlock = { series: string; first: number; last: number; printedOn: LocalDate }
export type PaperNumber = { series: string; number: number }

/** Far above what a counter gives out on a usual day. */
const firstOfAll = 801
const lastOfAll = 999

/**
 * The next `count` numbers that may be printed: above every printed one and above what the counter has given today.
 * Refuses when the series ends before.
 */
export function nextBlock(
  series: string,
  count: number,
  taken: { counter: number; printed: readonly Pick<PaperBlock, 'last'>[] },
): { first: number; last: number } {
  const highest = Math.max(firstOfAll - 1, taken.counter, ...taken.printed.map(({ last }) => last))
  const last = highest + count
  return last > lastOfAll ? refuse('paper_series_full', { series }) : { first: highest + 1, last }
}

/** 801, A801, a-801 and A 801 as a person types them; null for what cannot be a printed number. */
export function readPaperNumber(typed: string): { series: string | null; number: number } | null {
  const match = /^([A-Z])?[- .]?(\d{3})$/.exec(typed.trim().toUpperCase())
  return match?.[2] ? { series: match[1] ?? null, number: Number(match[2]) } : null
}

/**
 * The printed number that was typed for a day. Refuses one that stands on no sheet, one whose sheet was printed after
 * that day, and one without its letter where several series have it.
 */
export function findPaperNumber(typed: string, blocks: readonly PaperBlock[], day: LocalDate): PaperNumber {
  const { series, number } = readPaperNumber(typed) ?? refuse('paper_number_unreadable')
  const printed = blocks.filter(
    (block) => (series ?? block.series) === block.series && block.first <= number && number <= block.last,
  )
  const known = printed.filter(({ printedOn }) => printedOn <= day)
  const [first, ...more] = known
  if (printed[0] && !first) {
    const sayable = sayPaperNumber({ series: printed[0].series, number })
    return refuse('paper_number_later', { number: sayable, date: formatDate(printed[0].printedOn) })
  }
  if (!first) return refuse('paper_number_unknown', { number: typed.trim().toUpperCase() })
  if (more.length > 0) {
    const letters = known.map((block) => block.series).join(', ')
    return refuse('paper_number_ambiguous', { number: String(number), series: letters })
  }
  return { series: first.series, number }
}

/** A-801; three digits, as every printed number has. */
export function sayPaperNumber({ series, number }: PaperNumber): string {
  return `${series}-${number}`
}

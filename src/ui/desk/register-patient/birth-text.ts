import { type Birth, birthFromAge, birthFromYear, checkBirthDate } from '#domain/birth'
import { type Problem, problem } from '#domain/errors'
import { addDays, formatDate, type LocalDate, parseLocalDate, readTypedDate } from '#domain/local-date'

export type ReadBirth = { birth: Birth } | { problem: Problem } | null

/**
 * Reads what a clerk types when asked for a birth date: a day (02031959, 2-3-59), a month (03-1959), a year (1959),
 * or a told age (67 th, 8 bl, 3 mg, 20 hr). A leading ± keeps a date an estimate. Null when nothing is typed.
 */
export function readBirthText(text: string, today: LocalDate): ReadBirth {
  const typed = text.trim().toLowerCase()
  if (typed === '') return null
  const guessed = /^(±|\+-|sekitar|kira-kira)\s*/.exec(typed)
  const birth = readPlain(guessed ? typed.slice(guessed[0].length) : typed, today)
  if (!birth) return { problem: problem('date_invalid') }
  const refused = checkBirthDate(birth.date, today)
  if (refused) return { problem: refused }
  return { birth: guessed ? { ...birth, precision: 'estimated' } : birth }
}

/** The text that reads back as the same birth. */
export function writeBirthText(birth: Birth | null): string {
  if (!birth) return ''
  const date = formatDate(birth.date)
  switch (birth.precision) {
    case 'exact':
      return date
    case 'month':
      return date.slice(3)
    case 'year':
      return date.slice(6)
    case 'estimated':
      return date.startsWith('01-07-') ? `± ${date.slice(6)}` : `± ${date}`
  }
}

function readPlain(typed: string, today: LocalDate): Birth | null {
  const told = /^(\d{1,3})\s*(t|th|thn|tahun|bl|bln|bulan|mg|minggu|h|hr|hari)$/.exec(typed)
  if (told?.[2]) return fromToldAge(Number(told[1]), told[2], today)
  if (/^\d{4}$/.test(typed)) return birthFromYear(Number(typed))
  const month = /^(\d{1,2})[-/. ](\d{4})$/.exec(typed)
  const middle = month ? parseLocalDate(`${month[2]}-${month[1]?.padStart(2, '0')}-15`) : null
  if (middle) return { date: middle, precision: 'month' }
  const date = readTypedDate(typed, today)
  return date ? { date, precision: 'exact' } : null
}

/** "8 bl" is anything from 8 to 9 months, so the middle is kept; a number of days is taken at its word. */
function fromToldAge(count: number, unit: string, today: LocalDate): Birth {
  if (unit.startsWith('t')) return birthFromAge(count, today)
  const days = unit.startsWith('b')
    ? Math.round((count + 0.5) * 30.44)
    : unit.startsWith('m')
      ? count * 7 + 3
      : count
  return { date: addDays(today, -days), precision: 'estimated' }
}

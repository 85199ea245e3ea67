import { type Birth, birthFromAge, birthFromYear, checkBirthDate, OLDEST_YEARS } from './birth.ts'
import { type Problem, problem } from './errors.ts'
import { addDays, formatDate, type LocalDate, parseLocalDate, readTypedDate } from './local-date.ts'
import { monthInDigits } from './month-name.ts'

export type ReadBirth = { birth: Birth } | { problem: Problem } | null

/**
 * Reads what a clerk types when asked for a birth date: a day (02031959, 2-3-59, 2 Maret 1959), a month (03-1959,
 * Maret 1959), a year (1959, tahun 1959), or a told age (67 th, 8 bl, 3 mg, 20 hr, 1 th 6 bl). A leading ± keeps a date
 * an estimate. Null when nothing is typed.
 */
export function readBirthText(text: string, today: LocalDate): ReadBirth {
  const typed = text.trim().toLowerCase()
  if (typed === '') return null
  if (nobodyKnows.test(typed)) return { problem: problem('birth_untold') }
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

/** Reads the age that somebody guesses in completed years, as in an emergency; null when nobody can. */
export function readAgeText(text: string): { years: number | null } | { problem: Problem } {
  const typed = text.trim()
  if (typed === '') return { years: null }
  const years = /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN
  return years <= OLDEST_YEARS ? { years } : { problem: problem('age_invalid', { most: OLDEST_YEARS }) }
}

/** How a clerk writes down that the person cannot say: then the age that one would guess is asked for. */
const nobodyKnows = /^([?-]+|(tidak|tdk|tak|nggak|ga|gak) (tahu|tau|ingat)\b.*|lupa\b.*)$/

function readPlain(typed: string, today: LocalDate): Birth | null {
  if (toldAge.test(typed)) return fromToldAge(typed, today)
  const [, year] = /^(?:(?:tahun|thn|th)\.?\s*)?(\d{4})$/.exec(typed) ?? []
  if (year !== undefined) return notAhead(birthFromYear(Number(year)), year, today)
  const month = /^(\d{1,2})[-/. ](\d{4})$/.exec(monthInDigits(typed))
  const period = month && `${month[2]}-${month[1]?.padStart(2, '0')}`
  const middle = period && parseLocalDate(`${period}-15`)
  if (middle) return notAhead({ date: middle, precision: 'month' }, period, today)
  const date = readTypedDate(typed, today)
  return date ? { date, precision: 'exact' } : null
}

/** The middle of a month or year that is not over yet may lie ahead; whoever was born in it was born by today. */
function notAhead(birth: Birth, period: string, today: LocalDate): Birth {
  return birth.date > today && today.startsWith(period) ? { ...birth, date: today } : birth
}

const toldAge = /^(?:\d{1,3}\s*(?:t|th|thn|tahun|bl|bln|bulan|mg|minggu|h|hr|hari)[\s.,]*)+$/
const daysOf = { t: 365.25, b: 30.44, m: 7, h: 1 }

/** "8 bl" is anything from 8 to 9 months, so the middle is kept; a number of days is taken at its word. */
function fromToldAge(typed: string, today: LocalDate): Birth {
  const parts = [...typed.matchAll(/(\d+)\s*([tbmh])/g)].map(([, count, unit]) => ({
    count: Number(count),
    unit: unit as keyof typeof daysOf,
  }))
  const told = parts.filter(({ count }, at) => count > 0 || at === parts.length - 1)
  const smallest = told.toSorted((a, b) => daysOf[a.unit] - daysOf[b.unit])[0]
  if (told.length === 1 && smallest?.unit === 't') return birthFromAge(smallest.count, today)
  const rest = smallest === undefined || smallest.unit === 'h' ? 0 : Math.floor(daysOf[smallest.unit] / 2)
  const days = told.reduce((sum, { count, unit }) => sum + count * daysOf[unit], rest)
  return { date: addDays(today, -Math.round(days)), precision: 'estimated' }
}

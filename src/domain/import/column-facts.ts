import type { LocalDate } from '../local-date.ts'
import { digitsOf, isNumberCell, isPowerOfTen, readCell } from './cell.ts'
import type { ImportField } from './fields.ts'
import { dayOf, numericDate } from './read-birth.ts'

/** What only a whole column can tell about each of its cells. */
export type ColumnFacts = {
  /** `mdy` where the file comes from an American computer: some month stands second and is above 12. */
  dateOrder: 'dmy' | 'mdy'
  /** Rows whose birth date can only be meant with the day, or only with the month, first; or in both ways. */
  dates: { dayFirst: number; monthFirst: number; either: number }
  /** Where a sheet writes P and W, its P is pria; beside L it is perempuan. */
  womenAre: 'P' | 'W'
  /** With how many zeros whole card numbers begin, where some do: a short one lacks as many, or something else. */
  cardZeros: readonly number[]
  nikLosesLast: LostDigits
  kkLosesLast: LostDigits
  /** The latest day that somebody came or was registered: the file is not older. */
  newest: LocalDate | null
}

/**
 * Excel keeps 15 digits of a number, so that the last one of a NIK becomes a 0, and those that end in 0 cannot be trusted:
 * in a whole column where nearly all do, or where some are numbers among texts and each of those numbers does.
 */
export type LostDigits = 'none' | 'numbers' | 'all'

/** Whether this number may have ended in another digit. */
export function mayBeRounded(text: string, lost: LostDigits): boolean {
  const isMeant = lost === 'all' || (lost === 'numbers' && isNumberCell(text))
  return isMeant && (digitsOf(text) ?? '').endsWith('0')
}

export type FactCollector = {
  note: (field: ImportField, cell: string) => void
  facts: () => ColumnFacts
}

/** A tenth of all numbers end in 0 by themselves. */
const suspiciousShare = 0.6
const fewestNumbers = 5

/** Looks at every cell of a file once, in any order. */
export function collectFacts(today: LocalDate): FactCollector {
  const sexes = new Set<string>()
  const niks = collectLastDigits()
  const kks = collectLastDigits()
  const dates = { dayFirst: 0, monthFirst: 0, either: 0 }
  const cardZeros = new Set<number>()
  let newest: LocalDate | null = null
  const look: Partial<Record<ImportField, (text: string) => void>> = {
    sex: (text) => sexes.add(text.toUpperCase().charAt(0)),
    nik: niks.note,
    kkNo: kks.note,
    cardNo: (text) => {
      const [, zeros] = /^(?=\d{13}$)(0+)/.exec(digitsOf(text) ?? '') ?? []
      if (zeros !== undefined) cardZeros.add(zeros.length)
    },
    birth: (text) => {
      const [first = 0, second = 0] = numericDate(text) ?? []
      if (first > 12 && second <= 12) dates.dayFirst += 1
      else if (second > 12 && first <= 12) dates.monthFirst += 1
      else if (first !== 0 && first <= 12 && second <= 12) dates.either += 1
    },
    toldOn: (text) => {
      const day = dayOf(text, today)
      if (day !== null && (newest === null || day > newest)) newest = day
    },
  }
  return {
    note: (field, cell) => {
      const text = look[field] ? readCell(cell) : ''
      if (text !== '') look[field]?.(text)
    },
    facts: () => ({
      dateOrder: dates.monthFirst > 0 && dates.dayFirst === 0 ? 'mdy' : 'dmy',
      dates,
      womenAre: sexes.has('W') && sexes.has('P') && !sexes.has('L') ? 'W' : 'P',
      cardZeros: [...cardZeros],
      nikLosesLast: niks.lost(),
      kkLosesLast: kks.lost(),
      newest,
    }),
  }
}

/** Numbers of 16 digits, and whether far too many of them end in 0. */
function collectLastDigits() {
  const all = { seen: 0, endInZero: 0 }
  const numbers = { seen: 0, endInZero: 0 }
  return {
    note: (text: string) => {
      const digits = isPowerOfTen(text) ? null : digitsOf(text)
      if (digits?.length !== 16) return
      for (const counts of isNumberCell(text) ? [all, numbers] : [all]) {
        counts.seen += 1
        if (digits.endsWith('0')) counts.endInZero += 1
      }
    },
    lost: (): LostDigits => {
      if (all.seen >= fewestNumbers && all.endInZero / all.seen >= suspiciousShare) return 'all'
      return numbers.seen > 0 && numbers.endInZero === numbers.seen ? 'numbers' : 'none'
    },
  }
}

import { formatDate, type LocalDate, parseLocalDate } from './local-date.ts'
import { dayInDigits } from './month-name.ts'
import { queryWords } from './name-key.ts'
import { type Roles, readRoles } from './search-roles.ts'

/**
 * What one box of typed text asks for. A number alone (NIK, RM, card, phone, KK, passport; its beginning or its last
 * digits), or words of names and villages, narrowed by a birth year, date or age, by RT and RW, and by the last digits of
 * any number: `siti 1990`, `budi lahir 02-03-1959`, `budi 2 maret 1959`, `siti 45 th`, `wayan desa ketapang rt 3 rw 05`,
 * `siti 0123`.
 */
export type SearchText = {
  /** Letters and digits of a number without its separators, at least three. */
  number: string | null
  words: string[]
  /** Of the words, what they are said to be; null where nothing says so. */
  roles: Roles | null
  /** Last digits of a number, at least three, beside words. */
  ends: string | null
  birthYear: number | null
  /** In full years. */
  age: number | null
  /** `YYYY-MM-DD`; a two-digit year is read in both centuries. */
  birthDates: LocalDate[]
  /** Three digits, as they are kept. */
  rt: string | null
  rw: string | null
}

const nothing: SearchText = {
  number: null,
  words: [],
  roles: null,
  ends: null,
  birthYear: null,
  age: null,
  birthDates: [],
  rt: null,
  rw: null,
}
const fewestDigits = 3
const kindOfNumber = /(?<!\S)(?:(?:nik|no|rm|kk|kartu|bpjs|jkn|hp|telp|paspor)[\s.:]+)+(?=\+?\d)/gi
const bornLabel = /(?<!\S)(?:(?:tanggal|tgl|lahir|lhr|kelahiran|tahun|thn|th)[\s.:]*)+(?=\d)/gi
/** What is still to say when it was born or how old it is. */
const unfinishedLabel = /(?<=\S\s+)(?:(?:tanggal|tgl|lahir|kelahiran|tahun|umur|usia)[\s.:]*)+$/i
const ageLike =
  /(?<!\S)(?:(?:umur|usia)[\s.:]*(\d{1,3})(?:\s*(th|thn|tahun|bln|bulan))?|(\d{1,3})\s*(th|thn|tahun|bln|bulan))\.?(?!\S|\s+(?:19|20)\d\d)/i
const numberLike = /^\+?[0-9][0-9 .\-/]*$/
const birthYearLike = /^(?:19|20)\d\d$/
const dateLike = /(?<![\d-])(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d\d)(?![\d-])/
const isoLike = /(?<![\d-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d-])/

export function readSearch(text: string): SearchText {
  const typed = text.trim().replace(kindOfNumber, '')
  if (numberLike.test(typed)) return readNumber(typed)
  const hamlet = takeHamlet(typed)
  const aged = takeAge(hamlet.rest)
  if (aged.age === null && isCode(typed)) return { ...nothing, number: codeOf(typed), words: [typed] }
  const date = takeDate(spellLabels(aged.rest))
  const parts = date.rest.split(/\s+/).filter((part) => part !== '')
  const year = parts.find((part) => birthYearLike.test(part))
  const digits = digitsOf(parts.filter((part) => part !== year && numberLike.test(part)).join(''))
  const named = parts.filter((part) => !numberLike.test(part))
  return {
    ...readRoles(named),
    number: null,
    ends: digits.length >= fewestDigits ? digits : null,
    birthYear: year === undefined ? null : Number(year),
    age: aged.age,
    birthDates: date.dates,
    rt: hamlet.rt,
    rw: hamlet.rw,
  }
}

/** The birth date asked for, as a form reads it: a year of two digits stays one. Null where none is. */
export function searchedBirth({ birthDates }: SearchText): string | null {
  const [date, inOtherCentury] = birthDates
  if (date === undefined) return null
  const written = formatDate(date)
  return inOtherCentury ? written.replace(/\d\d(?=\d\d$)/, '') : written
}

/** Whether there is anything to look for yet: a letter, three digits, or what narrows. */
export function isSearchable(text: string): boolean {
  const { words, ...narrow } = readSearch(text)
  const { number, birthYear, age, rt, rw, birthDates } = narrow
  return (
    number !== null ||
    birthYear !== null ||
    age !== null ||
    rt !== null ||
    rw !== null ||
    birthDates.length > 0 ||
    queryWords(words.join(' ')).length > 0
  )
}

function readNumber(typed: string): SearchText {
  const digits = digitsOf(typed)
  const { dates } = takeDate(typed)
  return {
    ...nothing,
    number: digits.length >= fewestDigits ? digits : null,
    birthYear: birthYearLike.test(digits) ? Number(digits) : null,
    birthDates: dates,
  }
}

/** Without separators; a mobile number as it is dialled at home. */
function digitsOf(typed: string): string {
  return typed.replace(/\D/g, '').replace(/^62(?=8\d{2})/, '0')
}

/** One word of letters and digits: a passport, or a record number such as A-0012-03. */
function isCode(typed: string): boolean {
  return (
    /^[A-Za-z0-9./-]+$/.test(typed) &&
    /\d/.test(typed) &&
    codeOf(typed).length >= fewestDigits &&
    !/^r[tw]\.?\d/i.test(typed)
  )
}

function codeOf(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '')
}

/** «rt 3», «RT.03/RW.05», «rt 3/5», «rw 005»; an RT or RW whose number is not typed yet asks for nothing. */
function takeHamlet(typed: string): { rt: string | null; rw: string | null; rest: string } {
  const found: { rt: string | null; rw: string | null } = { rt: null, rw: null }
  const rest = typed
    .replace(
      /(?<!\S)rt[\s.]*(\d{1,3})(?:\s*\/\s*(?:rw[\s.]*)?(\d{1,3}))?(?!\d)/i,
      (_all, rt: string, rw?: string) => {
        found.rt = rt.padStart(3, '0')
        found.rw = rw?.padStart(3, '0') ?? null
        return ' '
      },
    )
    .replace(/(?<!\S)rw[\s.]*(\d{1,3})(?!\d)/i, (_all, rw: string) => {
      found.rw = rw.padStart(3, '0')
      return ' '
    })
    .replace(/(?<=\S\s+)r[tw][\s./]*$/i, '')
  return { ...found, rest }
}

/** «umur 45», «45 th», «usia 8 bulan»; a year behind «th» is one of birth. */
function takeAge(typed: string): { age: number | null; rest: string } {
  const [found, said, saidUnit, bare, bareUnit] = ageLike.exec(typed) ?? []
  if (found === undefined) return { age: null, rest: typed }
  const isMonths = /^b/i.test(saidUnit ?? bareUnit ?? '')
  const count = Number(said ?? bare)
  return { age: isMonths ? Math.floor(count / 12) : count, rest: typed.replace(found, ' ') }
}

/** «ds.ketapang» in two words, «kepala keluarga» in one; what only says that a birth follows is left out. */
function spellLabels(typed: string): string {
  return typed
    .replace(bornLabel, ' ')
    .replace(unfinishedLabel, '')
    .replace(/(?<!\S)kepala\s+keluarga(?!\S)/gi, 'kk')
    .replace(/(?<!\S)(ds|kel|kp|kk)\.(?=\p{L})/giu, '$1. ')
}

/** What has the form of a date and is none, as 00-12-34, stays a number; 31-02-1959 was meant as a date and asks for nothing. */
function takeDate(typed: string): { dates: LocalDate[]; rest: string } {
  const spelled = dayInDigits(typed).replace(/(?<!\S)(?:\d{8}|\d{6})(?!\S)/, joined)
  const iso = isoLike.exec(spelled)
  const [found, day = '', month = '', year = ''] = dateLike.exec(spelled) ?? []
  if (iso) return { dates: realDates([iso[0]]), rest: spelled.replace(iso[0], ' ') }
  if (found === undefined) return { dates: [], rest: typed }
  const years = (year.length === 4 ? [year] : [`19${year}`, `20${year}`]).filter((full) =>
    birthYearLike.test(full),
  )
  const dates = realDates(years.map((full) => `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`))
  const isMeant = dates.length > 0 || birthYearLike.test(year)
  return { dates, rest: isMeant ? spelled.replace(found, ' ') : typed }
}

/** 02031959 → 02-03-1959 */
function joined(digits: string): string {
  return digits.replace(/^(\d\d)(\d\d)(\d+)$/, '$1-$2-$3')
}

function realDates(dates: readonly string[]): LocalDate[] {
  return dates.flatMap((date) => parseLocalDate(date) ?? [])
}

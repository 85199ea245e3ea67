import { checkNikText, type Nik } from '../nik.ts'
import { checkPassport } from '../passport.ts'
import { checkCard } from '../payer.ts'
import { checkPhone, normalizePhone } from '../phone.ts'
import { checkRecordNo } from '../record-number.ts'
import { digitsOf, isPowerOfTen, readCell } from './cell.ts'
import { type ColumnFacts, mayBeRounded } from './column-facts.ts'
import { type Read, type Reason, reason, wordsOf } from './reasons.ts'

const absent = { value: null, reason: null }

/** A NIK that Excel has rounded cannot be known any more: better none than a wrong one. */
export function readNik(cell: string, { nikLosesLast }: Pick<ColumnFacts, 'nikLosesLast'>): Read<Nik> {
  const text = readCell(cell)
  if (text === '') return absent
  const damaged = { value: null, reason: reason('nik_damaged', { text }) }
  if (isPowerOfTen(text)) return damaged
  const digits = digitsOf(text) ?? text
  if (digits.length === 16 && mayBeRounded(text, nikLosesLast)) return damaged
  const problem = checkNikText(digits)
  if (problem) return { value: null, reason: reason('nik_unusable', { text, problem: wordsOf(problem) }) }
  return { value: digits as Nik, reason: null }
}

/** Those of Askes, from before JKN, begin with five zeros. */
const shortestCard = 8

/**
 * 13 digits; one whose leading zeros a spreadsheet has dropped gets them back. Beside cards that still have theirs it was
 * a number among texts only where it lacks as many as they have.
 */
export function readCard(cell: string, { cardZeros }: Pick<ColumnFacts, 'cardZeros'>): Read<string> {
  const text = readCell(cell)
  if (text === '') return absent
  const digits = isPowerOfTen(text) ? null : digitsOf(text)
  if (digits !== null && checkCard(digits) === null) return { value: digits, reason: null }
  const card = digits !== null && lacksZeros(digits, cardZeros) ? digits.padStart(13, '0') : null
  return {
    value: card,
    reason: card === null ? reason('card_unusable', { text }) : reason('card_restored', { text, card }),
  }
}

function lacksZeros(digits: string, cardZeros: readonly number[]): boolean {
  // A text that begins with 0 has kept its zeros: it lacks something else, or is no card of JKN.
  if (digits.startsWith('0') || digits.length < shortestCard || digits.length > 12) return false
  return cardZeros.length === 0 || cardZeros.includes(13 - digits.length)
}

/** The first of several numbers; a mobile number that lost its 0 gets it back. */
export function readPhone(cell: string): Read<string> {
  const text = readCell(cell)
  if (text === '') return absent
  const [first = ''] = text.split(/[/,;&]|\bdan\b/)
  const typed = normalizePhone(first.replace(/^(\d{5,})[.,]0+$/, '$1'))
  const isMobile = /^8\d{8,11}$/.test(typed)
  const phone = isMobile ? `0${typed}` : typed
  if (isPowerOfTen(first) || checkPhone(phone) !== null)
    return { value: null, reason: reason('phone_unusable', { text }) }
  return { value: phone, reason: isMobile ? reason('phone_restored', { text, phone }) : null }
}

/** As it stands in the machine-readable line: capitals, without spaces. */
export function readPassport(cell: string): Read<string> {
  const text = readCell(cell)
  if (text === '') return absent
  const passport = text
    .replace(/^(\d+)[.,]0$/, '$1')
    .replace(/^(?:(?:no|nomor|paspor|pasport|passport)\b[.:\s]*)+/i, '')
    .replace(/[\s.-]/g, '')
    .toUpperCase()
  const problem = checkPassport(passport)
  return problem === null
    ? { value: passport, reason: null }
    : { value: null, reason: reason('passport_unusable', { text, problem: wordsOf(problem) }) }
}

/** As it stands on the old card, without spaces. */
export function readRecordNo(cell: string): Read<string> {
  const text = readCell(cell)
  if (text === '') return absent
  const recordNo = text.replace(/^(\d+)[.,]0$/, '$1').replace(/\s+/g, '')
  const unusable = isPowerOfTen(recordNo) || checkRecordNo(recordNo) !== null
  return unusable
    ? { value: null, reason: reason('record_no_unusable', { text }) }
    : { value: recordNo, reason: null }
}

/** `3`, `003`, `RT 3`: one to three digits. */
function placeNumber(text: string): string | null {
  const digits = /^(?:r[tw]\.?\s*)?0*(\d{1,3})$/i.exec(text)?.[1]
  return digits === undefined || Number(digits) === 0 ? null : digits.padStart(3, '0')
}

/** RT and RW from columns of their own, or from one that holds both: 003/005, RT 3 RW 5. */
export function readRtRw(cells: { rt: string; rw: string; both: string }): {
  rt: string | null
  rw: string | null
  reason: Reason | null
} {
  const both = readCell(cells.both)
  const parts = /^(?:rt\.?\s*)?(\d{1,3})\s*[/\-, ]\s*(?:rw\.?\s*)?(\d{1,3})$/i.exec(both)
  const texts = [readCell(cells.rt) || (parts?.[1] ?? ''), readCell(cells.rw) || (parts?.[2] ?? '')] as const
  const [rt, rw] = [placeNumber(texts[0]), placeNumber(texts[1])]
  const unread = [
    texts[0] !== '' && rt === null && texts[0],
    texts[1] !== '' && rw === null && texts[1],
    both !== '' && !parts && both,
  ]
  const text = unread.find((one) => typeof one === 'string')
  return { rt, rw, reason: typeof text === 'string' ? reason('place_number_left', { text }) : null }
}

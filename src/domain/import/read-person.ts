import type { Birth } from '../birth.ts'
import type { Disability } from '../disability.ts'
import type { FamilyRelation } from '../family.ts'
import type { LocalDate } from '../local-date.ts'
import { checkName, nameKey } from '../name-key.ts'
import type { Nik, NikReason } from '../nik.ts'
import type { Payer } from '../payer.ts'
import type { Religion } from '../religion.ts'
import type { Sex } from '../sex.ts'
import { columnLetters } from '../spreadsheet-text.ts'
import { readCell } from './cell.ts'
import type { ColumnFacts } from './column-facts.ts'
import type { Columns, ImportField } from './fields.ts'
import { dayOf, readBirth } from './read-birth.ts'
import { readNationality } from './read-citizenship.ts'
import { readDisabilities, readReligion, readSex } from './read-codes.ts'
import { readDeath } from './read-death.ts'
import { type ImportedFamily, readCardCells, readKk, readRelation } from './read-family.ts'
import { readName } from './read-name.ts'
import { readCard, readNik, readPassport, readPhone, readRecordNo, readRtRw } from './read-numbers.ts'
import { readPayer } from './read-payer.ts'
import type { FoundVillage } from './read-village.ts'
import { type Read, type Reason, reason, wordsOf } from './reasons.ts'

/** One row of a file as Loket would register it; `recordNo` null for the next of the Puskesmas' own. */
export type ImportedPerson = {
  name: string
  nik: Nik | null
  nikReason: NikReason | null
  recordNo: string | null
  /** Null where nobody knows. */
  birth: Birth | null
  sex: Sex
  motherName: string | null
  villageCode: string | null
  address: string | null
  rt: string | null
  rw: string | null
  phone: string | null
  guardianName: string | null
  payer: Payer
  cardNo: string | null
  religion: Religion | null
  /** ISO 3166-1 alpha-2; null for a citizen, and where nobody knows. */
  nationality: string | null
  passport: string | null
  disabilities: Disability[]
  language: string | null
  family: ImportedFamily | null
  familyRelation: FamilyRelation | null
  deceasedOn: LocalDate | null
}

export type Reading = {
  today: LocalDate
  columns: Columns
  facts: ColumnFacts
  /** The village that three cells name; null when there is none, or more than one. */
  placeOf: (village: string, district: string, regency: string) => FoundVillage | null
}

/** `cells` as they stand in the file; `merged` are the columns whose cell is shared with another row. */
export type SourceRow = { cells: readonly string[]; merged: readonly number[] }
export type ReadRow = { person: ImportedPerson | null; reasons: Reason[] }

/** A cell that belongs to one person alone cannot be shared with the row below. */
const personal = new Set<ImportField>([
  'name',
  'nik',
  'recordNo',
  'birth',
  'age',
  'sex',
  'phone',
  'cardNo',
  'passport',
  'disability',
  'familyRelation',
  'alive',
  'died',
  'diedOn',
])

/**
 * Reads one row. What makes a person unusable keeps the row out, with every fault at once, so that it is corrected once;
 * anything else that cannot be read is left behind and said.
 */
export function readPerson(row: SourceRow, reading: Reading): ReadRow {
  const { columns, facts, today, placeOf } = reading
  const width = columns.length
  if (row.cells.length > width && row.cells.slice(width).some((cell) => readCell(cell) !== ''))
    return { person: null, reasons: [reason('row_too_long', { cells: row.cells.length, columns: width })] }
  const shared = row.merged.find((at) => isPersonal(columns[at]))
  if (shared !== undefined)
    return { person: null, reasons: [reason('cell_merged', { column: columnLetters(shared) })] }

  const cellOf = (field: ImportField) => row.cells[columns.indexOf(field)] ?? ''
  const reasons: Reason[] = []
  const take = <T>({ value, reason: said }: { value: T; reason: Reason | null }): T => {
    if (said) reasons.push(said)
    return value
  }

  const { name, title, sex: titleSex } = readName(readCell(cellOf('name')))
  const badName = checkName(name)
  if (badName) reasons.push(reason('name_unusable', { problem: wordsOf(badName) }))
  const order = facts.dateOrder
  const toldOn = dayOf(cellOf('toldOn'), today) ?? facts.newest
  const birth = readBirth({ birth: cellOf('birth'), age: cellOf('age') }, today, order, toldOn)
  if ('reason' in birth) reasons.push(birth.reason)
  const said = readSex(cellOf('sex'), facts)
  const sex = 'sex' in said ? said.sex : said.reason.code === 'sex_missing' ? titleSex : null
  if (sex === null && 'reason' in said) reasons.push(said.reason)
  if (reasons.length > 0 || 'reason' in birth || sex === null) return { person: null, reasons }

  if (title !== null) reasons.push(reason('name_title', { text: readCell(cellOf('name')) }))
  if (!('sex' in said)) reasons.push(reason('sex_from_title', { text: readCell(cellOf('name')) }))
  if (birth.said) reasons.push(birth.said)
  const nik = take(readNik(cellOf('nik'), facts))
  const cardNo = take(readCard(cellOf('cardNo'), facts))
  const { isForeign, ...citizenship } = readNationality(cellOf('nationality'))
  const nationality = take(citizenship)
  const passport = take(readPassport(cellOf('passport')))
  const { rt, rw } = take(asValue(readRtRw({ rt: cellOf('rt'), rw: cellOf('rw'), both: cellOf('rtRw') })))
  const place = take(
    readPlace(
      { village: cellOf('village'), district: cellOf('district'), regency: cellOf('regency') },
      placeOf,
    ),
  )
  const card = readCardCells({ kkNo: cellOf('kkNo'), headName: cellOf('headName') })
  const family = take(readKk(card.kk, facts))
  const address = [readCell(cellOf('address')), place.words].filter((part) => part !== '').join(', ')
  return {
    reasons,
    person: {
      name,
      nik,
      nikReason: nik === null ? whyNoNik(isForeign, { nationality, passport }) : null,
      recordNo: take(readRecordNo(cellOf('recordNo'))),
      birth: birth.birth,
      sex,
      motherName: take(shorten(readCell(cellOf('motherName')), 120)),
      villageCode: place.code,
      address: take(shorten(address, 160)),
      rt,
      rw,
      phone: take(readPhone(cellOf('phone'))),
      guardianName: take(readGuardian(cellOf('guardianName'))) ?? take(otherHead(name, card.headName)),
      payer: take(readPayer(cellOf('payer'), cardNo !== null)),
      cardNo,
      religion: take(readReligion(cellOf('religion'))),
      nationality,
      passport,
      disabilities: take(readDisabilities(cellOf('disability'))),
      language: take(shorten(readCell(cellOf('language')), 40)),
      family,
      familyRelation: family && take(relationOf(name, card.headName, cellOf('familyRelation'))),
      deceasedOn: take(
        readDeath(
          { alive: cellOf('alive'), died: cellOf('died'), diedOn: cellOf('diedOn') },
          { birth: birth.birth, today, order, asOf: facts.newest ?? today },
        ),
      ),
    },
  }
}

/** A foreigner goes by country and passport; where one of them is missing, no form could keep «WNA» as it is. */
function whyNoNik(
  isForeign: boolean,
  { nationality, passport }: Pick<ImportedPerson, 'nationality' | 'passport'>,
): NikReason {
  if (nationality !== null && passport !== null) return 'wna'
  return isForeign ? 'lainnya' : 'tidak_dibawa'
}

function isPersonal(field: ImportField | null | undefined): boolean {
  return field != null && personal.has(field)
}

function asValue<T extends { reason: Reason | null }>(read: T): { value: T; reason: Reason | null } {
  return { value: read, reason: read.reason }
}

/** The code of the village; one that nobody knows stays readable in the address. */
function readPlace(
  cells: { village: string; district: string; regency: string },
  placeOf: Reading['placeOf'],
): { value: { code: string | null; words: string }; reason: Reason | null } {
  const [village, district, regency] = [
    readCell(cells.village),
    readCell(cells.district),
    readCell(cells.regency),
  ]
  const outside = [district, regency].filter((part) => part !== '').join(', ')
  if (village === '') return { value: { code: null, words: outside }, reason: null }
  const found = placeOf(village, district, regency)
  if (!found) {
    const words = [village, outside].filter((part) => part !== '').join(', ')
    return { value: { code: null, words }, reason: reason('village_unknown', { text: words }) }
  }
  const guessed = found.certain ? null : reason('village_guessed', { text: village, village: found.name })
  return { value: { code: found.code, words: '' }, reason: guessed }
}

/** Where no relation is written, who bears the head's name is the head. */
function relationOf(name: string, headName: string, cell: string): Read<FamilyRelation> {
  const read = readRelation(cell)
  const isHead = read.value === null && read.reason === null && isNamesake(name, headName)
  return isHead ? { value: 'kepala', reason: null } : read
}

function otherHead(name: string, headName: string): Read<string> {
  return isNamesake(name, headName) ? { value: null, reason: null } : shorten(headName, 120)
}

function isNamesake(name: string, headName: string): boolean {
  return headName !== '' && nameKey(name) === nameKey(headName)
}

function readGuardian(cell: string): Read<string> {
  const text = readCell(cell)
  return text === '' || /\p{L}/u.test(text)
    ? shorten(text, 120)
    : { value: null, reason: reason('guardian_number', { text }) }
}

function shorten(text: string, most: number): Read<string> {
  if (text === '') return { value: null, reason: null }
  if (text.length <= most) return { value: text, reason: null }
  return { value: text.slice(0, most).trim(), reason: reason('text_shortened', { text }) }
}

import type { LocalDate } from '#domain/local-date'
import { nameKey, nameStart, nameTokens } from '#domain/name-key'
import { insertMany } from './insert-many.ts'
import type { Db, Tx } from './open.ts'
import type { PatientTable, Schema } from './schema.ts'

/** What a person is searched by, from their own row. */
export const searchedColumns = [
  'id',
  'name',
  'mother_name',
  'birth_date',
  'birth_precision',
  'village_code',
  'rt',
  'rw',
  'nik',
  'mother_nik',
  'record_key',
  'card_no',
  'phone',
  'passport',
  'family_id',
] as const satisfies readonly (keyof PatientTable)[]
export type Searched = Pick<PatientTable, (typeof searchedColumns)[number]>

/** What the family card adds: its number, and its head unless that is the person. */
export type FamilyKeys = { kkNo: string | null; headName: string | null }
export type SearchedPatient = { rid: number; patient: Searched; family: FamilyKeys | null }

type NumberKind = Schema['patient_numbers']['kind']

/** A number from its beginning and, with a leading «<», from its end: both are a range of one index. */
export function numberKeys(kind: NumberKind, number: string): { key: string; kind: NumberKind }[] {
  return [
    { key: number, kind },
    { key: backward(number), kind },
  ]
}

export function backward(number: string): string {
  return `<${reversed(number)}`
}

function reversed(number: string): string {
  return [...number].reverse().join('')
}

/** The words of `place`, `born` and `ends` begin with a digit, as no name does: the beginnings of names stay short lists. */
export const placeWords = {
  rt: (rt: string) => `0T${rt}`,
  rw: (rw: string) => `0W${rw}`,
}

/** A date of which only the month or the year is known is found by every day in it. */
export const bornWords = {
  year: (date: string) => date.slice(0, 4),
  exact: (date: string) => date.replaceAll('-', ''),
  month: (date: string) => `${date.slice(0, 7).replace('-', '')}M`,
  roughly: (date: string) => `${date.slice(0, 4)}Y`,
}

/** So many characters of each number stand in the words; more of them are looked up among the numbers. */
export const endLength = 4

/** Backward, so that fewer digits are the beginning of it. */
export function endWord(number: string): string {
  return `0N${reversed(number.slice(-endLength))}`
}

/** The last four of whatever number a person is found by. */
export function endsOf(patient: Numbers, kkNo: string | null): string {
  return [...new Set(numbersNamed(patient, kkNo).map(([, number]) => endWord(number)))].join(' ')
}

export function wordsOf({ rid, patient, family }: SearchedPatient): Schema['patient_words'] {
  const { birth_date: date, birth_precision: precision } = patient
  const day = precision === 'exact' || precision === 'month' ? precision : 'roughly'
  const kin = [patient.mother_name, family?.headName ?? null].filter((name) => name !== null)
  const place = [
    patient.village_code,
    patient.rt && placeWords.rt(patient.rt),
    patient.rw && placeWords.rw(patient.rw),
  ]
  return {
    rowid: rid,
    name: nameTokens(patient.name).join(' '),
    kin: kin.flatMap(nameTokens).join(' '),
    place: place.filter(Boolean).join(' '),
    born: date === null ? '' : `${bornWords.year(date)} ${bornWords[day](date)}`,
    ends: endsOf(patient, family?.kkNo ?? null),
  }
}

/**
 * Lists that are gone through in order: names as they begin; births, and who was born then; names in whatever spelling,
 * and when those who bear them were born. A date is followed by the key of a name, or the other way round.
 */
export const listKeys = {
  birth: (date: LocalDate, key: string) => `${date} ${key}`,
  namesake: (key: string, date: string) => `${key} ${date}`,
}

/** The key of the name in an entry of the births. */
export function nameBorn(key: string): string {
  return key.slice('YYYY-MM-DD '.length)
}

/** In the order of their index, so that neighbours in it are written together. */
export function listsOf(people: readonly SearchedPatient[]): Schema['patient_lists'][] {
  return people
    .flatMap(listsOfOne)
    .sort((a, b) => (a.list === b.list ? (a.key < b.key ? -1 : 1) : a.list < b.list ? -1 : 1))
}

function listsOfOne({ rid, patient }: SearchedPatient): Schema['patient_lists'][] {
  const { name, birth_date: date } = patient
  const start = { list: 'name' as const, key: nameStart(name), rid }
  if (date === null) return [start]
  const key = nameKey(name)
  return [
    start,
    { list: 'birth', key: listKeys.birth(date, key), rid },
    { list: 'namesake', key: listKeys.namesake(key, date), rid },
  ]
}

/** In the order of their index as well. */
export function numbersOf(people: readonly SearchedPatient[]): Schema['patient_numbers'][] {
  return people.flatMap(numbersOfOne).sort((a, b) => (a.key < b.key ? -1 : 1))
}

function numbersOfOne({ rid, patient, family }: SearchedPatient): Schema['patient_numbers'][] {
  const named = numbersNamed(patient, family?.kkNo ?? null)
  const keys = named.flatMap(([kind, number]) => numberKeys(kind, number))
  return [...new Map(keys.map(({ key, kind }) => [key, { key, kind, rid }])).values()]
}

type Numbers = Pick<Searched, 'phone' | 'card_no' | 'passport' | 'record_key' | 'mother_nik' | 'nik'>

/** One key stands for one kind: the nearer to the person, the later it is said here. */
function numbersNamed(patient: Numbers, kkNo: string | null): [NumberKind, string][] {
  const named: [NumberKind, string | null][] = [
    ['telepon', patient.phone],
    ['kk', kkNo],
    ['kartu', patient.card_no],
    ['paspor', patient.passport],
    ['rm', patient.record_key],
    ['nik_ibu', patient.mother_nik],
    ['nik', patient.nik],
  ]
  return named.flatMap(([kind, number]) => (number ? [[kind, number]] : []))
}

/** What registration, corrections, import, the refilled index and the demo all write, so that each finds what the others wrote. */
export async function writeManySearchKeys(tx: Tx, people: readonly SearchedPatient[]): Promise<void> {
  const words = people.map(wordsOf)
  await insertMany(tx, 'patient_words', words)
  await insertMany(tx, 'patient_numbers', numbersOf(people), 'kept')
  await insertMany(tx, 'patient_lists', listsOf(people))
  await rememberWords(
    tx,
    words,
    people.map(({ patient }) => patient.village_code),
  )
}

/** The words of these people's names and kin, and their villages, for finding what was typed with a slip. */
export async function rememberWords(
  tx: Tx,
  words: readonly Pick<Schema['patient_words'], 'name' | 'kin'>[],
  villages: readonly (string | null)[],
): Promise<void> {
  await remember(
    tx,
    'name_words',
    'word',
    words.flatMap(({ name, kin }) => `${name} ${kin}`.split(' ')),
  )
  await remember(
    tx,
    'known_villages',
    'code',
    villages.map((code) => code ?? ''),
  )
}

async function remember(
  tx: Tx,
  table: 'name_words' | 'known_villages',
  column: string,
  values: readonly string[],
): Promise<void> {
  const rows = [...new Set(values)].filter((value) => value !== '').map((value) => ({ [column]: value }))
  await insertMany(tx, table, rows, 'kept')
}

export async function writeSearchKeys(tx: Tx, rid: number, patient: Searched): Promise<void> {
  await writeManySearchKeys(tx, [{ rid, patient, family: await readFamilyKeys(tx, patient) }])
}

export async function replaceSearchKeys(tx: Tx, rid: number, patient: Searched): Promise<void> {
  await tx.deleteFrom('patient_words').where('rowid', '=', rid).execute()
  await tx.deleteFrom('patient_numbers').where('rid', '=', rid).execute()
  await tx.deleteFrom('patient_lists').where('rid', '=', rid).execute()
  await writeSearchKeys(tx, rid, patient)
}

async function readFamilyKeys(db: Db, { id, family_id }: Searched): Promise<FamilyKeys | null> {
  if (family_id === null) return null
  const family = await db
    .selectFrom('families')
    .leftJoin('patients as head', 'head.id', 'families.head_id')
    .select(['families.kk_no', 'families.head_id', 'head.name as head_name'])
    .where('families.id', '=', family_id)
    .executeTakeFirst()
  return family ? { kkNo: family.kk_no, headName: family.head_id === id ? null : family.head_name } : null
}

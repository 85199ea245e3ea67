import { sql } from 'kysely'
import { readBabyName } from '#domain/baby-name'
import type { Birth, BirthPrecision } from '#domain/birth'
import { numbersOneSlipAway } from '#domain/digit-slip'
import type { Compared } from '#domain/duplicate'
import { datesMistakenFor } from '#domain/duplicate-birth'
import { type WordShare, wordsOf } from '#domain/duplicate-name'
import { yearOf } from '#domain/local-date'
import { nameKey } from '#domain/name-key'
import { normalizePhone } from '#domain/phone'
import { alikeFrom, likenessOfWords } from '#domain/word-likeness'
import type { Db } from './open.ts'
import { listKeys, nameBorn } from './patient-search.ts'

type Row = { rid: number }

/** Each way of finding has its own limit, so that no common name or shared number makes the others wait. */
const mostOfEach = 30
/** So many share one of the days that papers give to whoever does not know his. */
const mostOfOneDay = 300
/** A word that more than this share of people bear finds only strangers when it stands alone. */
const tooCommon = 0.02
/**
 * Who may be the person, by what an error leaves standing: a number, or one a slip away; the name with a birth date
 * near by; the birth date with a word of the name; rare words; a word in the village; the mother; the family card.
 */
export async function findCandidates(db: Db, person: Compared, shareOf: WordShare): Promise<number[]> {
  const found = [
    await byNumbers(db, person),
    await byNameAndBirth(db, person),
    await byBirthDay(db, person),
    await byWords(db, person, shareOf),
    await byNeighbourhood(db, person, shareOf),
    await byRelations(db, person),
  ]
  return [...new Set(found.flat().map(({ rid }) => rid))]
}

async function byNumbers(db: Db, { nik, cardNo, passport, phone }: Compared): Promise<Row[]> {
  const found: Row[] = []
  if (nik !== null) {
    const niks = JSON.stringify([nik, ...numbersOneSlipAway(nik)])
    found.push(...(await rowsOf(db, sql`nik IN (SELECT value FROM json_each(${niks}))`)))
  }
  if (cardNo !== null) found.push(...(await byKeys(db, 'kartu', [cardNo, ...numbersOneSlipAway(cardNo)])))
  if (passport !== null) found.push(...(await byKeys(db, 'paspor', [passport])))
  if (phone !== null) found.push(...(await byKeys(db, 'telepon', [normalizePhone(phone)])))
  return found
}

function byKeys(db: Db, kind: 'kartu' | 'paspor' | 'telepon', keys: readonly string[]): Promise<Row[]> {
  const keyed = db.selectFrom('patient_numbers').select('rid').where('key', 'in', keys)
  return keyed.where('kind', '=', kind).limit(mostOfEach).execute()
}

async function byNameAndBirth(db: Db, { name, birth }: Compared): Promise<Row[]> {
  const key = nameKey(name)
  if (key === '' || birth === null) return []
  const [from, to] = yearsAround(birth)
  const [first, last] = [listKeys.namesake(key, `${from}-01-01`), listKeys.namesake(key, `${to}-12-31`)]
  return db
    .selectFrom('patient_lists')
    .select('rid')
    .where('list', '=', 'namesake')
    .where('key', '>=', first)
    .where('key', '<=', last)
    .limit(mostOfEach)
    .execute()
}

/** Of everyone born on the day: who has a word of the name, or is still called by the mother's. Of days near by the likest. */
async function byBirthDay(db: Db, person: Compared): Promise<Row[]> {
  if (person.birth?.precision !== 'exact') return []
  const { date } = person.birth
  const words = wordsOf(person.name)
  const mother = nameKey(person.motherName ?? '')
  const born = await db
    .selectFrom('patient_lists')
    .select(['rid', 'key'])
    .where('list', '=', 'birth')
    .where('key', '>=', listKeys.birth(date, ''))
    .where('key', '<', listKeys.birth(date, '\u{10ffff}'))
    .limit(mostOfOneDay)
    .execute()
  const alike = born.filter(({ key }) => nameBorn(key) === mother || countAlike(nameBorn(key), words) > 0)
  const holds = words.map((word) => sql`instr(' ' || ${namePart} || ' ', ${` ${word} `}) > 0`)
  if (mother !== '') holds.push(sql`${namePart} = ${mother}`)
  if (holds.length === 0) return alike
  const near = JSON.stringify([date, ...datesMistakenFor(date)])
  const { rows } = await sql<Row & { key: string }>`
    SELECT born.rid, born.key FROM json_each(${near}) AS day CROSS JOIN patient_lists AS born
    WHERE born.list = 'birth' AND born.key >= day.value || ' ' AND born.key < day.value || '!' AND (${sql.join(holds, sql` OR `)})
    ORDER BY ${sql.join(holds, sql` + `)} DESC, born.rid LIMIT ${mostOfOneDay}
  `.execute(db)
  const likest = rows.toSorted(
    (a, b) => countAlike(nameBorn(b.key), words) - countAlike(nameBorn(a.key), words),
  )
  return [...alike, ...likest.slice(0, mostOfEach)]
}

/** Of an entry of the births, as `nameBorn` reads it. */
const namePart = sql`substr(born.key, 12)`

function countAlike(key: string, words: readonly string[]): number {
  const theirs = key.split(' ')
  const isAlike = (word: string, their: string) => word === their || likenessOfWords(word, their) >= alikeFrom
  return words.filter((word) => theirs.some((their) => isAlike(word, their))).length
}

async function byWords(db: Db, { name, birth }: Compared, shareOf: WordShare): Promise<Row[]> {
  const [first, second] = [...new Set(wordsOf(name))].sort((a, b) => shareOf(a) - shareOf(b))
  if (first === undefined) return []
  const found = await matching(
    db,
    second === undefined ? named(first) : `${named(first)} AND ${named(second)}`,
  )
  if (birth === null) return found
  for (const word of [first, second]) {
    if (word !== undefined && shareOf(word) < tooCommon)
      found.push(...(await matching(db, `${named(word)} AND ${bornAround(birth)}`)))
  }
  return found
}

/** Where a name is one common word, its village leads from its many bearers to the few who may be meant. */
async function byNeighbourhood(db: Db, person: Compared, shareOf: WordShare): Promise<Row[]> {
  const { name, birth, villageCode } = person
  const [rarest] = wordsOf(name).sort((a, b) => shareOf(a) - shareOf(b))
  if (rarest === undefined || birth === null || villageCode === null) return []
  return matching(db, `${named(rarest)} AND {place} : "${villageCode}" AND ${bornAround(birth)}`)
}

/** Children of the mother, by her record or by her name and theirs; those on the family card. */
async function byRelations(db: Db, person: Compared): Promise<Row[]> {
  const found: Row[] = []
  if (person.motherId !== null) found.push(...(await rowsOf(db, sql`mother_id = ${person.motherId}`)))
  if (person.familyId !== null) found.push(...(await rowsOf(db, sql`family_id = ${person.familyId}`)))
  const mother = wordsOf(person.motherName ?? readBabyName(person.name)?.mother ?? '')
  if (mother.length > 0 && person.birth !== null) {
    const all = mother.map((word) => `{kin} : "${word}"`)
    found.push(...(await matching(db, [...all, bornAround(person.birth)].join(' AND '))))
  }
  return found
}

function rowsOf(db: Db, condition: ReturnType<typeof sql>): Promise<Row[]> {
  return sql<Row>`SELECT rid FROM patients WHERE ${condition} LIMIT ${mostOfEach}`
    .execute(db)
    .then(({ rows }) => rows)
}

/** In rowid order: any other would first collect every match. */
function matching(db: Db, match: string): Promise<Row[]> {
  return sql<Row>`
    SELECT rowid AS rid FROM patient_words WHERE patient_words MATCH ${match} ORDER BY rowid LIMIT ${mostOfEach}
  `
    .execute(db)
    .then(({ rows }) => rows)
}

export function named(word: string): string {
  return `{name} : "${word}"`
}

function bornAround(birth: Birth): string {
  const [from, to] = yearsAround(birth)
  const years = Array.from({ length: to - from + 1 }, (_, at) => `{born} : "${from + at}"`)
  return `(${years.join(' OR ')})`
}

const yearsOff: Record<BirthPrecision, number> = { exact: 1, month: 1, year: 1, estimated: 3 }

function yearsAround({ date, precision }: Birth): [number, number] {
  return [yearOf(date) - yearsOff[precision], yearOf(date) + yearsOff[precision]]
}

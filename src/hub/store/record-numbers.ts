import { sql } from 'kysely'
import type { LocalDate } from '#domain/local-date'
import { isKtpAge } from '#domain/nik'
import { normalizeRecordNo, type RecordPlace, readRecordNo, writeRecordNo } from '#domain/record-number'
import { areaCodeOf, memberCodes, numbersFamilies, type RecordTemplate } from '#domain/record-template'
import { lastOf, moveCounter } from './counters.ts'
import type { Db, Tx } from './open.ts'
import type { StoredPatient } from './patients.ts'
import { readRecordTemplate } from './record-template.ts'

/** What of a person decides their number. */
export type Numbered = Pick<
  StoredPatient,
  'villageCode' | 'familyId' | 'familyRelation' | 'motherId' | 'birth'
>

/** A family's own part of the number: what stands on the back of its folder. */
type Folder = { area: string; serial: number }

type Plan = {
  recordNo: string
  /** The counter that this number moves on; null for one more member of a family that has its folder. */
  counter: { name: string; given: number } | null
  /** The folder of the person's family from now on. */
  opened: Folder | null
}

/** The number this person would get now; only `takeRecordNo` takes it. */
export async function peekRecordNo(db: Db, person: Numbered, today: LocalDate): Promise<string> {
  return (await planRecordNo(db, await readRecordTemplate(db), person, today)).recordNo
}

/**
 * The next number of the template, inside the transaction that uses it. Counters only go forward, and numbers that
 * clerks typed from old cards, that other records carry (merged ones too), or that rows kept out of an import bring, are
 * stepped over: none is used again.
 */
export async function takeRecordNo(
  tx: Tx,
  person: Numbered,
  today: LocalDate,
  taken: ReadonlySet<string> = new Set(),
): Promise<string> {
  const template = await readRecordTemplate(tx)
  const { recordNo, counter, opened } = await planRecordNo(tx, template, person, today, taken)
  if (counter) await moveCounter(tx, counter.name, counter.given)
  if (opened && person.familyId !== null)
    await tx.updateTable('families').set(opened).where('id', '=', person.familyId).execute()
  return recordNo
}

/**
 * As `takeRecordNo` for each of them, in their order, and before any of them is on file; `spoken` are the keys of
 * numbers that others will get. Where every person has a serial, those of one area are taken in one go; a family's folder
 * is looked up person by person.
 */
export async function takeRecordNos(
  tx: Tx,
  people: readonly Numbered[],
  today: LocalDate,
  spoken: ReadonlySet<string>,
): Promise<string[]> {
  const template = await readRecordTemplate(tx)
  const numbers: string[] = []
  if (numbersFamilies(template)) {
    const taken = new Set(spoken)
    for (const person of people) {
      const recordNo = await takeRecordNo(tx, person, today, taken)
      taken.add(normalizeRecordNo(recordNo))
      numbers.push(recordNo)
    }
    return numbers
  }
  const areas = Map.groupBy(people.keys(), (at) => areaCodeOf(template, people[at]?.villageCode ?? null))
  for (const [area, places] of areas) {
    const serials = await freeSerials(tx, template, area, places.length, spoken)
    for (const [nth, at] of places.entries())
      numbers[at] = writeRecordNo({ area, serial: serials[nth] ?? 0, member: null }, template.pattern)
    await moveCounter(tx, counterOf(area), serials.at(-1) ?? 0)
  }
  return numbers
}

/** The next `count` numbers for persons of this area, or the first `count` members of its next family. */
export async function nextRecordNos(
  db: Db,
  template: RecordTemplate,
  villageCode: string | null,
  count: number,
): Promise<string[]> {
  const area = areaCodeOf(template, villageCode)
  const [head, ...others] = memberCodes(template, { relation: 'kepala', child: false, alone: true })
  const [spouse] = memberCodes(template, { relation: 'istri', child: false, alone: false })
  const serials: number[] = []
  while (serials.length < (numbersFamilies(template) ? 1 : count))
    serials.push(await freeSerial(db, template, area, serials.at(-1)))
  const members = numbersFamilies(template) ? [...new Set([head, spouse, ...others])].slice(0, count) : [null]
  return serials.flatMap((serial) =>
    members.map((member) => writeRecordNo({ area, serial, member: member ?? null }, template.pattern)),
  )
}

async function planRecordNo(
  db: Db,
  template: RecordTemplate,
  person: Numbered,
  today: LocalDate,
  taken: ReadonlySet<string> = new Set(),
): Promise<Plan> {
  const { pattern } = template
  if (!numbersFamilies(template))
    return { ...(await planSerial(db, template, person, null, taken)), opened: null }
  const folder = await folderOf(db, pattern, person)
  const child = person.birth !== null && !isKtpAge(person.birth.date, today)
  const alone = folder === null && person.familyId === null
  const codes = memberCodes(template, { relation: person.familyRelation, child, alone })
  if (folder) {
    for (const member of codes) {
      const recordNo = writeRecordNo({ ...folder, member }, pattern)
      const isTaken = taken.has(normalizeRecordNo(recordNo)) || !(await isFree(db, recordNo))
      if (!isTaken) return { recordNo, counter: null, opened: folder }
    }
  }
  // A first folder, or one more for a house with more people than there are codes.
  return planSerial(db, template, person, codes[0] ?? null, taken)
}

async function planSerial(
  db: Db,
  template: RecordTemplate,
  { villageCode }: Numbered,
  member: number | null,
  taken: ReadonlySet<string>,
): Promise<Plan> {
  const area = areaCodeOf(template, villageCode)
  let serial = await freeSerial(db, template, area)
  while (holdsSerial(taken, template, area, serial)) serial = await freeSerial(db, template, area, serial)
  return {
    recordNo: writeRecordNo({ area, serial, member }, template.pattern),
    counter: { name: counterOf(area), given: serial },
    opened: area === null ? null : { area, serial },
  }
}

function holdsSerial(
  taken: ReadonlySet<string>,
  template: RecordTemplate,
  area: string | null,
  serial: number,
): boolean {
  const start = keyOf(template, area, serial)
  const length = start.length + (numbersFamilies(template) ? memberDigits : 0)
  return [...taken].some((key) => key.length === length && key.startsWith(start))
}

function counterOf(area: string | null): string {
  return area === null ? 'record_no' : `record_no/${area}`
}

const mostAtOnce = 2048
/** Of a family's number, behind the folder's. */
const memberDigits = 2

/**
 * The first serial after the last one given that stands on no record: asked for one by one while they are free, in
 * growing portions where an import has brought many.
 */
async function freeSerial(
  db: Db,
  template: RecordTemplate,
  area: string | null,
  after?: number,
): Promise<number> {
  const last = after ?? (await lastOf(db, counterOf(area)))
  let first = Math.max(last + 1, template.start)
  for (let size = 1; ; size = Math.min(size * 8, mostAtOnce)) {
    const keys = Array.from({ length: size }, (_, at) => keyOf(template, area, first + at))
    const free = await firstFree(db, keys, { area, first, families: numbersFamilies(template) })
    if (free !== null) return first + free
    first += size
  }
}

/** The next serials that stand on no record and are nobody's word, where each person has one. */
async function freeSerials(
  db: Db,
  template: RecordTemplate,
  area: string | null,
  count: number,
  spoken: ReadonlySet<string>,
): Promise<number[]> {
  const free: number[] = []
  let first = Math.max((await lastOf(db, counterOf(area))) + 1, template.start)
  for (let size = count; free.length < count; size = Math.max(count, Math.min(size * 8, mostAtOnce))) {
    const start = first
    const keys = Array.from({ length: size }, (_, at) => keyOf(template, area, start + at))
    const { rows } = await sql<{ at: number }>`
      SELECT wanted.key AS at FROM json_each(${JSON.stringify(keys)}) AS wanted
      WHERE NOT EXISTS (SELECT 1 FROM patients WHERE record_key = wanted.value)
      AND NOT EXISTS (SELECT 1 FROM import_rows WHERE record_key = wanted.value) ORDER BY wanted.key`.execute(
      db,
    )
    free.push(...rows.flatMap(({ at }) => (spoken.has(keys[at] ?? '') ? [] : start + at)))
    first += size
  }
  return free.slice(0, count)
}

/** What all numbers of one serial begin with; the number itself where each person has a serial. */
function keyOf({ pattern }: RecordTemplate, area: string | null, serial: number): string {
  return normalizeRecordNo(writeRecordNo({ area, serial, member: null }, pattern.replace(/A/g, '')))
}

type Wanted = { area: string | null; first: number; families: boolean }

async function firstFree(
  db: Db,
  keys: readonly string[],
  { area, first, families }: Wanted,
): Promise<number | null> {
  const member = families ? memberDigits : 0
  const { rows } = await sql<{ at: number | null }>`
    SELECT min(wanted.key) AS at FROM json_each(${JSON.stringify(keys)}) AS wanted
    WHERE NOT EXISTS (
      SELECT 1 FROM patients WHERE record_key >= value AND record_key <= value || '~'
        AND length(record_key) = length(value) + ${member})
    AND NOT EXISTS (
      SELECT 1 FROM import_rows WHERE record_key >= value AND record_key <= value || '~'
        AND length(record_key) = length(value) + ${member})
    AND NOT EXISTS (
      SELECT 1 FROM families WHERE ${member} > 0 AND area = ${area} AND serial = ${first} + wanted.key)
  `.execute(db)
  return rows[0]?.at ?? null
}

async function isFree(db: Db, recordNo: string): Promise<boolean> {
  const key = normalizeRecordNo(recordNo)
  const { rows } = await sql`
    SELECT 1 FROM patients WHERE record_key = ${key} UNION ALL SELECT 1 FROM import_rows WHERE record_key = ${key}`.execute(
    db,
  )
  return rows.length === 0
}

/** The folder of the family, of a member who had one before there was a family on file, or of the mother. */
async function folderOf(db: Db, pattern: string, { familyId, motherId }: Numbered): Promise<Folder | null> {
  const family = await db
    .selectFrom('families')
    .select(['area', 'serial'])
    .where('id', '=', familyId)
    .executeTakeFirst()
  if (family && family.area !== null && family.serial !== null)
    return { area: family.area, serial: family.serial }
  const relatives = await db
    .selectFrom('patients')
    .select('record_no')
    .where((eb) => (familyId === null ? eb('id', '=', motherId) : eb('family_id', '=', familyId)))
    .orderBy('rid')
    .execute()
  for (const { record_no } of relatives) {
    const folder = asFolder(readRecordNo(record_no, pattern))
    if (folder && !(await belongsToOthers(db, folder, familyId))) return folder
  }
  return null
}

function asFolder(place: RecordPlace | null): Folder | null {
  return place === null || place.area === null ? null : { area: place.area, serial: place.serial }
}

/** Whoever moved to another family has kept the number of the old one. */
async function belongsToOthers(db: Db, { area, serial }: Folder, familyId: string | null): Promise<boolean> {
  const row = await db
    .selectFrom('families')
    .select('id')
    .where('area', '=', area)
    .where('serial', '=', serial)
    .where('id', '!=', familyId ?? '')
    .executeTakeFirst()
  return row !== undefined
}

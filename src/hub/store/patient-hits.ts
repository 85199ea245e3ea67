import { tokensMet } from '#domain/found-words'
import type { LocalDate } from '#domain/local-date'
import { namelessAs } from '#domain/record-number'
import { readSearch, type SearchText } from '#domain/search-text'
import { type Found, findByWholeNumber, type MatchKind, numbersEnding } from './number-finder.ts'
import type { Db } from './open.ts'
import type { PatientFinder } from './patient-finder.ts'
import { birthOf, type StoredPatient } from './patients.ts'
import { recentPatientRids } from './recent-patients.ts'

/** Enough of a person to tell two people apart in a list. */
export type PatientHit = {
  id: string
  recordNo: string
  name: string
  sex: StoredPatient['sex']
  birth: StoredPatient['birth']
  motherName: string | null
  villageCode: string | null
  rt: string | null
  rw: string | null
  nikTail: string | null
  lastVisit: LocalDate | null
  temporary: boolean
  deceasedOn: LocalDate | null
}

const hitColumns = [
  'rid',
  'id',
  'record_no',
  'name',
  'sex',
  'birth_date',
  'birth_precision',
  'mother_name',
  'village_code',
  'rt',
  'rw',
  'nik',
  'temporary',
  'deceased_on',
] as const

/** By the record's row; records that were merged are left out. */
export async function readHits(db: Db, rids: readonly number[]): Promise<Map<number, PatientHit>> {
  if (rids.length === 0) return new Map()
  const rows = await db
    .selectFrom('patients')
    .select(hitColumns)
    .select((eb) =>
      eb
        .selectFrom('visits')
        .select((visit) => visit.fn.max('visits.day').as('day'))
        .whereRef('visits.patient_id', '=', 'patients.id')
        .where('visits.status', '!=', 'cancelled')
        .as('last_visit'),
    )
    .where('rid', 'in', rids)
    .where('merged_into', 'is', null)
    .execute()
  return new Map(
    rows.map((row) => [
      row.rid,
      {
        id: row.id,
        recordNo: row.record_no,
        name: row.name,
        sex: row.sex,
        birth: birthOf(row),
        motherName: row.mother_name,
        villageCode: row.village_code,
        rt: row.rt,
        rw: row.rw,
        nikTail: row.nik?.slice(-4) ?? null,
        lastVisit: row.last_visit,
        temporary: row.temporary === 1,
        deceasedOn: row.deceased_on,
      },
    ]),
  )
}

/** What of a hit met the words that were searched for, so that a list can mark it. */
type FoundIn = {
  words: string[]
  born: boolean
  village: boolean
  hamlet: boolean
  number: MatchKind | null
}
export type SearchHit = PatientHit & {
  headName: string | null
  matched: MatchKind
  formerName: string | null
  found: FoundIn
}

export async function searchPatients(
  finder: PatientFinder,
  text: string,
  limit: number,
): Promise<SearchHit[]> {
  const asked = readSearch(text)
  return tellWhy(finder, asked, await inUse(finder.db, await finder.find(asked, limit)))
}

/** Whom a scanned code belongs to; empty for one that is on no record. */
export async function scanPatients(finder: PatientFinder, code: string, limit: number): Promise<SearchHit[]> {
  const asked = readSearch(code)
  const number = asked.number ?? ''
  return tellWhy(finder, asked, await inUse(finder.db, await findByWholeNumber(finder.db, number, limit)))
}

export async function recentPatients(db: Db, staffId: string, limit: number): Promise<PatientHit[]> {
  const rids = await recentPatientRids(db, staffId, limit)
  const hits = await readHits(db, rids)
  return rids.flatMap((rid) => hits.get(rid) ?? [])
}

async function tellWhy(
  { db, villageName }: PatientFinder,
  asked: SearchText,
  found: readonly FoundInUse[],
): Promise<SearchHit[]> {
  const rids = found.map(({ rid }) => rid)
  const hits = await readHits(db, rids)
  const heads = await readHeads(db, rids)
  const ending = asked.ends === null ? null : await numbersEnding(db, asked.ends, rids)
  const born = asked.birthYear !== null || asked.age !== null || asked.birthDates.length > 0
  const hamlet = asked.rt !== null || asked.rw !== null
  return found.flatMap(({ rid, matched, tokens, formerName }) => {
    const read = hits.get(rid)
    if (!read) return []
    const hit = { ...read, headName: heads.get(rid) ?? null, formerName }
    const number = ending?.get(rid) ?? null
    const met = {
      name: tokensMet(hit.name, tokens),
      mother: tokensMet(hit.motherName, tokens),
      head: tokensMet(hit.headName, tokens),
      village: tokensMet(hit.villageCode === null ? null : villageName(hit.villageCode), tokens),
    }
    const words = [...new Set([...met.name, ...met.mother, ...met.head])]
    const village = met.village.some((token) => !words.includes(token))
    return [
      { ...hit, matched: matched ?? kindOf(met, tokens), found: { words, born, village, hamlet, number } },
    ]
  })
}

/** Which of the family's names, or whether only the village, met what the own name did not. */
function kindOf(
  { name, mother, head }: Record<'name' | 'mother' | 'head', string[]>,
  tokens: readonly string[],
): MatchKind {
  const others = tokens.filter((token) => !name.includes(token))
  if (others.length === 0) return 'nama'
  if (others.some((token) => mother.includes(token))) return 'ibu'
  return others.some((token) => head.includes(token)) ? 'kepala_keluarga' : 'desa'
}

/** Names of the heads of their families, except of those who are the head. */
async function readHeads(db: Db, rids: readonly number[]): Promise<Map<number, string>> {
  if (rids.length === 0) return new Map()
  const rows = await db
    .selectFrom('patients')
    .innerJoin('families', 'families.id', 'patients.family_id')
    .innerJoin('patients as head', 'head.id', 'families.head_id')
    .select(['patients.rid', 'head.name'])
    .where('patients.rid', 'in', rids)
    .whereRef('head.id', '!=', 'patients.id')
    .execute()
  return new Map(rows.map(({ rid, name }) => [rid, name]))
}

/** `formerName` where the name of a record that was merged into this one is what met. */
type FoundInUse = Found & { formerName: string | null }

/**
 * A record that was merged finds the one it became part of, by its numbers as old ones and by its own name. What else
 * stood in it was put right by the merge.
 */
async function inUse(db: Db, found: readonly Found[]): Promise<FoundInUse[]> {
  const rows = await db
    .selectFrom('patients as old')
    .innerJoin('patients as used', 'used.id', 'old.merged_into')
    .select(['old.rid', 'old.name', 'old.record_no', 'used.rid as usedRid', 'used.name as usedName'])
    .where(
      'old.rid',
      'in',
      found.map(({ rid }) => rid),
    )
    .execute()
  const merged = new Map(rows.map((row) => [row.rid, row]))
  const seen = new Set(found.flatMap(({ rid }) => (merged.has(rid) ? [] : rid)))
  return found.flatMap((hit) => {
    const old = merged.get(hit.rid)
    if (!old) return { ...hit, formerName: null }
    const rid = old.usedRid
    const asOld = asOldNumber(hit) ?? asFormerName(hit, old)
    if (!asOld || seen.has(rid)) return []
    seen.add(rid)
    return { ...hit, ...asOld, rid }
  })
}

function asOldNumber({ matched }: Found) {
  const old = matched && oldKind[matched]
  return old ? { matched: old, formerName: null } : null
}

/** Where the hit does not say what met, all that was typed has to stand in the name. Nobody was ever called «TANPA NAMA». */
function asFormerName(
  { matched, tokens }: Found,
  old: { name: string; record_no: string; usedName: string },
) {
  if (old.name === namelessAs(old.record_no)) return null
  const met = tokensMet(old.name, tokens).length
  if (met === 0 || (matched === null && met < tokens.length)) return null
  if (old.name === old.usedName) return { matched, formerName: null }
  return { matched: 'nama_lama' as const, formerName: old.name }
}

const oldKind: Partial<Record<MatchKind, MatchKind>> = {
  rm: 'rm_lama',
  nik: 'nomor_lama',
  kartu: 'nomor_lama',
  telepon: 'nomor_lama',
  paspor: 'nomor_lama',
}

import type { DuplicateEvidence } from '#domain/duplicate'
import type { LocalDate } from '#domain/local-date'
import { nameKey } from '#domain/name-key'
import type { Db } from './open.ts'
import { type Found, findPatients, type MatchKind } from './patient-search.ts'
import { birthOf, type StoredPatient } from './patients.ts'

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
] as const

async function readHits(db: Db, rids: readonly number[]): Promise<Map<number, PatientHit>> {
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
      },
    ]),
  )
}

export async function searchPatients(
  db: Db,
  text: string,
  limit: number,
): Promise<(PatientHit & { matched: MatchKind })[]> {
  const found: Found[] = await findPatients(db, text, limit)
  const hits = await readHits(
    db,
    found.map(({ rid }) => rid),
  )
  return found.flatMap(({ rid, matched }) => {
    const hit = hits.get(rid)
    return hit ? [{ ...hit, matched }] : []
  })
}

export type DuplicateQuery = {
  name: string
  birthDate: LocalDate | null
  nik: string | null
  cardNo: string | null
  motherName: string | null
  exceptId: string | null
}

/** People on file who may be the one being typed, each with what speaks for it. Never a reason to block. */
export async function findDuplicates(
  db: Db,
  query: DuplicateQuery,
): Promise<(PatientHit & { evidence: DuplicateEvidence[] })[]> {
  const evidence = new Map<number, Set<DuplicateEvidence>>()
  const collect = (kind: DuplicateEvidence, rows: readonly { rid: number }[]) => {
    for (const { rid } of rows) evidence.set(rid, (evidence.get(rid) ?? new Set()).add(kind))
  }
  const candidates = db
    .selectFrom('patients')
    .select('rid')
    .where('id', '!=', query.exceptId ?? '')
    .limit(10)
  const key = nameKey(query.name)
  if (query.nik) collect('same_nik', await candidates.where('nik', '=', query.nik).execute())
  if (query.cardNo) collect('same_card', await candidates.where('card_no', '=', query.cardNo).execute())
  if (key !== '') {
    const named = candidates.where('name_key', '=', key)
    if (query.birthDate)
      collect('same_name_and_birth', await named.where('birth_date', '=', query.birthDate).execute())
    const mother = query.motherName === null ? '' : nameKey(query.motherName)
    if (mother !== '') {
      const rows = await db
        .selectFrom('patients')
        .select(['rid', 'mother_name'])
        .where('name_key', '=', key)
        .where('mother_name', 'is not', null)
        .where('id', '!=', query.exceptId ?? '')
        .limit(200)
        .execute()
      collect(
        'same_name_and_mother',
        rows.filter((row) => row.mother_name !== null && nameKey(row.mother_name) === mother),
      )
    }
  }
  const hits = await readHits(db, [...evidence.keys()])
  return [...hits].map(([rid, hit]) => ({ ...hit, evidence: [...(evidence.get(rid) ?? [])] }))
}

import type { Patient } from '#contract/hub/patient'
import { nameKey } from '#domain/name-key'
import { formatRecordNo, normalizeRecordNo } from '#domain/record-number'
import { nextOf } from './counters.ts'
import type { Db, Tx } from './open.ts'
import { replaceSearchKeys, writeSearchKeys } from './patient-search.ts'
import type { PatientTable } from './schema.ts'

/** A person as stored; what the screens add (village name, inside the area, warnings) is worked out by the handler. */
export type StoredPatient = Omit<Patient, 'village' | 'insideArea' | 'nikWarnings'> & {
  createdAt: number
  updatedAt: number
}
type PatientRow = Omit<PatientTable, 'rid' | 'merged_into'>

export function toRow(patient: StoredPatient): PatientRow {
  return {
    id: patient.id,
    record_no: patient.recordNo,
    record_key: normalizeRecordNo(patient.recordNo),
    nik: patient.nik,
    nik_reason: patient.nikReason,
    same_nik_reason: patient.sameNikReason,
    mother_nik: patient.motherNik,
    name: patient.name,
    name_key: nameKey(patient.name),
    sex: patient.sex,
    birth_date: patient.birth?.date ?? null,
    birth_precision: patient.birth?.precision ?? null,
    mother_id: patient.motherId,
    mother_name: patient.motherName,
    village_code: patient.villageCode,
    address: patient.address,
    rt: patient.rt?.padStart(3, '0') ?? null,
    rw: patient.rw?.padStart(3, '0') ?? null,
    phone: patient.phone,
    guardian_name: patient.guardian?.name ?? null,
    guardian_relation: patient.guardian?.relation ?? null,
    guardian_phone: patient.guardian?.phone ?? null,
    payer: patient.payer,
    card_no: patient.cardNo,
    temporary: patient.temporary ? 1 : 0,
    revision: patient.revision,
    created_at: patient.createdAt,
    updated_at: patient.updatedAt,
  }
}

export function fromRow(row: PatientRow): StoredPatient {
  return {
    id: row.id,
    recordNo: row.record_no,
    nik: row.nik,
    nikReason: row.nik_reason,
    sameNikReason: row.same_nik_reason,
    motherNik: row.mother_nik,
    name: row.name,
    sex: row.sex,
    birth: birthOf(row),
    motherId: row.mother_id,
    motherName: row.mother_name,
    villageCode: row.village_code,
    address: row.address,
    rt: row.rt,
    rw: row.rw,
    phone: row.phone,
    guardian:
      row.guardian_name === null
        ? null
        : { name: row.guardian_name, relation: row.guardian_relation ?? '', phone: row.guardian_phone },
    payer: row.payer,
    cardNo: row.card_no,
    temporary: row.temporary === 1,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export function birthOf(row: Pick<PatientRow, 'birth_date' | 'birth_precision'>): StoredPatient['birth'] {
  if (row.birth_date === null || row.birth_precision === null) return null
  return { date: row.birth_date, precision: row.birth_precision }
}

/** Null for a record that turned out to be somebody else's: that person is on file under another id. */
export async function readPatient(db: Db, id: string): Promise<StoredPatient | null> {
  const row = await db
    .selectFrom('patients')
    .selectAll()
    .where('id', '=', id)
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

export async function insertPatient(tx: Tx, patient: StoredPatient): Promise<void> {
  const row = toRow(patient)
  const { rid } = await tx
    .insertInto('patients')
    .values({ ...row, merged_into: null })
    .returning('rid')
    .executeTakeFirstOrThrow()
  await writeSearchKeys(tx, rid, row)
}

/** Writes a correction made to `expectedRevision`; false when somebody else was faster. */
export async function updatePatient(
  tx: Tx,
  patient: StoredPatient,
  expectedRevision: number,
): Promise<boolean> {
  const row = toRow(patient)
  const changed = await tx
    .updateTable('patients')
    .set(row)
    .where('id', '=', patient.id)
    .where('revision', '=', expectedRevision)
    .returning('rid')
    .executeTakeFirst()
  if (!changed) return false
  await replaceSearchKeys(tx, changed.rid, row)
  return true
}

/** Takes a record out of use for good; its number, already on a paper, is not given again. The new revision. */
export async function mergePatient(tx: Tx, id: string, into: string, at: number): Promise<number> {
  const { revision } = await tx
    .updateTable('patients')
    .set((eb) => ({ merged_into: into, revision: eb('revision', '+', 1), updated_at: at }))
    .where('id', '=', id)
    .returning('revision')
    .executeTakeFirstOrThrow()
  return revision
}

/** The number the next patient would get; only `takeRecordNo` takes it. */
export async function peekRecordNo(db: Db): Promise<string> {
  const row = await db
    .selectFrom('counters')
    .select('last')
    .where('name', '=', 'record_no')
    .executeTakeFirst()
  let serial = (row?.last ?? 0) + 1
  while (await ownerOfRecordNo(db, formatRecordNo(serial))) serial += 1
  return formatRecordNo(serial)
}

/** Numbers that clerks typed from old cards are stepped over; none is ever used again. */
export async function takeRecordNo(tx: Tx): Promise<string> {
  for (;;) {
    const recordNo = formatRecordNo(await nextOf(tx, 'record_no'))
    if (!(await ownerOfRecordNo(tx, recordNo))) return recordNo
  }
}

export type Owner = { id: string; name: string; recordNo: string }

export async function ownerOfRecordNo(db: Db, recordNo: string): Promise<Owner | null> {
  const row = await db
    .selectFrom('patients')
    .select(['id', 'name', 'record_no as recordNo'])
    .where('record_key', '=', normalizeRecordNo(recordNo))
    .executeTakeFirst()
  return row ?? null
}

export async function ownerOfNik(db: Db, nik: string, exceptId: string | null): Promise<Owner | null> {
  const row = await db
    .selectFrom('patients')
    .select(['id', 'name', 'record_no as recordNo'])
    .where('nik', '=', nik)
    .where('id', '!=', exceptId ?? '')
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

import type { Patient } from '#contract/hub/patient'
import { type Disability, disabilities } from '#domain/disability'
import { normalizeRecordNo } from '#domain/record-number'
import type { Db, Tx } from './open.ts'
import { replaceSearchKeys, writeSearchKeys } from './patient-search.ts'
import type { PatientTable } from './schema.ts'

/** A person as stored; what the screens add (village name, inside the area, warnings) is worked out by the handler. */
export type StoredPatient = Omit<
  Patient,
  'village' | 'insideArea' | 'nikWarnings' | 'membership' | 'family'
> & {
  createdAt: number
  updatedAt: number
}
/** A person's own facts; what happens to the record (merged, imported, membership looked up) is written on its own. */
type PatientRow = Omit<PatientTable, 'rid' | keyof typeof untouched>
export const untouched = {
  merged_into: null,
  membership: 'belum_dicek',
  membership_at: null,
  membership_by: null,
  import_id: null,
} as const satisfies Partial<PatientTable>

/** What of a person may be unknown without anybody asking why. */
export const nothingKnown = {
  payerRef: null,
  familyId: null,
  familyRelation: null,
  birthOrder: null,
  passport: null,
  nationality: null,
  religion: null,
  disabilities: [],
  language: null,
  deceasedOn: null,
} satisfies Partial<StoredPatient>

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
    payer_ref: patient.payerRef,
    family_id: patient.familyId,
    family_relation: patient.familyRelation,
    birth_order: patient.birthOrder,
    passport: patient.passport,
    nationality: patient.nationality,
    religion: patient.religion,
    disabilities: patient.disabilities.join(' '),
    language: patient.language,
    deceased_on: patient.deceasedOn,
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
    payerRef: row.payer_ref,
    familyId: row.family_id,
    familyRelation: row.family_relation,
    birthOrder: row.birth_order,
    passport: row.passport,
    nationality: row.nationality,
    religion: row.religion,
    disabilities: readDisabilities(row.disabilities),
    language: row.language,
    deceasedOn: row.deceased_on,
    temporary: row.temporary === 1,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export function readDisabilities(codes: string): Disability[] {
  const known = codes.split(' ')
  return disabilities.filter((code) => known.includes(code))
}

export function birthOf(row: Pick<PatientRow, 'birth_date' | 'birth_precision'>): StoredPatient['birth'] {
  if (row.birth_date === null || row.birth_precision === null) return null
  return { date: row.birth_date, precision: row.birth_precision }
}

/** A record that was merged leads to the one it became part of: old links, drafts and bookings go on working. */
export async function readPatient(db: Db, id: string): Promise<StoredPatient | null> {
  const row = await db
    .selectFrom('patients as asked')
    .innerJoin('patients', (join) =>
      join.on((eb) => eb('patients.id', '=', eb.fn.coalesce('asked.merged_into', 'asked.id'))),
    )
    .selectAll('patients')
    .where('asked.id', '=', id)
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

export async function insertPatient(tx: Tx, patient: StoredPatient): Promise<void> {
  const row = toRow(patient)
  const { rid } = await tx
    .insertInto('patients')
    .values({ ...row, ...untouched })
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

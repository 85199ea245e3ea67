import { readRecordNo } from '#domain/import/read-numbers'
import type { ImportedPerson } from '#domain/import/read-person'
import { reason } from '#domain/import/reasons'
import { normalizeRecordNo } from '#domain/record-number'
import type { Staging } from '#hub/store/import-staging'
import { nothingKnown, type StoredPatient } from '#hub/store/patients'
import { type BulkPatient, bulkPatient } from '#hub/store/patients-bulk'
import { machine } from '#hub/system'
import { losesSomething } from './examine.ts'
import type { PreparedRow } from './jobs.ts'
import type { Reviewed } from './review.ts'

type Import = { importId: string; staging: Staging; recordNoColumn: number; at: number }

/** A row as it is written: the person with everything that can be worked out beforehand, or why there is none. */
export function prepareRow(row: Reviewed, into: Import): PreparedRow {
  const { no, place, kind, person, reasons, cells } = row
  const prepared = { no, place, kind, reasons, patient: null, recordKey: null, card: null, cells: [] }
  if (kind === 'fresh' && person) {
    const keeps = losesSomething(reasons) ? cells : []
    return { ...prepared, ...newcomer(row, person, into), cells: keeps }
  }
  const recordKey = keyOf(cells[into.recordNoColumn] ?? '')
  if (kind !== 'known' || !person) return { ...prepared, recordKey, cells }
  const id = row.who?.id ?? (row.who?.row == null ? null : into.staging.personOf(row.who.row))
  // The earlier row that this one repeats was left out, so this one is as well.
  if (id === null)
    return {
      ...prepared,
      kind: 'likely',
      reasons: [reason('left_out_in_file', { row: row.who?.row ?? 0 })],
      recordKey,
      cells,
    }
  into.staging.setPerson(no, id)
  const hasOldNumber = reasons.some(({ code }) => code === 'old_number')
  return hasOldNumber ? { ...prepared, patient: oldRecord(row, person, id, into), cells } : prepared
}

function keyOf(cell: string): string | null {
  const { value } = readRecordNo(cell)
  return value === null ? null : normalizeRecordNo(value)
}

function newcomer(
  { no, recordNo, familyId }: Reviewed,
  person: ImportedPerson,
  { importId, staging, at }: Import,
): Pick<PreparedRow, 'patient' | 'card'> {
  const patient = asPatient(person, recordNo ?? '', at)
  staging.setPerson(no, patient.id)
  const { family } = person
  if (!family) return { patient: bulkPatient(patient, { importId }), card: null }
  const card = { id: familyId ?? cardIdOf(family.key, staging), kkNo: family.kkNo }
  const member = { ...patient, familyId: card.id, familyRelation: person.familyRelation }
  return { patient: bulkPatient(member, { importId }), card }
}

function cardIdOf(key: string, staging: Staging): string {
  const found = staging.cardId(key)
  if (found !== null) return found
  const id = machine.newId()
  staging.noteCard(key, { id, head: null })
  return id
}

/** The old system's own record of somebody on file, as it would stand here had the two been merged. */
function oldRecord(
  { recordNo }: Reviewed,
  person: ImportedPerson,
  mergedInto: string,
  { importId, at }: Import,
): BulkPatient {
  return bulkPatient(asPatient(person, recordNo ?? '', at), { importId, mergedInto })
}

function asPatient(
  { guardianName, recordNo: _wished, family: _card, familyRelation: _relation, ...person }: ImportedPerson,
  recordNo: string,
  at: number,
): StoredPatient {
  return {
    ...nothingKnown,
    ...person,
    id: machine.newId(),
    recordNo,
    sameNikReason: null,
    motherId: null,
    motherNik: null,
    guardian: guardianName === null ? null : { name: guardianName, relation: '', phone: null },
    temporary: false,
    revision: 1,
    createdAt: at,
    updatedAt: at,
  }
}

import { type Reason, reason } from '#domain/import/reasons'
import type { LocalDate } from '#domain/local-date'
import { type Family, nameHeads, openCards } from '#hub/store/families-bulk'
import { findInUse, findTaken } from '#hub/store/import-matches'
import { insertImportRows, type KeptRow, noteSettled, type Settled } from '#hub/store/imports'
import { birthOf } from '#hub/store/patients'
import { type Bulk, type BulkPatient, insertPatients, withRecordNo } from '#hub/store/patients-bulk'
import { type Numbered, takeRecordNos } from '#hub/store/record-numbers'
import { losesSomething } from './examine.ts'
import type { PreparedRow } from './jobs.ts'

type Written = PreparedRow & { patient: BulkPatient }
type When = { today: LocalDate; at: number }

/** Settles the next rows in one transaction: who is added, what is kept of the others, and how far the import is. */
export async function writeRows(
  bulk: Bulk,
  id: string,
  rows: readonly PreparedRow[],
  when: When,
): Promise<Settled> {
  const settledRows = await settleNumbers(bulk, rows)
  const keptOut = settledRows.flatMap(({ recordKey }) => recordKey ?? [])
  const wanted = settledRows.filter(isAdded)
  const cards = wanted.flatMap(({ card }) => card ?? [])
  const families = await openCards(bulk, cards, { importId: id, at: when.at })
  const adding = wanted.map((row) => intoFamily(row, families))
  const old = settledRows.filter(isWritten).filter(({ kind }) => kind === 'known')
  await insertPatients(bulk, [
    ...(await numbered(bulk, adding, keptOut, when.today)),
    ...old.map(({ patient }) => patient),
  ])
  await nameHeads(bulk, families.values())
  const kept: KeptRow[] = settledRows.flatMap(keptRow)
  await insertImportRows(bulk.tx, id, kept)
  const count = (kind: PreparedRow['kind']) => settledRows.filter((row) => row.kind === kind).length
  const settled = {
    nextRow: (rows.at(-1)?.place ?? 0) + 1,
    added: adding.length,
    known: count('known'),
    likely: count('likely'),
    rejected: count('rejected'),
    noted: kept.filter(({ state }) => state === 'noted').length,
  }
  await noteSettled(bulk.tx, id, settled)
  return settled
}

function isWritten(row: PreparedRow): row is Written {
  return row.patient !== null
}

function isAdded(row: PreparedRow): row is Written {
  return row.kind === 'fresh' && isWritten(row)
}

/**
 * Between the look at a row and now a desk may have registered that very person, merged the one it was taken for, or
 * given the record number away: whoever is on file stays as they are, and a number never has two owners.
 */
async function settleNumbers({ tx }: Bulk, rows: readonly PreparedRow[]): Promise<PreparedRow[]> {
  const written = rows.filter(isWritten)
  if (written.length === 0) return [...rows]
  const taken = await findTaken(tx, {
    niks: written.flatMap(({ patient }) => patient.nik ?? []),
    recordKeys: written.flatMap(({ patient }) => (patient.record_key === '' ? [] : patient.record_key)),
  })
  const inUse = await findInUse(
    tx,
    written.flatMap(({ patient }) => patient.merged_into ?? []),
  )
  return rows.map((row) => {
    if (!isWritten(row)) return row
    const { id, nik, merged_into, record_key: key } = row.patient
    const asked = row.kind === 'fresh' ? nik !== null && taken.niks.get(nik) : merged_into
    const person = asked ? (inUse.get(asked) ?? asked) : null
    const settled =
      person === null ? freeNumber(row, taken.recordKeys) : oldNumber(row, person, taken.recordKeys)
    if (!isWritten(settled)) return settled
    if (key !== '') taken.recordKeys.set(key, person ?? id)
    inUse.set(id, id)
    return settled
  })
}

/** A newcomer whose number somebody has gets another. */
function freeNumber(row: Written, taken: ReadonlyMap<string, string>): PreparedRow {
  const { record_key: key, record_no: text } = row.patient
  if (!taken.has(key)) return row
  const said = reason('record_no_taken', { text, name: 'pasien yang baru didaftarkan' })
  return { ...row, reasons: [...row.reasons, said], patient: withRecordNo(row.patient, '') }
}

/** Somebody on file is found by the old number too, unless it is theirs already, or a stranger's. */
function oldNumber(row: Written, person: string, taken: ReadonlyMap<string, string>): PreparedRow {
  const { record_key: key, record_no: text } = row.patient
  const known = { ...row, kind: 'known' as const, card: null }
  const owner = taken.get(key)
  if (key === '' || owner === person) return { ...known, patient: null }
  if (owner === undefined) {
    const asOld = { ...row.patient, merged_into: person, family_id: null, family_relation: null }
    return { ...known, patient: asOld }
  }
  const said = reason('record_no_taken', { text, name: 'pasien lain' })
  return { ...known, patient: null, reasons: [...row.reasons, said] }
}

/** Everybody of one card is of one family; whoever comes second as its head only belongs to it. */
function intoFamily(row: Written, families: ReadonlyMap<string, Family>): Written {
  const family = row.card && families.get(row.card.id)
  if (!family) return row
  const member = { ...row.patient, family_id: family.id }
  if (member.family_relation === 'kepala' && family.head) {
    row.reasons.push(reason('second_head', { head: family.head.name }))
    return { ...row, patient: { ...member, family_relation: null } }
  }
  if (member.family_relation === 'kepala') family.head = { id: member.id, name: member.name }
  return { ...row, patient: member }
}

/** Whoever brings no number along gets the next ones, in the order of the file; never one that another row here brings. */
async function numbered(
  { tx }: Bulk,
  adding: readonly Written[],
  keptOut: readonly string[],
  today: LocalDate,
): Promise<BulkPatient[]> {
  const brought = new Set([...keptOut, ...adding.flatMap(({ patient }) => patient.record_key || [])])
  const without = adding.filter(({ patient }) => patient.record_no === '')
  const given = await takeRecordNos(tx, without.map(asNumbered), today, brought)
  return adding.map(({ patient }) =>
    patient.record_no === '' ? withRecordNo(patient, given.shift() ?? '') : patient,
  )
}

function asNumbered({ patient: row }: Written): Numbered {
  return {
    villageCode: row.village_code,
    familyId: row.family_id,
    familyRelation: row.family_relation,
    motherId: null,
    birth: birthOf(row),
  }
}

function keptRow({ no, kind, cells, reasons, patient, recordKey }: PreparedRow): KeptRow[] {
  if (kind === 'rejected' || kind === 'likely')
    return [{ no, state: kind, patientId: null, recordKey, cells, reasons }]
  const patientId = kind === 'fresh' ? (patient?.id ?? null) : null
  const isNoted = losesSomething(kind === 'fresh' ? reasons : reasons.filter(isLostNumber))
  return isNoted ? [{ no, state: 'noted', patientId, recordKey: null, cells, reasons }] : []
}

/** All that can be lost of somebody who is on file. */
function isLostNumber({ code }: Reason): boolean {
  return code === 'record_no_taken'
}

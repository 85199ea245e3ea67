import type { Birth, BirthPrecision } from './birth.ts'

/** What two records of one person may say differently, each chosen as one: a card goes with its payer, an RT with its village. */
export const mergeFields = [
  'name',
  'nik',
  'birth',
  'sex',
  'mother',
  'address',
  'phone',
  'guardian',
  'payer',
  'family',
  'passport',
  'nationality',
  'religion',
  'disabilities',
  'language',
  'deceased',
] as const
export type MergeField = (typeof mergeFields)[number]

export const mergeFieldLabels: Record<MergeField, string> = {
  name: 'Nama',
  nik: 'NIK',
  birth: 'Lahir',
  sex: 'Jenis kelamin',
  mother: 'Ibu',
  address: 'Alamat',
  phone: 'Telepon',
  guardian: 'Penanggung jawab',
  payer: 'Penjamin',
  family: 'Keluarga',
  passport: 'Paspor',
  nationality: 'Kewarganegaraan',
  religion: 'Agama',
  disabilities: 'Disabilitas',
  language: 'Bahasa',
  deceased: 'Meninggal',
}

/** The facts of a record that a merge weighs. */
export type MergeRecord = {
  name: string
  temporary: boolean
  nik: string | null
  birth: Birth | null
  sex: string | null
  motherId: string | null
  motherName: string | null
  birthOrder: number | null
  villageCode: string | null
  address: string | null
  rt: string | null
  rw: string | null
  phone: string | null
  guardian: { name: string; relation: string; phone: string | null } | null
  payer: string
  cardNo: string | null
  payerRef: string | null
  familyId: string | null
  familyRelation: string | null
  passport: string | null
  nationality: string | null
  religion: string | null
  disabilities: readonly string[]
  language: string | null
  deceasedOn: string | null
}

/** A temporary record's name and payer were never the person's own. */
const partsOf: Record<MergeField, (record: MergeRecord) => readonly unknown[]> = {
  name: ({ name, temporary }) => (temporary ? [] : [name]),
  nik: ({ nik }) => [nik],
  birth: ({ birth }) => [birth?.date, birth?.precision],
  sex: ({ sex }) => [sex],
  mother: ({ motherId, motherName, birthOrder }) => [motherId, motherName, birthOrder],
  address: ({ villageCode, address, rt, rw }) => [villageCode, address, rt, rw],
  phone: ({ phone }) => [phone],
  guardian: ({ guardian }) => [guardian?.name, guardian?.relation, guardian?.phone],
  payer: ({ payer, cardNo, payerRef, temporary }) => (temporary ? [] : [payer, cardNo, payerRef]),
  family: ({ familyId, familyRelation }) => [familyId, familyRelation],
  passport: ({ passport }) => [passport],
  nationality: ({ nationality }) => [nationality],
  religion: ({ religion }) => [religion],
  disabilities: ({ disabilities }) => disabilities,
  language: ({ language }) => [language],
  deceased: ({ deceasedOn }) => [deceasedOn],
}

/** Nobody is without these: where only one record knows, there is nothing to choose. */
const always: ReadonlySet<MergeField> = new Set(['name', 'birth', 'sex', 'payer'])

export type Side = 'kept' | 'gone'
/** `proposed` is whose value Loket would keep; `free` is false where the other record has none to choose. */
export type Difference = { field: MergeField; proposed: Side; free: boolean }

export function isKnown(record: MergeRecord, field: MergeField): boolean {
  return partsOf[field](record).some((part) => part !== null && part !== undefined && part !== '')
}

/** What the two records say differently, and whose word Loket would take: the one who knows, the one who knows better. */
export function differencesOf(kept: MergeRecord, gone: MergeRecord): Difference[] {
  return mergeFields.flatMap((field) => {
    const [ours, theirs] = [isKnown(kept, field), isKnown(gone, field)]
    const same = JSON.stringify(partsOf[field](kept)) === JSON.stringify(partsOf[field](gone))
    if (same || (!ours && !theirs)) return []
    const proposed = ours && theirs ? betterOf(field, kept, gone) : ours ? 'kept' : 'gone'
    return { field, proposed, free: (ours && theirs) || !always.has(field) }
  })
}

const sharpness: Record<BirthPrecision, number> = { exact: 3, month: 2, year: 1, estimated: 0 }

/** An exact date says more than an estimate, a card more than a payer that was only told. */
function betterOf(field: MergeField, kept: MergeRecord, gone: MergeRecord): Side {
  const weigh = ({ birth, cardNo }: MergeRecord): number =>
    field === 'birth' && birth ? sharpness[birth.precision] : field === 'payer' && cardNo !== null ? 1 : 0
  return weigh(gone) > weigh(kept) ? 'gone' : 'kept'
}

/** The fields whose value comes from the record that goes, of those that were asked for and those that leave no choice. */
export function takenFields(
  kept: MergeRecord,
  gone: MergeRecord,
  asked: readonly MergeField[],
): MergeField[] {
  return differencesOf(kept, gone)
    .filter(({ field, proposed, free }) => (free ? asked.includes(field) : proposed === 'gone'))
    .map(({ field }) => field)
}

/** What speaks for a record as the one that stays. */
export const keepReasons = ['named', 'older', 'nik', 'visits'] as const
export type KeepReason = (typeof keepReasons)[number]

export const keepReasonLabels: Record<KeepReason, string> = {
  named: 'sudah bernama',
  older: 'lebih dulu terdaftar',
  nik: 'punya NIK',
  visits: 'lebih banyak kunjungan',
}

export type KeepCandidate = Pick<MergeRecord, 'temporary' | 'nik'> & { createdAt: number; visits: number }

/**
 * Which of two records should stay, and why: a named one before a temporary one, else the one that more speaks for
 * (registered earlier, has a NIK, was here more often), and the earlier where that is even.
 */
export function proposeKept(
  first: KeepCandidate,
  second: KeepCandidate,
): { kept: 'first' | 'second'; reasons: KeepReason[] } {
  const [ours, theirs] = [reasonsFor(first, second), reasonsFor(second, first)]
  const even = ours.length === theirs.length
  const isFirst = theirs.includes('named')
    ? false
    : ours.includes('named') || (even ? !theirs.includes('older') : ours.length > theirs.length)
  return isFirst ? { kept: 'first', reasons: ours } : { kept: 'second', reasons: theirs }
}

function reasonsFor(one: KeepCandidate, other: KeepCandidate): KeepReason[] {
  const holds: Record<KeepReason, boolean> = {
    named: !one.temporary && other.temporary,
    older: one.createdAt < other.createdAt,
    nik: one.nik !== null && other.nik === null,
    visits: one.visits > other.visits,
  }
  return keepReasons.filter((reason) => holds[reason])
}

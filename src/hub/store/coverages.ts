import { type CoverageType, coverageTypeOf } from '#domain/coverage'
import type { LocalDate } from '#domain/local-date'
import type { MembershipAnswer } from '#domain/membership'
import type { Db, Tx } from './open.ts'
import { queueForDistrict } from './outbox.ts'
import type { Schema } from './schema.ts'

type Coverage = Schema['coverages']
type Seen = { type: CoverageType; card_no: string | null; state: MembershipAnswer; checked_at: number }

/**
 * Brings what the district is told of a person's membership in line with what is noted of it, after anything that may
 * have changed it: one record a card, which ends where the card or the payer turned out to be another, and is taken up
 * again where it comes back. Nothing is told of what nobody has looked up.
 */
export async function settleCoverage(
  tx: Tx,
  patientId: string,
  { today, at, newId }: { today: LocalDate; at: number; newId: () => string },
): Promise<void> {
  const seen = await readSeen(tx, patientId)
  const known = await tx
    .selectFrom('coverages')
    .selectAll()
    .where('patient_id', '=', patientId)
    .orderBy('id', 'desc')
    .execute()
  const open = known.find(({ ended_on }) => ended_on === null)
  const match = seen && (isSame(open, seen) ? open : known.find((coverage) => isSame(coverage, seen)))
  if (open && open !== match) await revise(tx, open, { ended_on: today }, at)
  if (seen === null) return
  if (match) {
    const wanted = { ...seen, ended_on: null }
    const differs = Object.entries(wanted).some(
      ([column, value]) => match[column as keyof Coverage] !== value,
    )
    if (differs) await revise(tx, match, wanted, at)
    return
  }
  const id = newId()
  await tx
    .insertInto('coverages')
    .values({ ...seen, id, patient_id: patientId, ended_on: null, revision: 1 })
    .execute()
  await queueForDistrict(tx, { kind: 'coverage', recordId: id, revision: 1, at })
}

/** What is noted of the membership of a record in use; null where nobody looked, or the payer is none that covers. */
async function readSeen(db: Db, patientId: string): Promise<Seen | null> {
  const row = await db
    .selectFrom('patients')
    .select(['payer', 'card_no', 'membership', 'membership_at'])
    .where('id', '=', patientId)
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  if (!row || row.membership === 'belum_dicek' || row.membership_at === null) return null
  const type = coverageTypeOf(row.payer, row.card_no)
  if (type === null) return null
  const card_no = type === 'jamkesda' ? null : row.card_no
  return { type, card_no, state: row.membership, checked_at: row.membership_at }
}

/** A card that is filled in later is the same cover; another one is not. */
function isSame(coverage: Coverage | undefined, seen: Seen): boolean {
  if (!coverage || (coverage.type === 'jamkesda') !== (seen.type === 'jamkesda')) return false
  return coverage.card_no === seen.card_no || (coverage.card_no === null && coverage.ended_on === null)
}

async function revise(tx: Tx, { id }: Coverage, change: Partial<Coverage>, at: number): Promise<void> {
  const { revision } = await tx
    .updateTable('coverages')
    .set((eb) => ({ ...change, revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .returning('revision')
    .executeTakeFirstOrThrow()
  await queueForDistrict(tx, { kind: 'coverage', recordId: id, revision, at })
}

import type { PeopleFilter } from '#contract/hub/list'
import type { LocalDate } from '#domain/local-date'
import type { MembershipState } from '#domain/membership'
import type { Db } from './open.ts'
import { fromRow, type StoredPatient } from './patients.ts'

const batch = 500
const everybody: PeopleFilter = { villageCode: null, rt: null, rw: null, birthYear: null, payer: null }

function people(db: Db, { villageCode, rt, rw, birthYear, payer }: PeopleFilter) {
  let found = db.selectFrom('patients').where('patients.merged_into', 'is', null)
  if (villageCode !== null) found = found.where('patients.village_code', '=', villageCode)
  if (rt !== null) found = found.where('patients.rt', '=', rt.padStart(3, '0'))
  if (rw !== null) found = found.where('patients.rw', '=', rw.padStart(3, '0'))
  if (payer !== null) found = found.where('patients.payer', '=', payer)
  if (birthYear !== null) {
    found = found
      .where('patients.birth_date', '>=', `${birthYear}-01-01` as LocalDate)
      .where('patients.birth_date', '<=', `${birthYear}-12-31` as LocalDate)
  }
  return found
}

/** What a list tells of a person beside their own facts. */
export type ListedPerson = StoredPatient & { kkNo: string | null; membership: MembershipState }

/**
 * Everybody on file, merged records left out, as they were registered, some hundred at a time. Sorted otherwise, SQLite
 * would put names and NIK in a temporary file that nothing encrypts.
 */
export async function* listPeople(db: Db, filter: PeopleFilter): AsyncGenerator<ListedPerson[]> {
  let last = 0
  for (;;) {
    const next = await listed(people(db, filter)).where('patients.rid', '>', last).limit(batch).execute()
    yield next.map(toListed)
    if (next.length < batch) return
    last = next.at(-1)?.rid ?? last
  }
}

/** Those on one family card. */
export async function listFamily(db: Db, familyId: string): Promise<ListedPerson[]> {
  const rows = await listed(people(db, everybody)).where('patients.family_id', '=', familyId).execute()
  return rows.map(toListed)
}

function listed(found: ReturnType<typeof people>) {
  return found
    .leftJoin('families', 'families.id', 'patients.family_id')
    .selectAll('patients')
    .select('families.kk_no as kkNo')
    .orderBy('patients.rid')
}

type ListedRow = Awaited<ReturnType<ReturnType<typeof listed>['execute']>>[number]

function toListed(row: ListedRow): ListedPerson {
  return { ...fromRow(row), kkNo: row.kkNo, membership: row.membership }
}

export async function countPeople(db: Db, filter: PeopleFilter): Promise<number> {
  const { n } = await people(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

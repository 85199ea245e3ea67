import { sql } from 'kysely'
import { listDifferentPeople, pairKey } from './different-people.ts'
import type { Db } from './open.ts'
import { type PatientHit, readHits } from './patient-hits.ts'

export type SameNikPair = { nik: string; first: PatientHit; second: PatientHit; reason: string | null }

/**
 * Pairs of records in use that share a NIK and that nobody has settled, the last registered first; `total` counts those
 * beyond `limit`, too. Reads the whole index of NIKs: only for the reader.
 */
export async function listSameNik(db: Db, limit: number): Promise<{ total: number; pairs: SameNikPair[] }> {
  const { rows: shared } = await sql<{ rid: number; id: string; nik: string; reason: string | null }>`
    SELECT rid, id, nik, same_nik_reason AS reason FROM patients
    WHERE merged_into IS NULL AND nik IN (
      SELECT nik FROM patients WHERE nik IS NOT NULL GROUP BY nik HAVING count(*) > 1)
    ORDER BY rid`.execute(db)
  const settled = await listDifferentPeople(db)
  const open = [...Map.groupBy(shared, ({ nik }) => nik).values()]
    .flatMap((sharing) =>
      sharing.flatMap((second, index) => sharing.slice(0, index).map((first) => ({ first, second }))),
    )
    .filter(({ first, second }) => !settled.has(pairKey(first.id, second.id)))
    .toSorted((a, b) => b.second.rid - a.second.rid)
  const listed = open.slice(0, limit)
  const hits = await readHits(
    db,
    listed.flatMap(({ first, second }) => [first.rid, second.rid]),
  )
  const pairs = listed.flatMap(({ first, second }) => {
    const [one, other] = [hits.get(first.rid), hits.get(second.rid)]
    if (!one || !other) return []
    return { nik: second.nik, first: one, second: other, reason: second.reason ?? first.reason }
  })
  return { total: open.length, pairs }
}

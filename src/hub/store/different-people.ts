import type { Db, Tx } from './open.ts'

export type Difference = { reason: string; at: number }

/** Said of two records, it holds for whatever they are merged into. */
export async function saveDifferentPeople(
  tx: Tx,
  pair: readonly [string, string],
  { reason, at, staffId }: Difference & { staffId: string },
): Promise<void> {
  const [first_id, second_id] = pair.toSorted()
  if (first_id === undefined || second_id === undefined) return
  await tx
    .insertInto('different_people')
    .values({ first_id, second_id, reason, at, staff_id: staffId })
    .onConflict((conflict) =>
      conflict.columns(['first_id', 'second_id']).doUpdateSet({ reason, at, staff_id: staffId }),
    )
    .execute()
}

/** Takes back what was said of two records, also under those that were merged into them; whether anything was said. */
export async function forgetDifferentPeople(
  tx: Tx,
  firstId: string,
  secondId: string,
): Promise<Difference | null> {
  const pair = pairKey(firstId, secondId)
  const said = (await listDifferentPeople(tx)).get(pair) ?? null
  for (const row of await namedPairs(tx).execute()) {
    if (pairKey(row.firstId, row.secondId) !== pair) continue
    await tx
      .deleteFrom('different_people')
      .where('first_id', '=', row.first_id)
      .where('second_id', '=', row.second_id)
      .execute()
  }
  return said
}

type Named = { id: string; name: string; recordNo: string }
export type KeptApart = Difference & { first: Named; second: Named; staffName: string }

/** What was said last stands first; `total` counts those beyond `limit`, too. */
export async function listKeptApart(db: Db, limit: number): Promise<{ total: number; pairs: KeptApart[] }> {
  const rows = await namedPairs(db)
    .innerJoin('staff', 'staff.id', 'different_people.staff_id')
    .select('staff.name as staffName')
    .orderBy('different_people.at', 'desc')
    .execute()
  const last = new Map(rows.toReversed().map((row) => [pairKey(row.firstId, row.secondId), row] as const))
  const open = [...last.values()]
    .filter(({ firstId, secondId }) => firstId !== secondId)
    .toSorted((a, b) => b.at - a.at)
  const listed = open.slice(0, limit)
  const people = await namesOf(
    db,
    listed.flatMap(({ firstId, secondId }) => [firstId, secondId]),
  )
  const pairs = listed.flatMap(({ firstId, secondId, reason, at, staffName }) => {
    const [first, second] = [people.get(firstId), people.get(secondId)]
    return first && second ? [{ first, second, reason, at, staffName }] : []
  })
  return { total: open.length, pairs }
}

async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, Named>> {
  const rows = await db
    .selectFrom('patients')
    .select(['id', 'name', 'record_no as recordNo'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Pairs that somebody found to be two people, under the records they are in use as, each with why; the last word last. */
export async function listDifferentPeople(db: Db): Promise<Map<string, Difference>> {
  const rows = await namedPairs(db).orderBy('different_people.at').execute()
  return new Map(
    rows.map(({ firstId, secondId, reason, at }) => [pairKey(firstId, secondId), { reason, at }]),
  )
}

function namedPairs(db: Db) {
  return db
    .selectFrom('different_people')
    .innerJoin('patients as first', 'first.id', 'different_people.first_id')
    .innerJoin('patients as second', 'second.id', 'different_people.second_id')
    .select((eb) => [
      'different_people.first_id',
      'different_people.second_id',
      eb.fn.coalesce('first.merged_into', 'first.id').as('firstId'),
      eb.fn.coalesce('second.merged_into', 'second.id').as('secondId'),
      'different_people.reason',
      'different_people.at',
    ])
}

export function pairKey(firstId: string, secondId: string): string {
  return [firstId, secondId].toSorted().join(' ')
}

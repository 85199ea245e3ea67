import { addDays, type LocalDate } from '#domain/local-date'
import type { Db, Tx } from './open.ts'

/** The first day of what was so from the beginning. */
const always = '0001-01-01' as LocalDate

export async function insertWorkingArea(tx: Tx, villages: readonly string[]): Promise<void> {
  const codes = [...new Set(villages)]
  await tx
    .insertInto('working_area')
    .values(codes.map((code) => ({ code, first_day: always, last_day: null })))
    .execute()
}

/** The villages that belong to it now. */
export async function listWorkingArea(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('working_area').select('code').where('last_day', 'is', null).execute()
  return rows.map((row) => row.code)
}

/** From `today` on these villages are the working area; earlier days keep theirs. */
export async function changeWorkingArea(
  tx: Tx,
  villages: readonly string[],
  today: LocalDate,
): Promise<{ joined: string[]; left: string[] }> {
  const before = await listWorkingArea(tx)
  const left = before.filter((code) => !villages.includes(code))
  const joined = [...new Set(villages)].filter((code) => !before.includes(code))
  for (const code of left) await endStay(tx, code, today)
  for (const code of joined) await beginStay(tx, code, today)
  return { joined, left }
}

async function endStay(tx: Tx, code: string, today: LocalDate): Promise<void> {
  const begunToday = await tx
    .deleteFrom('working_area')
    .where('code', '=', code)
    .where('first_day', '=', today)
    .executeTakeFirst()
  if (begunToday.numDeletedRows > 0n) return
  await tx
    .updateTable('working_area')
    .set({ last_day: addDays(today, -1) })
    .where('code', '=', code)
    .where('last_day', 'is', null)
    .execute()
}

/** One that left earlier today has never been away. */
async function beginStay(tx: Tx, code: string, today: LocalDate): Promise<void> {
  const back = await tx
    .updateTable('working_area')
    .set({ last_day: null })
    .where('code', '=', code)
    .where('last_day', '=', addDays(today, -1))
    .executeTakeFirst()
  if (back.numUpdatedRows > 0n) return
  await tx.insertInto('working_area').values({ code, first_day: today, last_day: null }).execute()
}

/** Whether a village lay inside on a day; null where the address is not known: neither inside nor outside can be said. */
export async function readInsideOn(
  db: Db,
  villageCode: string | null,
): Promise<(day: LocalDate) => boolean | null> {
  if (villageCode === null) return () => null
  const stays = await db
    .selectFrom('working_area')
    .select(['first_day', 'last_day'])
    .where('code', '=', villageCode)
    .execute()
  return (day) => stays.some((stay) => stay.first_day <= day && (stay.last_day ?? day) >= day)
}

export async function isInsideArea(
  db: Db,
  villageCode: string | null,
  day: LocalDate,
): Promise<boolean | null> {
  return (await readInsideOn(db, villageCode))(day)
}

import { sql } from 'kysely'
import type { Store, Tx } from './open.ts'
import { type Searched, searchedColumns, writeManySearchKeys } from './patient-search.ts'
import { readSetting, writeSetting } from './settings.ts'

/** Raised whenever names are folded, or keys written, in another way: files of before are then filled again. */
const foldingVersion = 7

const peopleATransaction = 5000
const setting = 'search_index'

/** `upTo` is the last rid whose keys are in; null once all are. */
type State = { version: number; upTo: number | null }

export type Progress = (done: number, total: number) => void

/**
 * Fills the search index when it was written by another version of Loket, or emptied by a migration. It goes on where a
 * power cut stopped it, and nobody may search before it is done: a search that misses people makes duplicates.
 */
export async function refillSearchIndex(store: Store, onProgress: Progress = () => {}): Promise<void> {
  const found = await readSetting(store.db, setting)
  let state: State | null = found === null ? null : (JSON.parse(found) as State)
  if (state?.version === foldingVersion && state.upTo === null) return
  if (state?.version !== foldingVersion) {
    state = { version: foldingVersion, upTo: 0 }
    await store.write((tx) => empty(tx, { version: foldingVersion, upTo: 0 }))
  }
  const total = await lastRid(store)
  for (let upTo = state.upTo; upTo !== null; ) {
    upTo = await store.write((tx) => fillPortion(tx, upTo ?? 0))
    // Nobody else has the file open yet, so its log is folded here; it would grow to the size of the index.
    store.driver.pragma('wal_checkpoint(PASSIVE)')
    onProgress(upTo ?? total, total)
  }
}

async function empty(tx: Tx, state: State): Promise<void> {
  await sql`INSERT INTO patient_words (patient_words) VALUES ('delete-all')`.execute(tx)
  await tx.deleteFrom('patient_numbers').execute()
  await tx.deleteFrom('patient_lists').execute()
  await tx.deleteFrom('name_words').execute()
  await tx.deleteFrom('known_villages').execute()
  await writeState(tx, state)
}

/** Answers the last rid of the portion, or null when there were no more. */
async function fillPortion(tx: Tx, after: number): Promise<number | null> {
  const rows = await tx
    .selectFrom('patients')
    .leftJoin('families', 'families.id', 'patients.family_id')
    .leftJoin('patients as head', 'head.id', 'families.head_id')
    .select(searchedColumns.map((column) => `patients.${column}` as const))
    .select(['patients.rid', 'families.kk_no', 'families.head_id', 'head.name as head_name'])
    .where('patients.rid', '>', after)
    .orderBy('patients.rid')
    .limit(peopleATransaction)
    .execute()
  // Also of records that were merged: their numbers find the one they became part of.
  await writeManySearchKeys(
    tx,
    rows.map((row) => ({
      rid: row.rid,
      patient: row satisfies Searched,
      family:
        row.family_id === null
          ? null
          : { kkNo: row.kk_no, headName: row.head_id === row.id ? null : row.head_name },
    })),
  )
  const last = rows.at(-1)
  await writeState(tx, { version: foldingVersion, upTo: last?.rid ?? null })
  return last?.rid ?? null
}

async function lastRid({ db }: Store): Promise<number> {
  const { last } = await db
    .selectFrom('patients')
    .select((eb) => eb.fn.coalesce(eb.fn.max('rid'), eb.lit(0)).as('last'))
    .executeTakeFirstOrThrow()
  return last
}

function writeState(tx: Tx, state: State): Promise<void> {
  return writeSetting(tx, setting, JSON.stringify(state))
}

import { sql } from 'kysely'
import { estimateShare, type WordShare, wordsOf } from '#domain/duplicate-name'
import { named } from './duplicate-candidates.ts'
import type { Db } from './open.ts'

/** So many are asked how common a word is; a census would read every SITI of a million. */
const sampleSize = 20_000
/** Spread over the whole file: a Puskesmas takes people on village by village, and an import brings others at once. */
const samplePlaces = 10
/** A file that has grown by so much of itself may have other common words. */
const grownBy = 0.01
/** Words are typed letter by letter. */
const mostKnown = 10_000

/** How common each word of the names in question is among those on file. */
export type WordShares = (names: readonly (string | null)[]) => Promise<WordShare>

/** Asks the file once for each word: while somebody is typed, the same words come again with every key. */
export function createWordShares(db: Db): WordShares {
  const known = new Map<string, number>()
  let sampledAt = 0

  async function ask(word: string, last: number): Promise<number> {
    // From JSON: a bound number is a real one, which FTS5 does not take for the end of a range.
    const { rows } = await sql<{ count: number }>`
      SELECT count(*) AS count FROM json_each(${JSON.stringify(spreadOver(last))}) AS place CROSS JOIN patient_words
      WHERE patient_words MATCH ${named(word)} AND patient_words.rowid > place.value ->> 0 AND patient_words.rowid <= place.value ->> 1
    `.execute(db)
    return estimateShare(rows[0]?.count ?? 0, Math.min(last, sampleSize))
  }

  return async (names) => {
    const { last } = await db
      .selectFrom('patients')
      .select((eb) => eb.fn.coalesce(eb.fn.max('rid'), eb.lit(0)).as('last'))
      .executeTakeFirstOrThrow()
    if (Math.abs(last - sampledAt) > sampledAt * grownBy || known.size > mostKnown) {
      known.clear()
      sampledAt = last
    }
    for (const word of new Set(names.flatMap((name) => (name === null ? [] : wordsOf(name))))) {
      if (!known.has(word)) known.set(word, await ask(word, last))
    }
    return (word) => known.get(word) ?? estimateShare(0, Math.min(last, sampleSize))
  }
}

/** Equal stretches of rids, `after` and `upTo`, that together hold the sample, each in the middle of its part of the file. */
function spreadOver(last: number): [after: number, upTo: number][] {
  if (last <= sampleSize) return [[0, last]]
  const [each, apart] = [sampleSize / samplePlaces, last / samplePlaces]
  return Array.from({ length: samplePlaces }, (_, at) => {
    const after = Math.floor((at + 0.5) * apart - each / 2)
    return [after, after + each]
  })
}

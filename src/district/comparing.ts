import { setTimeout as pause } from 'node:timers/promises'
import { personOf } from '#district/fhir/person'
import { comparedOf } from '#district/report/person-words'
import type { Store, Tx } from '#district/store/open'
import {
  type Arrived,
  findMatches,
  type Match,
  markCompared,
  saveCandidates,
  setNameKeys,
  takeToCompare,
} from '#district/store/same-people'
import { compareRecords } from '#domain/duplicate'
import { estimateShare } from '#domain/duplicate-name'

/** So few at a time, and so far apart, that whoever sends or looks meanwhile does not notice. */
const sliceSize = 200
const betweenMs = 200
const idleMs = 1000
const afterFaultMs = 60_000

/**
 * Looks for one person on file at two Puskesmas among the records that came in, for as long as the server runs. What is done
 * is marked with each slice, so a stop loses nothing.
 */
export async function keepComparing(
  store: Store,
  signal: AbortSignal,
  onFault: (cause: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    const compared = await store.write(compareSome).catch((cause) => {
      if (!signal.aborted) onFault(cause)
      return null
    })
    const waitMs = compared === null ? afterFaultMs : compared > 0 ? betweenMs : idleMs
    // Aborted, the loop sees for itself that it is to end.
    await pause(waitMs, undefined, { signal }).catch(() => undefined)
  }
}

/** How many were left to compare, up to a slice. */
async function compareSome(tx: Tx): Promise<number> {
  const arrived = await takeToCompare(tx, sliceSize)
  if (arrived.length === 0) return 0
  await setNameKeys(tx, arrived.filter(({ name_key }) => name_key === null).flatMap(keyOf))
  const ids = arrived.map(({ id }) => id)
  const matches = await findMatches(tx, ids)
  await saveCandidates(tx, matches.flatMap(weigh))
  await markCompared(tx, ids)
  return arrived.length
}

function keyOf({ id, body }: Arrived): { id: string; name_key: string }[] {
  const { name_key } = personOf(id, '', body)
  return name_key === null ? [] : [{ id, name_key }]
}

/** How common a word is, nobody has counted here: every word weighs as the usual one. */
const usualShare = () => estimateShare(0, 0)

/** What speaks for two people is no candidate, as twins on one card. */
function weigh({ one, other, body_one, body_other }: Match) {
  const [a, b] = [body_one, body_other].map((body) => comparedOf(body, personOf('', '', body).village))
  if (!a || !b) return []
  const { score, level, evidence } = compareRecords(a, b, usualShare)
  return level === null ? [] : [{ one, other, score, level, evidence }]
}

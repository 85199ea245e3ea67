import { dayOfIdentifier } from '#contract/day-digest'
import type { HeldDay, ReceiptLine } from '#contract/stick'
import { digestIdentifierDays, digestVisitDays } from '#district/store/day-digests'
import type { Db } from '#district/store/open'
import { listVisitDays } from '#district/store/sticks'

/** What is here of each type on the days of the records that were stored; what a stick cannot ask, its receipt answers. */
export async function listHeldDays(
  db: Db,
  facility: string,
  offset: number,
  lines: readonly ReceiptLine[],
): Promise<HeldDay[]> {
  const stored = lines.flatMap((line) => ('serverId' in line ? line : []))
  const held: HeldDay[] = []
  for (const [type, ofType] of Map.groupBy(stored, (line) => line.type)) {
    const days =
      type === 'Encounter'
        ? await listVisitDays(
            db,
            facility,
            ofType.map(({ serverId }) => serverId),
          )
        : [...new Set(ofType.flatMap(({ recordId }) => dayOfIdentifier(recordId, offset) ?? []))].sort()
    const found =
      type === 'Encounter'
        ? await digestVisitDays(db, facility, days)
        : await digestIdentifierDays(db, facility, type, days, offset)
    const touched = new Set<string>(days)
    held.push(...found.flatMap((one) => (touched.has(one.day) ? { type, ...one } : [])))
  }
  return held
}

import { type FhirType, fhirTypes } from '#contract/fhir'
import type { TypeCounts } from '#contract/hub/sync'
import type { KindCounts } from '#hub/store/outbox'
import type { SyncRunRow } from '#hub/store/sync-runs'

type TypeTally = Pick<TypeCounts, 'sent' | 'confirmed'>
export type TypeTallies = Map<FhirType, TypeTally>

const none: TypeTally = { sent: 0, confirmed: 0 }
const cutOff = { waiting: null, toFix: null }

export function countIn(
  tallies: TypeTallies,
  items: readonly { type: FhirType }[],
  what: keyof TypeTally,
): void {
  for (const { type } of items) {
    const counts = tallies.get(type) ?? none
    tallies.set(type, { ...counts, [what]: counts[what] + 1 })
  }
}

export function sumOf(tallies: TypeTallies): TypeTally {
  return [...tallies.values()].reduce(
    (sum, counts) => ({ sent: sum.sent + counts.sent, confirmed: sum.confirmed + counts.confirmed }),
    none,
  )
}

/** Every type that was sent or that something is left of; the outbox is counted once, when the run ends. */
export function typesToRow(tallies: TypeTallies, outbox: readonly KindCounts[] | null = null): string {
  const counts = fhirTypes.map((type): TypeCounts => {
    const { waiting = 0, held = 0 } = outbox?.find(({ kind }) => kind === type.toLowerCase()) ?? {}
    const left = outbox === null ? cutOff : { waiting, toFix: held }
    return { type, ...(tallies.get(type) ?? none), ...left }
  })
  return JSON.stringify(counts.filter((one) => one.sent + (one.waiting ?? 0) + (one.toFix ?? 0) > 0))
}

export function typesFromRow({ by_type }: SyncRunRow): TypeCounts[] {
  return by_type === null ? [] : (JSON.parse(by_type) as TypeCounts[])
}

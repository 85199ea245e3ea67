import { useState } from 'react'
import { z } from 'zod'
import type { HubOutputs } from '#contract/hub/hub'
import { differencesOf, type KeepReason, type MergeField, mergeFields, proposeKept } from '#domain/merge'
import { useFoundDraft, useKeptDraft } from '#ui/shared/use-draft.ts'

export type Compared = HubOutputs['merges']['compare']
export type Side = Compared['first']
/** Where a record stands on the screen; which of them stays is another matter. */
export type Place = 'first' | 'second'
export const places: readonly Place[] = ['first', 'second']

/** Whose value is kept; not `free` where the other record has none to choose. */
export type Choice = { from: Place; free: boolean }

export type MergeChoice = {
  kept: Place
  proposed: { kept: Place; reasons: readonly KeepReason[] }
  /** A temporary record never stays in place of a named one. */
  mayStay: (place: Place) => boolean
  differences: ReadonlyMap<MergeField, Choice>
  /** The fields whose value comes from the record that goes. */
  take: MergeField[]
  keep: (place: Place) => void
  choose: (field: MergeField, from: Place) => void
  /** Forgets what was chosen once it is settled. */
  discard: () => void
}

const place = z.enum(['first', 'second'])

/** What the clerk has chosen so far, of two records as they were compared. */
const mergeDraft = z.object({
  pair: z.string(),
  stays: place.nullable(),
  chosen: z.partialRecord(z.enum(mergeFields), place),
})

/** A record that has changed since is compared anew. */
function pairOf({ first, second }: Compared): string {
  return [first, second].map(({ person: { id, revision } }) => `${id} ${revision}`).join(' ')
}

/** Loket's proposal, laid over by what the clerk has chosen. */
export function useMergeChoice(compared: Compared): MergeChoice {
  const pair = pairOf(compared)
  const begun = useFoundDraft('merge', mergeDraft, (found) => found.pair === pair)
  const proposed = proposeKept(candidateOf(compared.first), candidateOf(compared.second))
  const [stays, keep] = useState(begun?.stays ?? null)
  const [chosen, setChosen] = useState<Partial<Record<MergeField, Place>>>(begun?.chosen ?? {})
  const untouched = stays === null && Object.keys(chosen).length === 0
  const draft = untouched ? null : { pair, stays, chosen }
  const { discard } = useKeptDraft('merge', draft, begun)
  const kept = stays ?? proposed.kept
  const goes = otherPlace(kept)
  const differences = new Map(
    differencesOf(compared[kept].person, compared[goes].person).map(({ field, proposed, free }) => {
      const usual = proposed === 'kept' ? kept : goes
      return [field, { from: free ? (chosen[field] ?? usual) : usual, free }]
    }),
  )
  const take = [...differences].filter(([, { from }]) => from === goes).map(([field]) => field)
  return {
    kept,
    proposed,
    mayStay: (place) => !compared[place].person.temporary || compared[otherPlace(place)].person.temporary,
    differences,
    take,
    keep,
    choose: (field, from) => setChosen((before) => ({ ...before, [field]: from })),
    discard,
  }
}

export function otherPlace(place: Place): Place {
  return place === 'first' ? 'second' : 'first'
}

function candidateOf({ person, createdAt, visits }: Side) {
  return { temporary: person.temporary, nik: person.nik, createdAt, visits }
}

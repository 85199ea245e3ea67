import { draftKinds } from '#contract/hub/draft'
import type { HubOutputs } from '#contract/hub/hub'
import { createDraftKeeper, type DraftKeeper } from './draft-keeper.ts'

export type DraftKind = (typeof draftKinds)[number]
export type DraftBodies = HubOutputs['drafts']['load']

/** The hub, which keeps them for whoever is signed in. */
export type DraftHub = {
  load: () => Promise<DraftBodies>
  save: (draft: { kind: DraftKind; body: string }) => Promise<unknown>
  discard: (draft: { kind: DraftKind }) => Promise<unknown>
}

export type Drafts = {
  keeperOf: (kind: DraftKind) => DraftKeeper
  /** Everything typed on this page goes to the hub at once. */
  flush: () => Promise<void>
  /** See `DraftKeeper`. */
  leave: () => void
  close: () => void
  /** Asks what the same person has typed at another page meanwhile. */
  renew: () => Promise<void>
}

/** Everything that one person has typed and not saved: what the hub had of it when they sat down, and what they type here. */
export function createDrafts(hub: DraftHub, found: DraftBodies): Drafts {
  const keeperFor = (kind: DraftKind): DraftKeeper =>
    createDraftKeeper(
      { save: (body) => hub.save({ kind, body }), discard: () => hub.discard({ kind }) },
      found[kind] ?? null,
    )
  const keepers = Object.fromEntries(draftKinds.map((kind) => [kind, keeperFor(kind)])) as Record<
    DraftKind,
    DraftKeeper
  >
  const all = Object.values(keepers)

  async function flush(): Promise<void> {
    await Promise.all(all.map((keeper) => keeper.flush()))
  }

  return {
    keeperOf: (kind) => keepers[kind],
    flush,
    leave() {
      for (const keeper of all) keeper.leave()
    },
    close() {
      for (const keeper of all) keeper.close()
    },
    async renew() {
      const learning = draftKinds.map((kind) => ({ kind, learn: keepers[kind].asking() }))
      await flush()
      const bodies = await hub.load()
      for (const { kind, learn } of learning) learn(bodies[kind] ?? null)
    },
  }
}

import { draftKinds } from '#contract/hub/draft'
import { asStaff } from '#hub/context'
import { hub } from '#hub/implement'
import { deleteDraft, readDrafts, writeDraft } from '#hub/store/drafts'

export const drafts = {
  load: hub.drafts.load.handler(async ({ context }) => {
    const { store, staffId } = await asStaff(context)
    return readDrafts(store.db, staffId, draftKinds)
  }),
  save: hub.drafts.save.handler(async ({ input, context }) => {
    const { store, staffId, system } = await asStaff(context)
    await store.write((tx) =>
      writeDraft(tx, { staffId, kind: input.kind, body: input.body, at: system.now() }),
    )
    return { saved: true as const }
  }),
  discard: hub.drafts.discard.handler(async ({ input, context }) => {
    const { store, staffId } = await asStaff(context)
    await store.write((tx) => deleteDraft(tx, staffId, input.kind))
    return { discarded: true as const }
  }),
}

import { asStaff } from '#hub/context'
import { hub } from '#hub/implement'
import { deleteDraft, readDraft, writeDraft } from '#hub/store/drafts'

export const drafts = {
  load: hub.drafts.load.handler(async ({ input, context }) => {
    const { store, staffId } = await asStaff(context)
    return { body: await readDraft(store.db, staffId, input.kind) }
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

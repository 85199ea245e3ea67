import { asStaff, auditAs } from '#hub/context'
import { hub } from '#hub/implement'
import { readDestinationSettings, saveDestination } from '#hub/sync/destination'

export const sync = {
  settings: hub.sync.settings.handler(({ context }) => readDestinationSettings(context.store.db)),

  saveSettings: hub.sync.saveSettings.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const saved = await staff.store.write(async (tx) => {
      const settings = await saveDestination(tx, staff.syncKey, input, staff.system.now())
      const detail = { baseUrl: settings.baseUrl, newSecret: input.secret !== null }
      await auditAs(tx, staff, { action: 'correct', subject: 'sync', subjectId: null, detail })
      return settings
    })
    context.live.announce('sync')
    return saved
  }),

  status: hub.sync.status.handler(({ context }) => context.sync.status()),

  start: hub.sync.start.handler(async ({ context }) => {
    const staff = await asStaff(context)
    const run = await staff.sync.start('person')
    await staff.store.write((tx) =>
      auditAs(tx, staff, { action: 'send', subject: 'sync', subjectId: run.id, detail: {} }),
    )
    return run
  }),

  report: hub.sync.report.handler(({ context }) => context.sync.report()),
}

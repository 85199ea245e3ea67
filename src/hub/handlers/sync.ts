import { refuse } from '#domain/errors'
import { asStaff, auditAs, type StaffContext } from '#hub/context'
import { hub } from '#hub/implement'
import { queueParents } from '#hub/store/outbox'
import {
  type Destination,
  readDestination,
  readDestinationSettings,
  saveDestination,
} from '#hub/sync/destination'
import { readEra } from '#hub/sync/landmark'
import { readReceipt } from '#hub/sync/stick/read-receipt'
import { settleReceipt } from '#hub/sync/stick/settle-receipt'

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

  pause: hub.sync.pause.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    await staff.sync.pause(input.paused)
    await staff.store.write((tx) =>
      auditAs(tx, staff, {
        action: input.paused ? 'pause' : 'resume',
        subject: 'sync',
        subjectId: null,
        detail: {},
      }),
    )
    return input
  }),

  takeAlong: hub.sync.takeAlong.handler(async ({ context }) => {
    const staff = await asStaff(context)
    const { store, facility, today, system } = staff
    const { clientId, secret, baseUrl } = await stickDestination(staff)
    await store.write((tx) => queueParents(tx, baseUrl, system.now()))
    const { code, timeZone } = facility
    const era = await readEra(store.db)
    const job = { origin: { code, timeZone }, clientId, secret, madeAt: system.now(), era }
    const { file, records } = await staff.reader.ask('stick', job)
    if (records === 0) refuse('stick_nothing')
    await store.write((tx) =>
      auditAs(tx, staff, { action: 'export', subject: 'sync', subjectId: null, detail: { records } }),
    )
    return new File([file], `loket-${code}-${today}.kiriman`, { type: file.type })
  }),

  bringBack: hub.sync.bringBack.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const destination = await stickDestination(staff)
    const bytes = Buffer.from(await input.file.arrayBuffer())
    const receipt = await readReceipt(bytes, destination, await readEra(staff.store.db))
    const settled = await settleReceipt(staff, destination.baseUrl, receipt)
    const { confirmed, refused } = settled
    await staff.store.write((tx) =>
      auditAs(tx, staff, {
        action: 'receive',
        subject: 'sync',
        subjectId: settled.runId,
        detail: { confirmed, refused },
      }),
    )
    context.live.announce('sync')
    return settled
  }),

  report: hub.sync.report.handler(({ input, context }) => context.sync.report(input.runId)),

  records: hub.sync.records.handler(({ input, context }) => context.sync.records(input)),

  runs: hub.sync.runs.handler(({ context }) => context.sync.runs()),
}

/** Only a client with a secret of its own has agreed on keys with a district (`stick/keys`). */
async function stickDestination({ store, syncKey }: StaffContext): Promise<Destination> {
  const destination = await readDestination(store.db, syncKey)
  return destination && destination.clientId !== '' ? destination : refuse('stick_not_possible')
}

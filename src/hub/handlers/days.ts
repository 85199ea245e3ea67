import { actorOf, asStaff, auditAs, type StaffContext } from '#hub/context'
import { hub } from '#hub/implement'
import { closeDay, readDay } from '#hub/store/days'
import type { Tx } from '#hub/store/open'

export const days = {
  state: hub.days.state.handler(({ input, context }) => readDay(context.store.db, input.day)),

  close: hub.days.close.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    await staff.store.write(async (tx) => {
      const actor = { ...actorOf(staff), staffId: staff.staffId }
      const closed = await closeDay(tx, input.day, actor)
      await audit(tx, staff, 'close', input.day, { visits: closed })
    })
    context.live.announce('day', 'visits', 'queue')
    await context.dayIsClosed()
    return readDay(staff.store.db, input.day)
  }),

  register: hub.days.register.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    await staff.store.write((tx) => audit(tx, staff, 'view', input.day, { list: 'register' }))
    return staff.reader.ask('register', { ...input, now: staff.system.now() })
  }),
}

function audit(tx: Tx, staff: StaffContext, action: string, day: string, detail: Record<string, unknown>) {
  return auditAs(tx, staff, { action, subject: 'day', subjectId: day, detail })
}

import { asStaff, auditAs } from '#hub/context'
import { hub } from '#hub/implement'
import { writeLanSetting } from '#hub/lan/lan'

export const lan = {
  state: hub.lan.state.handler(({ context }) => context.lan.state()),

  switch: hub.lan.switch.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    await staff.store.write(async (tx) => {
      await writeLanSetting(tx, input.on)
      await auditAs(tx, staff, {
        action: 'correct',
        subject: 'lan',
        subjectId: null,
        detail: { on: input.on },
      })
    })
    await staff.lan.settle()
    staff.live.announce('settings')
    return staff.lan.state()
  }),
}

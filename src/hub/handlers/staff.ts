import { refuse } from '#domain/errors'
import { asStaff, auditAs } from '#hub/context'
import { hub } from '#hub/implement'
import { hashPassword } from '#hub/password'
import { endSessionsOf } from '#hub/store/devices'
import { changeStaff, insertStaff, listStaff, readSignIn, readStaff } from '#hub/store/staff'

export const staff = {
  list: hub.staff.list.handler(({ context }) => listStaff(context.store.db)),

  create: hub.staff.create.handler(async ({ input, context }) => {
    const me = await asStaff(context)
    const { store, system } = me
    const passwordHash = await hashPassword(input.password)
    return store.write(async (tx) => {
      if (await readSignIn(tx, input.username)) refuse('username_taken')
      const at = system.now()
      const { name, username, role } = input
      const member = await insertStaff(tx, { id: system.newId(), name, username, role, passwordHash, at })
      await auditAs(tx, me, {
        action: 'input',
        subject: 'staff',
        subjectId: member.id,
        detail: { username, role },
      })
      return member
    })
  }),

  change: hub.staff.change.handler(async ({ input, context }) => {
    const me = await asStaff(context)
    const { store, system, staffId } = me
    if (input.id === staffId && input.active === false) refuse('not_allowed')
    const passwordHash = input.password === undefined ? undefined : await hashPassword(input.password)
    const member = await store.write(async (tx) => {
      const at = system.now()
      await changeStaff(tx, input.id, {
        ...(passwordHash === undefined ? {} : { passwordHash }),
        ...(input.active === undefined ? {} : { active: input.active }),
      })
      if (input.id !== staffId) await endSessionsOf(tx, input.id, at)
      await auditAs(tx, me, {
        action: 'correct',
        subject: 'staff',
        subjectId: input.id,
        detail: { password: passwordHash !== undefined, active: input.active ?? null },
      })
      return readStaff(tx, input.id)
    })
    context.live.announce('session')
    return member ?? refuse('not_allowed')
  }),
}

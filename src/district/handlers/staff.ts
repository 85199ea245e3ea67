import type { DistrictInputs, DistrictOutputs } from '#contract/district/district'
import { type Context, entryOf } from '#district/context'
import { hashPassword } from '#district/password'
import { appendAudit } from '#district/store/audit'
import { changeRole, insertStaff, listStaff, lockStaff } from '#district/store/staff'
import { refuse } from '#domain/errors'

export async function listMembers({ store }: Context): Promise<DistrictOutputs['staff']['list']> {
  return await listStaff(store.db)
}

export async function createMember(
  context: Context,
  { name, username, password, role }: DistrictInputs['staff']['create'],
): Promise<DistrictOutputs['staff']['create']> {
  const { store, system } = context
  const password_hash = await hashPassword(password)
  return await store.write(async (tx) => {
    const account = { id: system.newId(), username, name, role, password_hash }
    const person = (await insertStaff(tx, account, system.now())) ?? refuse('username_taken')
    await appendAudit(tx, entryOf(context, 'staff_created', { staff: person.id, role }))
    return person
  })
}

export async function setMemberRole(
  context: Context,
  { id, role }: DistrictInputs['staff']['setRole'],
): Promise<DistrictOutputs['staff']['setRole']> {
  return await context.store.write(async (tx) => {
    await lockStaff(tx)
    const members = await listStaff(tx)
    const before = members.find((member) => member.id === id) ?? refuse('member_unknown')
    if (before.role === role) return before
    if (!members.some((member) => member.role === 'manager' && member.id !== id)) refuse('last_manager')
    const person = (await changeRole(tx, id, role)) ?? refuse('member_unknown')
    await appendAudit(tx, entryOf(context, 'role_changed', { staff: id, from: before.role, to: role }))
    return person
  })
}

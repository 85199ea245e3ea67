import type { DistrictInputs, DistrictOutputs } from '#contract/district/district'
import { type Context, entryOf } from '#district/context'
import { hashPassword } from '#district/password'
import { insertAudit } from '#district/store/audit'
import { insertStaff, listStaff } from '#district/store/staff'
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
    await insertAudit(tx, entryOf(context, 'staff_created', { staff: person.id, role }))
    return person
  })
}

import type { DistrictInputs, DistrictOutputs } from '#contract/district/district'
import { type Context, entryOf } from '#district/context'
import { appendAudit } from '#district/store/audit'
import { readOfficeName, saveOfficeName } from '#district/store/office'

export async function describeOffice({ store }: Context): Promise<DistrictOutputs['office']['describe']> {
  return { name: await readOfficeName(store.db) }
}

export async function renameOffice(
  context: Context,
  { name }: DistrictInputs['office']['rename'],
): Promise<DistrictOutputs['office']['rename']> {
  return await context.store.write(async (tx) => {
    await saveOfficeName(tx, name)
    await appendAudit(tx, entryOf(context, 'office_named', { name }))
    return { name }
  })
}

import type { DistrictInputs, DistrictOutputs } from '#contract/district/district'
import { type Context, entryOf } from '#district/context'
import { readContacts } from '#district/report/contacts'
import { writeFile } from '#district/report/files'
import { readNight } from '#district/report/night'
import { readVillages } from '#district/report/villages'
import { readVisits } from '#district/report/visits'
import { type AuditAction, appendAudit } from '#district/store/audit'
import { replaceTargets } from '#district/store/village-targets'
import { refuse } from '#domain/errors'
import { targetGroups } from '#domain/village-target'

type Inputs = DistrictInputs['dashboard']
type Outputs = DistrictOutputs['dashboard']

export async function describeFacilities(context: Context): Promise<Outputs['overview']> {
  await note(context, 'overview_viewed', {})
  return await readNight(context)
}

export async function listVisits(context: Context, input: Inputs['visits']): Promise<Outputs['visits']> {
  const { from, to, facilityId = null } = input
  const answer = await readVisits(context, input)
  await note(context, 'visits_viewed', { from, to, facility: facilityId })
  return answer
}

export async function listContacts(
  context: Context,
  input: Inputs['contacts'],
): Promise<Outputs['contacts']> {
  await note(context, 'contacts_viewed', input)
  return await readContacts(context, input)
}

export async function listVillages(
  context: Context,
  input: Inputs['villages'],
): Promise<Outputs['villages']> {
  const { period, facilityId = null } = input
  await note(context, 'villages_viewed', { period, facility: facilityId })
  return await readVillages(context, input)
}

export async function setTargets(
  context: Context,
  input: Inputs['setTargets'],
): Promise<Outputs['setTargets']> {
  const { store, system, areas, caller } = context
  const { year, village, targets } = input
  const staff = caller.person?.id ?? refuse('signed_out')
  if (!areas.villageByCode(village)) refuse('village_unknown')
  const rows = targetGroups.flatMap((group) => {
    const target = targets[group]
    return target === undefined ? [] : [{ target_group: group, target }]
  })
  await store.write(async (tx) => {
    await replaceTargets(tx, year, village, rows, { staff, at: system.now() })
    await appendAudit(tx, entryOf(context, 'targets_set', { year, village, targets }))
  })
  return input
}

/** The file leaves once the audit trail says who took it, how narrowed, and how many rows it holds. */
export async function takeFile(context: Context, { table, format }: Inputs['take']): Promise<File> {
  const { name, file, rows } = await writeFile(context, table, format)
  await note(context, 'file_taken', { ...table, format, rows })
  return new File([file], name, { type: file.type })
}

async function note(context: Context, action: AuditAction, detail: Record<string, unknown>): Promise<void> {
  await context.store.write((tx) => appendAudit(tx, entryOf(context, action, detail)))
}

import type { DistrictOutputs } from '#contract/district/district'
import type { Context } from '#district/context'

export async function describeAudit({ auditCheck }: Context): Promise<DistrictOutputs['audit']['check']> {
  const broken = await auditCheck
  return { broken: broken && { row: broken.seq, at: broken.at.getTime() } }
}

import type { StaffContext } from './context.ts'
import { settleCoverage } from './store/coverages.ts'
import type { Tx } from './store/open.ts'

/** To be called after whatever may have changed what is noted of a person's membership, in the same transaction. */
export function followMembership(
  tx: Tx,
  { system, today }: Pick<StaffContext, 'system' | 'today'>,
  patientId: string,
): Promise<void> {
  return settleCoverage(tx, patientId, { today, at: system.now(), newId: system.newId })
}

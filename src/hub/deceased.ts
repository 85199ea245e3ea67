import { refuse } from '#domain/errors'
import { formatDate, type LocalDate } from '#domain/local-date'
import { auditAs, type StaffContext } from './context.ts'
import { cancelBookingsOfDeceased, deceasedReason, restoreBookings } from './store/bookings.ts'
import type { Tx } from './store/open.ts'
import type { StoredPatient } from './store/patients.ts'

/**
 * Nobody is registered or booked after their death; the record stays, and says so. With a `day`, what happened until
 * the end of the day of death may still be written down.
 */
export function refuseDeceased(
  { name, deceasedOn }: Pick<StoredPatient, 'name' | 'deceasedOn'>,
  day: LocalDate | null = null,
): void {
  if (deceasedOn === null || (day !== null && day <= deceasedOn)) return
  refuse('patient_deceased', { name, date: formatDate(deceasedOn) })
}

/** Nobody is waited for who has died; who was noted as dead by a slip is expected again. */
export async function followDeath(
  tx: Tx,
  staff: StaffContext,
  { id: patientId, deceasedOn }: Pick<StoredPatient, 'id' | 'deceasedOn'>,
): Promise<void> {
  const restored = await restoreBookings(tx, patientId, staff.today)
  const at = staff.system.now()
  const cancelled =
    deceasedOn === null ? [] : await cancelBookingsOfDeceased(tx, patientId, { from: deceasedOn, at })
  const note = (action: string, subjectId: string, detail: Record<string, unknown>) =>
    auditAs(tx, staff, { action, subject: 'booking', subjectId, detail })
  for (const id of restored.filter((one) => !cancelled.includes(one)))
    await note('correct', id, { restored: true })
  for (const id of cancelled.filter((one) => !restored.includes(one)))
    await note('cancel', id, { reason: deceasedReason })
}

import { refuse } from '#domain/errors'
import { takesVisits } from '#domain/room'
import { asStaff, auditAs } from '#hub/context'
import { refuseDeceased } from '#hub/deceased'
import { hub } from '#hub/implement'
import { cancelBooking, findSameBooking, insertBooking, listBookings, readBooking } from '#hub/store/bookings'
import { readRoom } from '#hub/store/facility'
import type { Db } from '#hub/store/open'
import { readPatient } from '#hub/store/patients'
import { localTime, momentOf } from '#hub/system'

export const bookings = {
  list: hub.bookings.list.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    return listBookings(staff.store.db, input.day)
  }),

  add: hub.bookings.add.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const { minute, ...wanted } = input
    const id = staff.system.newId()
    const at = staff.system.now()
    const dueAt = momentOf(input.day, minute, staff.facility.timeZone)
    if (dueAt < at) refuse('booking_past')
    await staff.store.write(async (tx) => {
      const found = (await readPatient(tx, input.patientId)) ?? refuse('patient_unknown')
      refuseDeceased(found)
      const { id: patientId } = found
      const booking = { ...wanted, patientId }
      if (input.roomId !== null) await refuseUnfitRoom(tx, input.roomId)
      const before = await findSameBooking(tx, booking)
      if (before !== null)
        refuse('booking_twice', { clock: localTime(before, staff.facility.timeZone).clock })
      await insertBooking(tx, { ...booking, id, dueAt, at, staffId: staff.staffId })
      const { day, roomId, source } = input
      const detail = { patientId, day, minute, roomId, source }
      await auditAs(tx, staff, { action: 'input', subject: 'booking', subjectId: id, detail })
    })
    staff.live.announce('visits')
    return (await readBooking(staff.store.db, id)) ?? refuse('booking_unknown')
  }),

  cancel: hub.bookings.cancel.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    await staff.store.write(async (tx) => {
      if (!(await cancelBooking(tx, input.id, staff.system.now()))) refuse('booking_unknown')
      await auditAs(tx, staff, { action: 'cancel', subject: 'booking', subjectId: input.id, detail: {} })
    })
    staff.live.announce('visits')
    return { cancelled: true as const }
  }),
}

async function refuseUnfitRoom(db: Db, roomId: string): Promise<void> {
  const room = await readRoom(db, roomId)
  if (!room?.active) refuse('room_unknown')
  else if (!takesVisits(room)) refuse('room_is_counter')
}

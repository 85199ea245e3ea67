import { Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addDays, type LocalDate } from '#domain/local-date'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { useFoundDraft } from '#ui/shared/use-draft.ts'
import { DayField } from '../DayField.tsx'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { ExportButton } from '../lists/ExportButton.tsx'
import { BookingForm, bookingDraft } from './BookingForm.tsx'
import { BookingList } from './BookingList.tsx'
import classes from './bookings.module.css'

const furthestDays = 366
/** Far enough back to answer who did not come last week. */
const daysBack = 31

/** Who is expected on a day; with a person in front, also when they come again. */
export function BookingsDialog() {
  const { today } = useFrontDesk()
  const show = useDesk((desk) => desk.show)
  const patientId = useDesk((desk) => desk.chosen?.patientId ?? null)
  // What was typed about somebody else is not for this person, nor a time that has passed for anybody.
  const typed = useFoundDraft(
    'booking',
    bookingDraft,
    (draft) => draft.patientId === patientId && draft.day >= today,
  )
  const [chosenDay, setDay] = useState<LocalDate | null>(null)
  const day = chosenDay ?? typed?.day ?? (patientId === null ? today : addDays(today, 1))
  const bookings = useQuery(api.bookings.list.queryOptions({ input: { day } }))
  return (
    <Dialog title="Janji temu" size={860} onClose={() => show(null)}>
      <div className={classes.dialog}>
        <Group justify="space-between" align="flex-end">
          <DayField
            label="Hari"
            day={day}
            first={addDays(today, -daysBack)}
            last={addDays(today, furthestDays)}
            onChange={setDay}
          />
          <ExportButton lists={[{ label: 'Janji pada hari ini', list: { name: 'bookings', day } }]} />
        </Group>
        {patientId !== null && day >= today && (
          <BookingForm key={patientId} patientId={patientId} day={day} typed={typed} />
        )}
        <BookingList bookings={bookings} />
      </div>
    </Dialog>
  )
}

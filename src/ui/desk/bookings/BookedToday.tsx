import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/shared/client.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { HeadLink } from '../visit/HeadLink.tsx'
import { sayBooking, stillExpected } from './booking-words.ts'

/** The time this person was told, or the way to give them one. */
export function BookedToday({ patientId }: { patientId: string }) {
  const { facility, today } = useFrontDesk()
  const show = useDesk((desk) => desk.show)
  const bookings = useQuery(api.bookings.list.queryOptions({ input: { day: today } }))
  const booked = stillExpected(bookings.data ?? []).find((row) => row.patientId === patientId)
  return (
    <HeadLink keys="Alt+Y" run={() => show('bookings')} marked={booked !== undefined}>
      {booked ? sayBooking(booked, facility.timeZone) : 'janji…'}
    </HeadLink>
  )
}

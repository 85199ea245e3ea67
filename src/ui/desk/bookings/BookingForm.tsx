import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { z } from 'zod'
import { type Booking, bookingSourceLabels, bookingSources } from '#contract/hub/booking'
import { localDate } from '#contract/hub/shapes'
import type { LocalDate } from '#domain/local-date'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useKeptDraft } from '#ui/shared/use-draft.ts'
import { readClock } from '../clock-text.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import classes from './bookings.module.css'

const sources = bookingSources.map((value) => ({ value, label: bookingSourceLabels[value] }))

/** As typed. */
export const bookingDraft = z.object({
  patientId: z.string(),
  day: localDate,
  clock: z.string(),
  roomId: z.string(),
  source: z.enum(bookingSources),
  note: z.string(),
})
export type BookingDraft = z.infer<typeof bookingDraft>

type Props = { patientId: string; day: LocalDate; typed: BookingDraft | null }

/** A time for the person in front, on the day whose list stands below. */
export function BookingForm({ patientId, day, typed }: Props) {
  const { facility } = useFrontDesk()
  const queries = useQueryClient()
  const patient = useQuery(
    api.patients.open.queryOptions({ input: { id: patientId }, staleTime: Number.POSITIVE_INFINITY }),
  )
  const time = useRef<HTMLInputElement>(null)
  const [clock, setClock] = useState(typed?.clock ?? '')
  const [roomId, setRoomId] = useState(typed?.roomId ?? '')
  const [source, setSource] = useState<Booking['source']>(typed?.source ?? 'loket')
  const [note, setNote] = useState(typed?.note ?? '')
  const minute = readClock(clock)
  const begun = clock !== '' || note !== ''
  useKeptDraft('booking', begun ? { patientId, day, clock, roomId, source, note } : null, typed)
  const rooms = facility.rooms.filter(({ active, roles }) => active && !roles.includes('loket'))
  const add = useMutation(
    api.bookings.add.mutationOptions({
      onSuccess: () => {
        setClock('')
        setNote('')
        return askAgain(queries, api.bookings.key())
      },
    }),
  )

  function submit(event: FormEvent | KeyboardEvent): void {
    event.preventDefault()
    if (minute === null) time.current?.focus()
    else add.mutate({ patientId, day, minute, roomId: roomId || null, source, note })
  }

  const submitFromList = (event: KeyboardEvent) => event.key === 'Enter' && submit(event)
  return (
    <form className={classes.form} onSubmit={submit} aria-label="Janji baru" noValidate>
      <strong className={classes.person}>{patient.data?.name ?? '…'}</strong>
      <TextInput
        ref={time}
        label="Jam"
        placeholder="09.00"
        data-autofocus
        autoComplete="off"
        maxLength={5}
        value={clock}
        error={clock.length >= 3 && minute === null && 'Jam tidak terbaca'}
        onChange={(event) => setClock(event.currentTarget.value)}
      />
      <NativeSelect
        label="Ruang"
        data={[
          { value: '', label: 'Sesuai keperluan' },
          ...rooms.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={roomId}
        onChange={(event) => setRoomId(event.currentTarget.value)}
        onKeyDown={submitFromList}
      />
      <NativeSelect
        label="Lewat"
        data={sources}
        value={source}
        onChange={(event) => setSource(event.currentTarget.value as Booking['source'])}
        onKeyDown={submitFromList}
      />
      <TextInput
        label="Catatan"
        placeholder="boleh kosong"
        autoComplete="off"
        maxLength={160}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit" loading={add.isPending} rightSection={<KeyCap keys="Enter" />}>
        Simpan janji
      </Button>
      <Problems sentences={add.error ? sentencesOf(add.error) : []} />
    </form>
  )
}

import { Button, NumberInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { placeProblems } from '#ui/shared/place-problems.ts'
import { api } from '../client.ts'
import { spanWord } from '../SpanPicker.tsx'
import { dayOf } from '../words.ts'
import type { Facility } from './Facilities.tsx'

/** How many JKN participants a Puskesmas has from this month on: what its contact rate is divided by. */
export function ParticipantsDialog({ facility, onClose }: { facility: Facility; onClose: () => void }) {
  const queries = useQueryClient()
  const [elsewhere, setElsewhere] = useState<string[]>([])
  const since = dayOf(Date.now()).slice(0, 7)
  const form = useForm<{ count: number | string }>({
    initialValues: { count: facility.participants?.count ?? '' },
    validate: {
      count: (count) =>
        Number.isInteger(count) && Number(count) > 0 ? null : 'Isi jumlah peserta, paling sedikit 1.',
    },
  })
  const save = useMutation(
    api.facilities.setParticipants.mutationOptions({
      onMutate: () => setElsewhere([]),
      onSuccess: () => {
        void queries.invalidateQueries({ queryKey: api.facilities.key() })
        void queries.invalidateQueries({ queryKey: api.dashboard.key() })
        onClose()
      },
      onError: (error) => setElsewhere(placeProblems(form, error, {})),
    }),
  )
  return (
    <Dialog title={`Peserta JKN ${facility.name}`} onClose={onClose}>
      <form
        noValidate
        onSubmit={form.onSubmit(({ count }) => save.mutate({ id: facility.id, count: Number(count), since }))}
      >
        <Stack>
          <NumberInput
            label="Peserta terdaftar"
            description={`menurut BPJS, berlaku mulai ${spanWord(since)}; bulan sebelumnya tetap`}
            min={1}
            max={1_000_000}
            allowDecimal={false}
            hideControls
            thousandSeparator="."
            decimalSeparator=","
            data-autofocus
            {...form.getInputProps('count')}
          />
          <Problems sentences={elsewhere} />
          <Button type="submit" loading={save.isPending} rightSection={<KeyCap keys="Enter" />}>
            Simpan jumlah peserta
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}

import { Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { placeProblems } from '#ui/shared/place-problems.ts'
import { api } from '../client.ts'
import type { Credentials } from './Facilities.tsx'

type Props = { onClose: () => void; onCreated: (credentials: Credentials) => void }

export function NewFacilityDialog({ onClose, onCreated }: Props) {
  const queries = useQueryClient()
  const [elsewhere, setElsewhere] = useState<string[]>([])
  const form = useForm({
    initialValues: { code: '', name: '' },
    validate: { name: (name) => (name.trim() === '' ? 'Nama Puskesmas belum diisi.' : null) },
  })
  const create = useMutation(
    api.facilities.create.mutationOptions({
      onMutate: () => setElsewhere([]),
      onSuccess: (credentials) => {
        void queries.invalidateQueries({ queryKey: api.facilities.key() })
        void queries.invalidateQueries({ queryKey: api.dashboard.key() })
        onClose()
        onCreated(credentials)
      },
      onError: (error) => setElsewhere(placeProblems(form, error, { facility_code_taken: 'code' })),
    }),
  )
  return (
    <Dialog title="Daftarkan Puskesmas" onClose={onClose}>
      <form noValidate onSubmit={form.onSubmit((facility) => create.mutate(facility))}>
        <Stack>
          <TextInput
            label="Kode Puskesmas"
            description="sama dengan kode di Loket Puskesmas itu, misalnya P3573010101"
            maxLength={20}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps('code')}
          />
          <TextInput
            label="Nama"
            placeholder="Puskesmas …"
            maxLength={80}
            autoComplete="off"
            {...form.getInputProps('name')}
          />
          <Problems sentences={elsewhere} />
          <Button type="submit" loading={create.isPending} rightSection={<KeyCap keys="Enter" />}>
            Daftarkan dan tampilkan kunci
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}

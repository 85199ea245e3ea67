import { Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { api } from '../client.ts'

/** What stands above every printed page. */
export function OfficeDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { name },
    validate: { name: (text) => (text.trim() === '' ? 'Isi nama dinas.' : null) },
  })
  const rename = useMutation(
    api.office.rename.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries({ queryKey: api.office.key() })
        onClose()
      },
    }),
  )
  return (
    <Dialog title="Nama dinas" onClose={onClose}>
      <form noValidate onSubmit={form.onSubmit((office) => rename.mutate(office))}>
        <Stack>
          <TextInput
            label="Nama dinas di atas kertas"
            description="misalnya Dinas Kesehatan Kabupaten Halmahera Selatan"
            maxLength={80}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Problems sentences={rename.error ? sentencesOf(rename.error) : []} />
          <Button type="submit" loading={rename.isPending} rightSection={<KeyCap keys="Enter" />}>
            Simpan nama
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}

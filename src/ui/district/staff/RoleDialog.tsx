import { Button, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { RoleChoice } from '#ui/shared/RoleChoice.tsx'
import { api } from '../client.ts'
import { roleOptions } from './role-options.ts'
import type { Member } from './Staff.tsx'

/** Another role for an account there is; a manager who changes their own finds the dashboard of the new one. */
export function RoleDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const queries = useQueryClient()
  const form = useForm({ initialValues: { role: member.role } })
  const change = useMutation(
    api.staff.setRole.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries({ queryKey: api.session.key() })
        void queries.invalidateQueries({ queryKey: api.staff.key() })
        onClose()
      },
    }),
  )
  return (
    <Dialog title={`Peran ${member.name}`} onClose={onClose}>
      <form noValidate onSubmit={form.onSubmit(({ role }) => change.mutate({ id: member.id, role }))}>
        <Stack>
          <Text>Berlaku seketika, juga bila orangnya sedang masuk.</Text>
          <RoleChoice roles={roleOptions} {...form.getInputProps('role')} />
          <Problems sentences={change.error ? sentencesOf(change.error) : []} />
          <Button type="submit" loading={change.isPending} rightSection={<KeyCap keys="Enter" />}>
            Simpan peran
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}

import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { api } from '../client.ts'
import type { Credentials, Facility } from './Facilities.tsx'

type Props = { facility: Facility; onClose: () => void; onRenewed: (credentials: Credentials) => void }

/** Asks first: the old key stops at once, and with it tonight's delivery. */
export function NewSecretDialog({ facility, onClose, onRenewed }: Props) {
  const rotate = useMutation(
    api.facilities.rotateSecret.mutationOptions({
      onSuccess: (credentials) => {
        onClose()
        onRenewed(credentials)
      },
    }),
  )
  return (
    <Dialog title={`Ganti kunci ${facility.name}?`} onClose={onClose}>
      <Stack>
        <Text>
          Kunci lama langsung tidak berlaku. Kiriman dari Puskesmas ini tertahan di komputernya sampai kunci
          baru diisi di Loket; tidak ada data yang hilang.
        </Text>
        <Problems sentences={rotate.error ? sentencesOf(rotate.error) : []} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" rightSection={<KeyCap keys="Escape" />} onClick={onClose}>
            Batal
          </Button>
          <Button
            data-autofocus
            loading={rotate.isPending}
            rightSection={<KeyCap keys="Enter" />}
            onClick={() => rotate.mutate({ id: facility.id })}
          >
            Ganti kunci
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

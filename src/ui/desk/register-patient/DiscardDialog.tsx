import { Button, Group, Text } from '@mantine/core'
import { Dialog } from '#ui/shared/Dialog.tsx'

type DiscardDialogProps = { name: string; onDiscard: () => void; onClose: () => void }

/** Asked only when something was typed: after this it is gone. */
export function DiscardDialog({ name, onDiscard, onClose }: DiscardDialogProps) {
  return (
    <Dialog title="Buang yang sudah diketik?" onClose={onClose}>
      <Text mb="lg">
        Isian untuk {name.trim() === '' ? 'pasien ini' : <b>{name}</b>} belum disimpan. Setelah dibuang tidak
        dapat dikembalikan.
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onDiscard}>
          Buang dan keluar
        </Button>
        <Button data-autofocus onClick={onClose}>
          Lanjut mengetik
        </Button>
      </Group>
    </Dialog>
  )
}

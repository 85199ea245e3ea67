import { Button, Group, Text } from '@mantine/core'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'

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
        <DiscardButton onDiscard={onDiscard} />
        <Button data-autofocus rightSection={<KeyCap keys="Enter" />} onClick={onClose}>
          Lanjut mengetik
        </Button>
      </Group>
    </Dialog>
  )
}

/** Inside the dialog, so that its key rests until the question is asked. */
function DiscardButton({ onDiscard }: { onDiscard: () => void }) {
  useShortcut({ keys: 'Alt+B', label: 'Buang dan keluar', run: onDiscard })
  return (
    <Button variant="default" rightSection={<KeyCap keys="Alt+B" />} onClick={onDiscard}>
      Buang dan keluar
    </Button>
  )
}

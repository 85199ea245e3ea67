import { Button, Group, Text } from '@mantine/core'
import { KeyCap } from './KeyCap.tsx'
import { useShortcut } from './use-shortcut.ts'

type RestoredNoticeProps = {
  /** Where there is only one such form on the screen. */
  keys?: string
  onDrop: () => void
}

const label = 'Buang isian itu'

/** What was typed before the page went stands in the form again, and is not in force. */
export function RestoredNotice({ keys = '', onDrop }: RestoredNoticeProps) {
  useShortcut({ keys, label, run: onDrop }, keys !== '')
  return (
    <Group justify="space-between" role="status">
      <Text size="sm">Isian yang belum disimpan sudah dikembalikan.</Text>
      <Button
        variant="default"
        size="compact-md"
        h={40}
        rightSection={keys && <KeyCap keys={keys} />}
        onClick={(event) => {
          // The button goes with the notice: the focus goes on to the form.
          event.currentTarget.form?.querySelector<HTMLElement>('input, select, textarea')?.focus()
          onDrop()
        }}
      >
        {label}
      </Button>
    </Group>
  )
}

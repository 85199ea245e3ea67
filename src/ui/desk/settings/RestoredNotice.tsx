import { Button, Group, Text } from '@mantine/core'

/** What was typed before the page went stands in the form again, and is not in force. */
export function RestoredNotice({ onDrop }: { onDrop: () => void }) {
  return (
    <Group justify="space-between" role="status">
      <Text size="sm">Isian yang belum disimpan sudah dikembalikan.</Text>
      <Button variant="default" size="compact-md" h={40} onClick={onDrop}>
        Buang isian itu
      </Button>
    </Group>
  )
}

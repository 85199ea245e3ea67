import { Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from './Dialog.tsx'
import { KeyCap } from './KeyCap.tsx'
import { useShortcut, useShortcuts } from './use-shortcut.ts'

/** `?` or F1 shows every key that works on this screen now. Stand it once in each screen. */
export function ShortcutList() {
  const [open, setOpen] = useState(false)
  const shortcuts = useShortcuts()
  useShortcut({ keys: '?', label: 'Tampilkan semua tombol', run: () => setOpen(true) })
  useShortcut({ keys: 'F1', label: 'Tampilkan semua tombol', run: () => setOpen(true) })
  if (!open) return null
  return (
    <Dialog title="Tombol pada layar ini" onClose={() => setOpen(false)}>
      <Stack gap={8} component="ul" p={0} m={0}>
        {[...Map.groupBy(shortcuts, ({ label }) => label)].map(([label, same]) => (
          <Group key={label} component="li" gap={6} wrap="nowrap">
            <Text flex={1}>{label}</Text>
            {same.map(({ keys }) => (
              <KeyCap key={keys} keys={keys} />
            ))}
          </Group>
        ))}
      </Stack>
    </Dialog>
  )
}

import { Button } from '@mantine/core'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'

export function PrintButton() {
  const print = () => window.print()
  useShortcut({ keys: 'C', label: 'Cetak halaman ini', run: print })
  return (
    <Button variant="default" rightSection={<KeyCap keys="C" />} onClick={print}>
      Cetak
    </Button>
  )
}

import { Button } from '@mantine/core'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'

export function PdfButton({ ready, large, onSave }: { ready: boolean; large: boolean; onSave: () => void }) {
  useShortcut({ keys: 'Alt+S', label: 'Simpan PDF', run: onSave }, ready)
  return (
    <Button
      variant="default"
      size={large ? 'lg' : 'md'}
      disabled={!ready}
      rightSection={<KeyCap keys="Alt+S" />}
      aria-keyshortcuts="Alt+S"
      onClick={onSave}
    >
      Simpan PDF
    </Button>
  )
}

import { Button } from '@mantine/core'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'

export function ReloadButton({ busy, reload }: { busy: boolean; reload: () => void }) {
  useShortcut({ keys: 'R', label: 'Muat ulang', run: reload })
  return (
    <Button variant="default" loading={busy} rightSection={<KeyCap keys="R" />} onClick={reload}>
      Muat ulang
    </Button>
  )
}

import { Button, Title } from '@mantine/core'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { ShortcutList } from '#ui/shared/ShortcutList.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import frame from '../page.module.css'
import { CatchUp } from './CatchUp.tsx'
import classes from './Contingency.module.css'
import { PaperBlocks } from './PaperBlocks.tsx'

/** Before the power goes: numbers on paper. When it is back: what was written on the list comes into the day. */
export function Contingency({ onClose }: { onClose: () => void }) {
  useShortcut({ keys: 'Escape', label: 'Kembali ke meja', run: onClose })
  return (
    <main className={frame.page}>
      <header className={frame.head}>
        <Title order={1} size={24}>
          Cadangan listrik padam
        </Title>
        <Button variant="default" rightSection={<KeyCap keys="Escape" />} onClick={onClose}>
          Kembali
        </Button>
      </header>
      <div className={`${frame.columns} ${classes.columns}`}>
        <PaperBlocks />
        <CatchUp />
      </div>
      <ShortcutList />
    </main>
  )
}

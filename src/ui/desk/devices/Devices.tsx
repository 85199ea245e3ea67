import { Button, Group, Title } from '@mantine/core'
import { useState } from 'react'
import type { Device } from '#contract/hub/device'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { ShortcutList } from '#ui/shared/ShortcutList.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { ExportButton } from '../lists/ExportButton.tsx'
import frame from '../page.module.css'
import classes from '../settings/Settings.module.css'
import { useFocusOnOpen } from '../use-focus-on-open.ts'
import { ChangeDialog } from './ChangeDialog.tsx'
import { DeviceTable } from './DeviceTable.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { LanCard } from './LanCard.tsx'
import { ThisComputerCard } from './ThisComputerCard.tsx'

/** Every screen of Loket: which are alive, which are mute, and how another one joins. */
export function Devices({ onClose }: { onClose: () => void }) {
  const page = useFocusOnOpen()
  const [inviting, setInviting] = useState(false)
  const [changing, setChanging] = useState<Device | null>(null)
  useShortcut({ keys: 'Escape', label: 'Kembali ke meja', run: onClose })
  useShortcut({ keys: 'Alt+T', label: 'Sambungkan perangkat', run: () => setInviting(true) })
  return (
    <main ref={page} tabIndex={-1} className={frame.page}>
      <header className={frame.head}>
        <Title order={1} size={24}>
          Layar dan perangkat
        </Title>
        <Group gap="sm">
          <ExportButton lists={[{ label: 'Perangkat', list: { name: 'devices' } }]} />
          <Button variant="default" rightSection={<KeyCap keys="Escape" />} onClick={onClose}>
            Kembali
          </Button>
        </Group>
      </header>
      <div className={`${frame.columns} ${classes.columns}`}>
        <section aria-label="Perangkat" className={classes.staff}>
          <Group justify="space-between">
            <Title order={2} size={18}>
              Perangkat
            </Title>
            <Button rightSection={<KeyCap keys="Alt+T" />} onClick={() => setInviting(true)}>
              Sambungkan perangkat
            </Button>
          </Group>
          <DeviceTable onChange={setChanging} onRevoked={() => page.current?.focus()} />
        </section>
        <div className={frame.side}>
          <ThisComputerCard />
          <LanCard />
        </div>
      </div>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
      {changing && <ChangeDialog device={changing} onClose={() => setChanging(null)} />}
      <ShortcutList />
    </main>
  )
}

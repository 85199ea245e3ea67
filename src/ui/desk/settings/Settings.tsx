import { Button, Group, Text, Title } from '@mantine/core'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { ShortcutList } from '#ui/shared/ShortcutList.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { ExportButton } from '../lists/ExportButton.tsx'
import frame from '../page.module.css'
import { useFocusOnOpen } from '../use-focus-on-open.ts'
import { AboutCard } from './AboutCard.tsx'
import { AreaCard } from './AreaCard.tsx'
import { DistrictCard } from './DistrictCard.tsx'
import { QueueCard } from './QueueCard.tsx'
import { RecordNumberCard } from './RecordNumberCard.tsx'
import { RoomsCard } from './RoomsCard.tsx'
import classes from './Settings.module.css'
import { StaffCard } from './StaffCard.tsx'

const houseLists = [
  { label: 'Petugas', list: { name: 'staff' } },
  { label: 'Ruangan', list: { name: 'rooms' } },
] as const

/** Who works here, how the house is set up, where the day's records go, and what this is. For the head of the Puskesmas. */
export function Settings({ onClose }: { onClose: () => void }) {
  const { staff } = useFrontDesk()
  const page = useFocusOnOpen()
  useShortcut({ keys: 'Escape', label: 'Kembali ke meja', run: onClose })
  return (
    <main ref={page} tabIndex={-1} className={frame.page}>
      <header className={frame.head}>
        <Title order={1} size={24}>
          Pengaturan
        </Title>
        <Group gap="sm">
          {staff.role === 'head' && <ExportButton lists={houseLists} />}
          <Button variant="default" rightSection={<KeyCap keys="Escape" />} onClick={onClose}>
            Kembali
          </Button>
        </Group>
      </header>
      {staff.role === 'head' ? (
        <div className={`${frame.columns} ${classes.columns}`}>
          <div className={frame.side}>
            <StaffCard />
            <RoomsCard />
            <AreaCard />
          </div>
          <div className={frame.side}>
            <QueueCard />
            <RecordNumberCard />
            <DistrictCard />
            <AboutCard />
          </div>
        </div>
      ) : (
        <Text className={classes.card}>
          Pengaturan hanya untuk kepala Puskesmas. Minta kepala masuk dengan akunnya bila ada yang perlu
          diubah.
        </Text>
      )}
      <ShortcutList />
    </main>
  )
}

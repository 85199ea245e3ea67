import { Button, Text, Title } from '@mantine/core'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { ShortcutList } from '#ui/shared/ShortcutList.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { useFocusOnOpen } from '../use-focus-on-open.ts'
import { AboutCard } from './AboutCard.tsx'
import { DistrictCard } from './DistrictCard.tsx'
import classes from './Settings.module.css'
import { StaffCard } from './StaffCard.tsx'

/** Who works here, where the day's records go, and what this is. For the head of the Puskesmas. */
export function Settings({ onClose }: { onClose: () => void }) {
  const { staff } = useFrontDesk()
  const page = useFocusOnOpen()
  useShortcut({ keys: 'Escape', label: 'Kembali ke meja', run: onClose })
  return (
    <main ref={page} tabIndex={-1} className={classes.page}>
      <header className={classes.head}>
        <Title order={1} size={24}>
          Pengaturan
        </Title>
        <Button variant="default" rightSection={<KeyCap keys="Escape" />} onClick={onClose}>
          Kembali
        </Button>
      </header>
      {staff.role === 'head' ? (
        <div className={classes.columns}>
          <StaffCard />
          <div className={classes.side}>
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

import { Button, Group, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { createPortal } from 'react-dom'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { ShortcutList } from '#ui/shared/ShortcutList.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { ExportButton } from '../lists/ExportButton.tsx'
import frame from '../page.module.css'
import { useFocusOnOpen } from '../use-focus-on-open.ts'
import classes from './CloseDay.module.css'
import { DayNavigator } from './DayNavigator.tsx'
import { DaySummary } from './DaySummary.tsx'
import { RegisterSheet } from './RegisterSheet.tsx'
import { RegisterTable } from './RegisterTable.tsx'
import { SyncCard } from './SyncCard.tsx'

/** The end of the day, and any earlier day again: what happened, closing it, its register, and sending it to the district. */
export function CloseDay({ onClose }: { onClose: () => void }) {
  const { today, facility } = useFrontDesk()
  const [day, setDay] = useState(today)
  const register = useQuery(api.days.register.queryOptions({ input: { day } }))
  const rows = register.data ?? []
  const page = useFocusOnOpen()
  useShortcut({ keys: 'Escape', label: 'Kembali ke meja', run: onClose })
  useShortcut({ keys: 'Alt+P', label: 'Cetak register', run: () => window.print() }, rows.length > 0)

  return (
    <main ref={page} tabIndex={-1} className={frame.page}>
      <header className={frame.head}>
        <Title order={1} size={24} style={{ whiteSpace: 'nowrap' }}>
          Tutup hari
        </Title>
        <DayNavigator day={day} today={today} onChange={setDay} />
        <Group gap="sm" ml="auto" wrap="nowrap">
          <Button
            variant="default"
            disabled={rows.length === 0}
            rightSection={<KeyCap keys="Alt+P" />}
            onClick={() => window.print()}
          >
            Cetak register
          </Button>
          <ExportButton
            lists={[
              { label: 'Register kunjungan', list: { name: 'register', day } },
              { label: 'Siapa di mana', list: { name: 'visits', day } },
              { label: 'Antrean tiap ruangan', list: { name: 'queue', day } },
              { label: 'Tindak lanjut klaster 4', list: { name: 'notices', day } },
              { label: 'Ditolak dinas', list: { name: 'heldBack', runId: null } },
              { label: 'Pengiriman ke dinas', list: { name: 'syncRuns' } },
            ]}
          />
          <Button variant="default" rightSection={<KeyCap keys="Escape" />} onClick={onClose}>
            Kembali
          </Button>
        </Group>
      </header>
      <div className={`${frame.columns} ${classes.columns}`}>
        <div className={frame.side}>
          <DaySummary key={day} day={day} />
          <SyncCard />
        </div>
        <RegisterTable register={register} />
      </div>
      {rows.length > 0 &&
        createPortal(<RegisterSheet facility={facility} day={day} rows={rows} />, document.body)}
      <ShortcutList />
    </main>
  )
}

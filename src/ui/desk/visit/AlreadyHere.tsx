import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import { legStateLabels } from '#domain/leg'
import { api } from '#ui/shared/client.ts'
import { formatClock } from '#ui/shared/format.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { useReprint } from '../use-reprint.ts'
import { VisitDialog } from '../watch/VisitDialog.tsx'
import styles from './visit.module.css'

type Row = HubOutputs['visits']['today'][number]

/** The visit this person is still in the house for, if any. */
export function useOpenVisit(patientId: string): Row | null {
  const { data: open } = useQuery({
    ...api.visits.today.queryOptions(),
    select: (rows) => rows.find((row) => row.patientId === patientId && row.status === 'open'),
  })
  return open ?? null
}

/** Instead of a second number: where the first one stands, and what can be done about it. */
export function AlreadyHere({ row }: { row: Row }) {
  const { facility } = useFrontDesk()
  const [opened, setOpened] = useState(false)
  const { reprint, busy, sentences } = useReprint(row)
  useShortcut({ keys: 'Enter', label: `Cetak ulang ${row.number}`, run: reprint }, !busy)
  useShortcut({ keys: 'Alt+B', label: 'Buka kunjungan', run: () => setOpened(true) })
  return (
    <>
      <p className={styles.warning} role="status">
        Sudah terdaftar hari ini: <b>{row.number}</b>
        {row.at &&
          ` di ${row.at.roomName}, ${legStateLabels[row.at.state]} sejak ${formatClock(row.at.since, facility.timeZone)}`}
        .
      </p>
      <Problems sentences={sentences} />
      <div className={styles.here}>
        <Button
          size="lg"
          loading={busy}
          data-first
          leftSection={<IconPrinter size={24} aria-hidden />}
          rightSection={<KeyCap keys="Enter" />}
          onClick={reprint}
        >
          Cetak ulang {row.number}
        </Button>
        <Button
          size="lg"
          variant="default"
          rightSection={<KeyCap keys="Alt+B" />}
          aria-keyshortcuts="Alt+B"
          onClick={() => setOpened(true)}
        >
          Buka kunjungan
        </Button>
      </div>
      {opened && <VisitDialog row={row} onClose={() => setOpened(false)} />}
    </>
  )
}

import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import { legStateLabels } from '#domain/leg'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { formatClock } from '#ui/shared/format.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { useReprint } from '../use-reprint.ts'
import { CancelForm } from './CancelForm.tsx'
import { Journey } from './Journey.tsx'

type Props = { row: HubOutputs['visits']['today'][number]; onClose: () => void }

/** What can still be done with a visit that left the counter. */
export function VisitDialog({ row, onClose }: Props) {
  const { facility } = useFrontDesk()
  const begin = useDesk((desk) => desk.begin)
  const [cancelling, setCancelling] = useState(false)
  const { reprint, busy, sentences } = useReprint(row)
  const open = row.status === 'open'
  const toggleCancel = () => setCancelling(!cancelling)
  const clock = (time: number) => formatClock(time, facility.timeZone)
  return (
    <Dialog title={`${row.number} · ${row.patientName}`} onClose={onClose} size={720}>
      {open && <VisitKeys reprint={reprint} toggleCancel={toggleCancel} />}
      <Stack>
        <Text>
          {row.purpose}, terdaftar {clock(row.registeredAt)}.{' '}
          {row.at
            ? `Di ${row.at.roomName}, ${legStateLabels[row.at.state]} sejak ${clock(row.at.since)}.`
            : row.status === 'cancelled'
              ? 'Kunjungan ini dibatalkan.'
              : 'Kunjungan ini selesai.'}
        </Text>
        <Journey visitId={row.visitId} />
        <Group>
          <Button
            variant={row.temporary ? 'filled' : 'default'}
            data-autofocus
            rightSection={<KeyCap keys="Enter" />}
            onClick={() => {
              begin({ kind: 'correct', patientId: row.patientId })
              onClose()
            }}
          >
            {row.temporary ? 'Lengkapi data' : 'Ubah data pasien'}
          </Button>
          {open && (
            <>
              <Button
                variant="default"
                loading={busy}
                rightSection={<KeyCap keys="Alt+C" />}
                onClick={reprint}
              >
                Cetak ulang tiket
              </Button>
              <Button
                variant="outline"
                color="danger"
                aria-expanded={cancelling}
                rightSection={<KeyCap keys="Alt+B" />}
                onClick={toggleCancel}
              >
                Batalkan kunjungan…
              </Button>
            </>
          )}
        </Group>
        <Problems sentences={sentences} />
        {cancelling && <CancelForm visitId={row.visitId} onCancelled={onClose} />}
      </Stack>
    </Dialog>
  )
}

/** Inside the dialog, so that they are its keys and not those of the screen behind it. */
function VisitKeys({ reprint, toggleCancel }: { reprint: () => void; toggleCancel: () => void }) {
  useShortcut({ keys: 'Alt+C', label: 'Cetak ulang tiket', run: reprint })
  useShortcut({ keys: 'Alt+B', label: 'Batalkan kunjungan', run: toggleCancel })
  return null
}

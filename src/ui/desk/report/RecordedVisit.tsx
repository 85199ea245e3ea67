import { Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import { formatDate } from '#domain/local-date'
import { payerLabels } from '#domain/payer'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { formatClock } from '#ui/shared/format.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { CancelForm } from '../watch/CancelForm.tsx'
import { Journey } from '../watch/Journey.tsx'
import classes from './report.module.css'

type Recorded = HubOutputs['visits']['recorded']
type Props = { visitId: string; title: string; openPatient: () => void; onClose: () => void }

/** The visit that the district would not take: what was written down of it, and what may still be done. */
export function RecordedVisit({ visitId, title, openPatient, onClose }: Props) {
  const visit = useQuery(api.visits.recorded.queryOptions({ input: { visitId } }))
  return (
    <Dialog title={title} onClose={onClose} size={720}>
      <Stack>
        <FourStates query={visit} isEmpty={() => false} empty={null}>
          {(known) => <Facts visit={known} />}
        </FourStates>
        <Journey visitId={visitId} />
        <Group>
          <Button data-autofocus rightSection={<KeyCap keys="Enter" />} onClick={openPatient}>
            Buka pasien
          </Button>
          {visit.data?.status === 'open' && <Cancelling visitId={visitId} onCancelled={onClose} />}
        </Group>
      </Stack>
    </Dialog>
  )
}

/** Only a visit that has not ended can be cancelled. */
function Cancelling({ visitId, onCancelled }: { visitId: string; onCancelled: () => void }) {
  const [asked, setAsked] = useState(false)
  const toggle = () => setAsked((was) => !was)
  useShortcut({ keys: 'Alt+B', label: 'Batalkan kunjungan', run: toggle })
  return (
    <>
      <Button
        variant="outline"
        color="danger"
        aria-expanded={asked}
        rightSection={<KeyCap keys="Alt+B" />}
        onClick={toggle}
      >
        Batalkan kunjungan…
      </Button>
      {asked && <CancelForm visitId={visitId} onCancelled={onCancelled} />}
    </>
  )
}

function Facts({ visit }: { visit: Recorded }) {
  const { facility } = useFrontDesk()
  const clock = (time: number) => formatClock(time, facility.timeZone)
  const end = visit.endedAt === null ? 'belum selesai' : `${ending[visit.status]} ${clock(visit.endedAt)}`
  const facts: [string, ReactNode][] = [
    ['Pasien', `${visit.patientName} (RM ${visit.recordNo})`],
    ['Nomor', `${visit.number}, ${formatDate(visit.day)}`],
    ['Waktu', `terdaftar ${clock(visit.registeredAt)}, ${end}`],
    ['Keperluan', [visit.purpose, visit.complaint].filter(Boolean).join(': ')],
    ['Ruangan', `${visit.roomName} (${visit.clusterLabel})`],
    ['Alasan', visit.overrideReason ?? visit.reasons.join('; ')],
    ['Cara bayar', [payerLabels[visit.payer], visit.cardNo].filter(Boolean).join(', ')],
    ['Wilayah', area(visit.insideArea)],
    ['Catatan akhir', visit.statusReason],
  ]
  return (
    <dl className={classes.recorded}>
      {facts.map(([term, fact]) => (
        <div key={term} hidden={fact === null || fact === ''}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  )
}

const ending: Record<Recorded['status'], string> = {
  open: 'berakhir',
  finished: 'selesai',
  cancelled: 'dibatalkan',
}

function area(inside: boolean | null): string {
  if (inside === null) return 'alamat tidak diketahui'
  return inside ? 'dalam wilayah kerja' : 'luar wilayah kerja'
}

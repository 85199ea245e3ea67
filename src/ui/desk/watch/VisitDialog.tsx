import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { formatClock } from '#ui/shared/format.ts'
import { legStateLabels } from '#ui/shared/labels.ts'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { useReprint } from '../use-reprint.ts'

type Props = { row: HubOutputs['visits']['today'][number]; onClose: () => void }

/** What can still be done with a visit that left the counter. */
export function VisitDialog({ row, onClose }: Props) {
  const { facility } = useFrontDesk()
  const begin = useDesk((desk) => desk.begin)
  const [cancelling, setCancelling] = useState(false)
  const { reprint, busy, sentences } = useReprint(row)
  const clock = (time: number) => formatClock(time, facility.timeZone)
  return (
    <Dialog title={`${row.number} · ${row.patientName}`} onClose={onClose} size={680}>
      <Stack>
        <Text>
          {row.purpose}, terdaftar {clock(row.registeredAt)}.{' '}
          {row.at
            ? `Di ${row.at.roomName}, ${legStateLabels[row.at.state]} sejak ${clock(row.at.since)}.`
            : row.status === 'cancelled'
              ? 'Kunjungan ini dibatalkan.'
              : 'Kunjungan ini selesai.'}
        </Text>
        <Group>
          <Button
            variant={row.temporary ? 'filled' : 'default'}
            data-autofocus
            onClick={() => {
              begin({ kind: 'correct', patientId: row.patientId })
              onClose()
            }}
          >
            {row.temporary ? 'Lengkapi data' : 'Ubah data pasien'}
          </Button>
          {row.status === 'open' && (
            <>
              <Button variant="default" loading={busy} onClick={reprint}>
                Cetak ulang tiket
              </Button>
              <Button
                variant="outline"
                color="danger"
                aria-expanded={cancelling}
                onClick={() => setCancelling(!cancelling)}
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

/** Only a person cancels, and says why. */
function CancelForm({ visitId, onCancelled }: { visitId: string; onCancelled: () => void }) {
  const [reason, setReason] = useState('')
  const cancel = useMutation(api.visits.cancel.mutationOptions({ onSuccess: onCancelled }))

  function submit(event: FormEvent): void {
    event.preventDefault()
    cancel.mutate({ visitId, reason })
  }

  return (
    <Stack component="form" onSubmit={submit} gap="sm">
      <TextInput
        label="Alasan dibatalkan"
        placeholder="misalnya: pasien pulang"
        autoFocus
        autoComplete="off"
        maxLength={160}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={cancel.error && sentencesOf(cancel.error)[0]}
      />
      <Button type="submit" color="danger" loading={cancel.isPending}>
        Batalkan kunjungan ini
      </Button>
    </Stack>
  )
}

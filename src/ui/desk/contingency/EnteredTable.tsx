import { Button, Stack, Table, Text, TextInput } from '@mantine/core'
import { type UseQueryResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { PaperVisit } from '#contract/hub/contingency'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useReason } from '#ui/shared/use-reason.ts'
import { useDesk } from '../desk-store.ts'
import { type RowDeed, RowDeeds } from '../RowDeeds.tsx'
import { stepAlong } from '../step-along.ts'
import classes from './Contingency.module.css'

/** What has been entered for the day, in the order of the numbers. */
export function EnteredTable({ entered }: { entered: UseQueryResult<PaperVisit[]> }) {
  const [cancelling, setCancelling] = useState<PaperVisit | null>(null)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section aria-label="Sudah dimasukkan" className={classes.entered} tabIndex={0} onKeyDown={stepAlong}>
      <FourStates
        query={entered}
        isEmpty={(rows) => rows.length === 0}
        empty="Belum ada baris untuk hari ini. Yang disimpan muncul di sini menurut nomornya."
      >
        {(rows) => (
          <Table stickyHeader verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={88}>Nomor</Table.Th>
                <Table.Th>Nama</Table.Th>
                <Table.Th>Ruang</Table.Th>
                <Table.Th w={130}>Keadaan</Table.Th>
                <Table.Th w={232}>
                  <Text span fz={0}>
                    Tindakan
                  </Text>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <EnteredRow key={row.visitId} row={row} onCancel={() => setCancelling(row)} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </FourStates>
      {cancelling && <CancelDialog row={cancelling} onClose={() => setCancelling(null)} />}
    </section>
  )
}

function EnteredRow({ row, onCancel }: { row: PaperVisit; onCancel: () => void }) {
  const begin = useDesk((desk) => desk.begin)
  const show = useDesk((desk) => desk.show)
  const mayCancel = row.status === 'open' || (row.status === 'finished' && !row.served)

  function complete(): void {
    begin({ kind: 'correct', patientId: row.patientId })
    show(null)
  }

  const deeds: RowDeed[] = []
  if (row.temporary && row.status !== 'cancelled')
    deeds.push({ keys: 'L', label: 'Lengkapi data', name: `Lengkapi data ${row.number}`, run: complete })
  if (mayCancel) deeds.push({ keys: 'B', label: 'Batalkan…', name: `Batalkan ${row.number}`, run: onCancel })

  return (
    <Table.Tr>
      <Table.Td>
        <b>{row.number}</b>
      </Table.Td>
      <Table.Td>{row.patientName}</Table.Td>
      <Table.Td>{row.roomName}</Table.Td>
      <Table.Td>{sayState(row)}</Table.Td>
      <Table.Td>
        <RowDeeds deeds={deeds} />
      </Table.Td>
    </Table.Tr>
  )
}

function sayState({ status, served }: PaperVisit): string {
  if (status === 'cancelled') return 'dibatalkan'
  if (status === 'finished') return served ? 'selesai' : 'sudah pulang'
  return served ? 'dilayani' : 'di antrean'
}

type CancelProps = { row: PaperVisit; onClose: () => void }

/** A number written down for the wrong person; it is spent, as any that was taken back. */
function CancelDialog(props: CancelProps) {
  const { row, onClose } = props
  return (
    <Dialog title={`Batalkan ${row.number} · ${row.patientName}`} onClose={onClose}>
      <CancelForm {...props} />
    </Dialog>
  )
}

function CancelForm({ row, onClose }: CancelProps) {
  const { reason, setReason, forgetReason } = useReason(`cancel ${row.visitId}`)
  const queries = useQueryClient()
  const done = {
    onSuccess: () => {
      forgetReason()
      onClose()
      return askAgain(queries, api.contingency.entered.key())
    },
  }
  const cancel = useMutation(api.visits.cancel.mutationOptions(done))
  const strike = useMutation(api.contingency.strike.mutationOptions(done))
  const taken = row.status === 'open' ? cancel : strike

  function submit(event: FormEvent): void {
    event.preventDefault()
    taken.mutate({ visitId: row.visitId, reason })
  }

  return (
    <Stack component="form" onSubmit={submit} gap="sm">
      <TextInput
        label="Alasan dibatalkan"
        placeholder="misalnya: salah nama"
        data-autofocus
        autoComplete="off"
        maxLength={160}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={taken.error && sentencesOf(taken.error)[0]}
      />
      <Text size="sm" c="dimmed">
        {row.number} tidak dapat dipakai lagi hari itu. Beri orangnya nomor kertas lain.
      </Text>
      <Button type="submit" color="danger" loading={taken.isPending} rightSection={<KeyCap keys="Enter" />}>
        Batalkan baris ini
      </Button>
    </Stack>
  )
}

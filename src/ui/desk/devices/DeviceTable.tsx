import { Table, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { surfaceLabels } from '#contract/access'
import type { Device } from '#contract/hub/device'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api, pageId } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { hubNow } from '#ui/shared/hub-clock.ts'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { RowDeeds } from '../RowDeeds.tsx'
import { stepAlong } from '../step-along.ts'
import { needsAttention, sayComputer, sayPlace, sayStanding } from './device-words.ts'
import styles from './devices.module.css'

type Props = {
  onChange: (device: Device) => void
  /** The row that had the focus is gone. */
  onRevoked: () => void
}

export function DeviceTable({ onChange, onRevoked }: Props) {
  const devices = useQuery(api.devices.list.queryOptions())
  return (
    <FourStates
      query={devices}
      isEmpty={(list) => list.length === 0}
      empty="Belum ada perangkat lain. Nyalakan jaringan di kanan, lalu sambungkan televisi, kiosk, atau komputer ruangan."
    >
      {(list) => (
        <Table verticalSpacing="sm" onKeyDown={stepAlong}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Nama</Table.Th>
              <Table.Th>Untuk</Table.Th>
              <Table.Th>Keadaan</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.map((device) => (
              <DeviceRow
                key={device.id}
                device={device}
                onChange={() => onChange(device)}
                onRevoked={onRevoked}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </FourStates>
  )
}

type RowProps = { device: Device; onChange: () => void; onRevoked: () => void }

/** To send a device away is final, so it is asked twice; nobody sends away the page they sit at. */
function DeviceRow({ device, onChange, onRevoked }: RowProps) {
  const { facility } = useFrontDesk()
  const queries = useQueryClient()
  const [sure, setSure] = useState(false)
  const isThisPage = device.id === pageId
  const hint = isThisPage ? 'halaman ini' : sayComputer(device)
  const revoke = useMutation(
    api.devices.revoke.mutationOptions({
      onSuccess: async () => {
        await askAgain(queries, api.devices.key())
        onRevoked()
      },
    }),
  )
  const change = { keys: 'U', label: 'Ubah', name: `Ubah ${device.name}`, run: onChange }
  const send = {
    keys: 'C',
    label: sure ? 'Ya, cabut' : 'Cabut',
    name: `${sure ? 'Ya, cabut' : 'Cabut'} ${device.name}`,
    busy: revoke.isPending,
    final: true,
    run: () => (sure ? revoke.mutate({ id: device.id }) : setSure(true)),
  }
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={600}>{device.name}</Text>
        {hint && <Text size="sm">{hint}</Text>}
      </Table.Td>
      <Table.Td>
        {surfaceLabels[device.surface]}
        <Text size="sm" c="dimmed">
          {sayPlace(device)}
        </Text>
      </Table.Td>
      <Table.Td>
        <span className={styles.standing} data-attention={needsAttention(device) || undefined}>
          <i className={styles.dot} data-connected={device.connected || undefined} aria-hidden />
          {sayStanding(device, { timeZone: facility.timeZone, now: hubNow() })}
        </span>
        <Problems sentences={revoke.error ? sentencesOf(revoke.error) : []} />
      </Table.Td>
      <Table.Td>
        <RowDeeds onLeave={() => setSure(false)} deeds={isThisPage ? [change] : [change, send]} />
      </Table.Td>
    </Table.Tr>
  )
}

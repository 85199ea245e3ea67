import { Table, Text } from '@mantine/core'
import { type UseQueryResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { type Booking, bookingSourceLabels } from '#contract/hub/booking'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { formatClock } from '#ui/shared/format.ts'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { RowDeeds } from '../RowDeeds.tsx'
import { stepAlong } from '../step-along.ts'
import classes from './bookings.module.css'

/** A day's people by their time, and whether they have come. */
export function BookingList({ bookings }: { bookings: UseQueryResult<Booking[]> }) {
  const queries = useQueryClient()
  const cancel = useMutation(
    api.bookings.cancel.mutationOptions({ onSuccess: () => askAgain(queries, api.bookings.key()) }),
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section aria-label="Janji pada hari ini" className={classes.list} tabIndex={0} onKeyDown={stepAlong}>
      <Problems sentences={cancel.error ? sentencesOf(cancel.error) : []} />
      <FourStates
        query={bookings}
        isEmpty={(rows) => rows.length === 0}
        empty="Belum ada janji pada hari itu. Pilih pasien di meja, lalu tekan Alt+Y untuk membuat janji."
      >
        {(rows) => (
          <Table stickyHeader verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={64}>Jam</Table.Th>
                <Table.Th>Nama</Table.Th>
                <Table.Th>Ruang</Table.Th>
                <Table.Th w={84}>Lewat</Table.Th>
                <Table.Th w={156}>Datang</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <BookingRow
                  key={row.id}
                  row={row}
                  busy={cancel.isPending && cancel.variables.id === row.id}
                  onCancel={() => cancel.mutate({ id: row.id })}
                />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </FourStates>
    </section>
  )
}

function BookingRow({ row, busy, onCancel }: { row: Booking; busy: boolean; onCancel: () => void }) {
  const { facility } = useFrontDesk()
  return (
    <Table.Tr>
      <Table.Td>
        <b>{formatClock(row.dueAt, facility.timeZone)}</b>
      </Table.Td>
      <Table.Td>
        {row.patientName}
        <Text size="sm" c="dimmed">
          {[row.age, `RM ${row.recordNo}`, row.note].filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td>{row.roomName ?? 'sesuai keperluan'}</Table.Td>
      <Table.Td>{bookingSourceLabels[row.source]}</Table.Td>
      <Table.Td>
        {row.number !== null ? (
          <>sudah, {row.number}</>
        ) : (
          <RowDeeds
            deeds={[
              {
                keys: 'B',
                label: 'Batalkan janji',
                name: `Batalkan janji ${row.patientName}`,
                busy,
                run: onCancel,
              },
            ]}
          />
        )}
      </Table.Td>
    </Table.Tr>
  )
}

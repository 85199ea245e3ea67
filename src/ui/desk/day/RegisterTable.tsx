import { Table, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { RegisterRow } from '#contract/hub/day'
import { ClusterMark } from '#ui/shared/ClusterMark.tsx'
import { FourStates } from '#ui/shared/FourStates.tsx'
import classes from './CloseDay.module.css'

/** The register on screen; the printed sheet carries every column. */
export function RegisterTable({ register }: { register: UseQueryResult<RegisterRow[]> }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section aria-label="Register kunjungan" className={classes.register} tabIndex={0}>
      <FourStates
        query={register}
        isEmpty={(rows) => rows.length === 0}
        empty="Belum ada kunjungan pada hari ini. Setiap pasien yang didaftarkan di loket muncul di sini."
      >
        {(rows) => (
          <Table stickyHeader highlightOnHover layout="fixed" verticalSpacing={6} horizontalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={80}>Antrean</Table.Th>
                <Table.Th w="17%">Nama · RM</Table.Th>
                <Table.Th w={136}>L/P · umur</Table.Th>
                <Table.Th w="19%">Alamat</Table.Th>
                <Table.Th w="12%">Penjamin</Table.Th>
                <Table.Th>Tujuan</Table.Th>
                <Table.Th w={116}>Hasil</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <RegisterLine key={row.no} row={row} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </FourStates>
    </section>
  )
}

function RegisterLine({ row }: { row: RegisterRow }) {
  return (
    <Table.Tr>
      <Cell first={<b>{row.number}</b>} second={row.time} />
      <Cell first={<b>{row.name}</b>} second={row.recordNo} />
      <Cell
        first={[row.sex ?? '?', row.lifeStage].filter(Boolean).join(' · ')}
        second={row.age ?? 'umur ?'}
      />
      <Cell first={row.address || '—'} second={sayArea(row.insideArea)} />
      <Cell first={row.payer} second={row.firstEver ? 'pasien baru' : 'pasien lama'} />
      <Cell
        first={
          <span className={classes.room}>
            <ClusterMark cluster={row.cluster} numeral={row.clusterNumeral || 'L'} label={row.clusterLabel} />
            {row.room}
          </span>
        }
        second={`${row.purpose} · ${row.visitKind}`}
      />
      <Cell first={row.outcome} />
    </Table.Tr>
  )
}

function Cell({ first, second }: { first: ReactNode; second?: string }) {
  return (
    <Table.Td valign="top">
      <Text size="sm" component="div">
        {first}
      </Text>
      {second && (
        <Text size="sm" c="dimmed">
          {second}
        </Text>
      )}
    </Table.Td>
  )
}

function sayArea(inside: boolean | null): string {
  if (inside === null) return ''
  return inside ? 'dalam wilayah' : 'luar wilayah'
}

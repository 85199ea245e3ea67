import { Button, Table, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type ImportRow, rowKindLabels, type SettledKind } from '#contract/hub/import'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { formatNik } from '#ui/shared/format.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import classes from './import.module.css'

const none: Record<SettledKind, string> = {
  fresh: 'Tidak ada pasien baru dalam berkas ini.',
  known: 'Belum ada satu pun yang sudah tercatat di Loket.',
  rejected: 'Tidak ada baris tertolak. Semua dapat dibaca.',
  noted: 'Semua isian pasien baru dapat dibawa.',
}

/** The rows of one kind, a hundred at a time, with why each stands here. */
export function RowTable({ id, kind }: { id: string; kind: SettledKind }) {
  const rows = useInfiniteQuery(
    api.imports.rows.infiniteOptions({
      input: (after: number) => ({ id, kind, after }),
      initialPageParam: 0,
      getNextPageParam: (page) => (page.length < 100 ? undefined : page.at(-1)?.no),
    }),
  )
  const more = () => void rows.fetchNextPage()
  const canHaveMore = rows.hasNextPage && !rows.isFetchingNextPage
  useShortcut({ keys: 'Alt+N', label: 'Baris berikutnya', run: more }, canHaveMore)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section aria-label={rowKindLabels[kind]} className={classes.rows} tabIndex={0}>
      <FourStates query={rows} isEmpty={({ pages }) => (pages[0]?.length ?? 0) === 0} empty={none[kind]}>
        {({ pages }) => (
          <Table stickyHeader layout="fixed" verticalSpacing={6} horizontalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={76}>Baris</Table.Th>
                <Table.Th w="23%">Nama · lahir</Table.Th>
                <Table.Th w={190}>NIK · RM</Table.Th>
                <Table.Th w="13%">Desa</Table.Th>
                <Table.Th>Keterangan</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {pages.flat().map((row) => (
                <Row key={row.no} row={row} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </FourStates>
      {rows.hasNextPage && (
        <Button
          variant="default"
          m="sm"
          loading={rows.isFetchingNextPage}
          aria-keyshortcuts="Alt+N"
          rightSection={<KeyCap keys="Alt+N" />}
          onClick={more}
        >
          Tampilkan 100 berikutnya
        </Button>
      )}
    </section>
  )
}

function Row({ row }: { row: ImportRow }) {
  const { who } = row
  return (
    <Table.Tr>
      <Table.Td valign="top">{row.no}</Table.Td>
      <Cell first={row.name || '(tanpa nama)'} second={sayBirth(row.sex, row.birth)} />
      <Cell first={sayNik(row.nik)} second={row.recordNo === '' ? 'RM baru' : `RM ${row.recordNo}`} />
      <Cell first={row.place || '–'} />
      <Table.Td valign="top">
        {who && (
          <Text size="sm" fw={600}>
            {who.row === null ? 'Di Loket' : `Baris ${who.row}`}: {who.name}
            {who.recordNo && ` · RM ${who.recordNo}`}
            {who.birth && ` · ${who.birth}`}
            {who.nik && ` · NIK ${formatNik(who.nik)}`}
          </Text>
        )}
        {row.reasons.map((reason) => (
          <Text key={reason} size="sm">
            {reason}
          </Text>
        ))}
      </Table.Td>
    </Table.Tr>
  )
}

function sayNik(nik: string): string {
  if (nik === '') return 'tanpa NIK'
  return /^\d{16}$/.test(nik) ? formatNik(nik) : nik
}

function sayBirth(sex: string, birth: string): string {
  return [sex || '?', birth || 'tanggal lahir ?'].join(' · ')
}

function Cell({ first, second }: { first: ReactNode; second?: string }) {
  return (
    <Table.Td valign="top">
      <Text size="sm" fw={600} component="div">
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

import { Button, Group, NativeSelect, Table, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportReport } from '#contract/hub/import'
import { type ImportField, importFieldLabels, importFields } from '#domain/import/fields'
import { columnLetters } from '#domain/spreadsheet-text'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import classes from './import.module.css'

const choices = [
  { value: '', label: 'Tidak dibawa' },
  ...importFields.map((field) => ({ value: field, label: importFieldLabels[field] })),
]

/** What each column was taken for, with what stands in it, for a person to put right. */
export function ColumnTable({ id, report }: { id: string; report: ImportReport }) {
  const guessed = report.columns.map(({ field }) => field)
  const [columns, setColumns] = useState(guessed)
  const check = useMutation(api.imports.useColumns.mutationOptions())
  const changed = columns.some((field, at) => field !== guessed[at])
  const run = () => check.mutate({ id, columns })
  useShortcut({ keys: 'Alt+P', label: 'Periksa ulang', run }, changed && !check.isPending)

  /** A field has one column: it leaves the one it had. */
  function take(at: number, field: ImportField | null): void {
    setColumns((before) => before.map((one, place) => (place === at ? field : one === field ? null : one)))
  }

  return (
    <>
      <Group className={classes.advice} justify="space-between">
        <Text>
          {report.repeated.length > 0
            ? `Judul yang muncul lebih dari sekali: ${report.repeated.join(', ')}. Pilih kolom yang benar.`
            : 'Betulkan bila ada kolom yang salah dikenali, lalu periksa ulang.'}
        </Text>
        <Button
          variant={changed ? 'filled' : 'default'}
          disabled={!changed}
          loading={check.isPending}
          aria-keyshortcuts="Alt+P"
          rightSection={<KeyCap keys="Alt+P" />}
          onClick={run}
        >
          Periksa ulang
        </Button>
      </Group>
      <Problems sentences={check.error ? sentencesOf(check.error) : []} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section aria-label="Kolom berkas" className={classes.rows} tabIndex={0}>
        <Table stickyHeader layout="fixed" verticalSpacing={6} horizontalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={60}>Kolom</Table.Th>
              <Table.Th w="24%">Judul di berkas</Table.Th>
              <Table.Th>Contoh isi</Table.Th>
              <Table.Th w={300}>Dipakai sebagai</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.columns.map(({ heading, samples }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; headings may repeat
              <Table.Tr key={at}>
                <Table.Td>{columnLetters(at)}</Table.Td>
                <Table.Td fw={600}>{heading || '(tanpa judul)'}</Table.Td>
                <Table.Td>
                  <Text size="sm" c="dimmed" lineClamp={2}>
                    {samples.length === 0 ? 'kosong' : samples.join(' · ')}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <NativeSelect
                    aria-label={`Kolom ${columnLetters(at)} (${heading}) dipakai sebagai`}
                    data={choices}
                    value={columns[at] ?? ''}
                    onChange={(event) => take(at, readField(event.currentTarget.value))}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </>
  )
}

function readField(value: string): ImportField | null {
  return importFields.find((field) => field === value) ?? null
}

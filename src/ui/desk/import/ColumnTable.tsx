import { Button, Group, NativeSelect, Table, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ImportReport } from '#contract/hub/import'
import { type ImportField, importFieldLabels, importFields } from '#domain/import/fields'
import { columnLetters } from '#domain/spreadsheet-text'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import classes from './import.module.css'
import type { ImportChoices } from './use-import-choices.ts'

const fields = [
  { value: '', label: 'Tidak dibawa' },
  ...importFields.map((field) => ({ value: field, label: importFieldLabels[field] })),
]

type ColumnTableProps = { id: string; report: ImportReport; choices: ImportChoices }

/** What each column was taken for, with what stands in it, for a person to put right. */
export function ColumnTable({ id, report, choices }: ColumnTableProps) {
  const { columns, isChanged, take } = choices
  const check = useMutation(api.imports.useColumns.mutationOptions())
  const run = () => check.mutate({ id, columns: [...columns] })
  useShortcut({ keys: 'Alt+P', label: 'Periksa ulang', run }, isChanged && !check.isPending)

  return (
    <>
      <Group className={classes.advice} justify="space-between">
        <Text>
          {report.repeated.length > 0
            ? `Judul yang muncul lebih dari sekali: ${report.repeated.join(', ')}. Pilih kolom yang benar.`
            : 'Betulkan bila ada kolom yang salah dikenali, lalu periksa ulang.'}
        </Text>
        <Button
          variant={isChanged ? 'filled' : 'default'}
          disabled={!isChanged}
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
                    data={fields}
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

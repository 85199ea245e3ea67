import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { DistrictInputs } from '#contract/district/district'
import type { ListFormat } from '#contract/list-format'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { saveFile } from '#ui/shared/save-file.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { api } from './client.ts'

type Table = DistrictInputs['dashboard']['take']['table']

/** The numbers on this screen as a file; the audit trail keeps who took them. */
export function TakeButtons({ table }: { table: Table }) {
  const take = useMutation(
    api.dashboard.take.mutationOptions({ onSuccess: (file) => saveFile(file, 'angka') }),
  )
  const run = (format: ListFormat) => take.mutate({ table, format })
  useShortcut({ keys: 'X', label: 'Simpan sebagai XLSX', run: () => run('xlsx') })
  useShortcut({ keys: 'V', label: 'Simpan sebagai CSV', run: () => run('csv') })
  const busy = (format: ListFormat) => take.isPending && take.variables.format === format
  return (
    <>
      <Problems sentences={take.error ? sentencesOf(take.error) : []} />
      <Button
        variant="default"
        title="Simpan sebagai XLSX"
        loading={busy('xlsx')}
        rightSection={<KeyCap keys="X" />}
        onClick={() => run('xlsx')}
      >
        XLSX
      </Button>
      <Button
        variant="default"
        title="Simpan sebagai CSV"
        loading={busy('csv')}
        rightSection={<KeyCap keys="V" />}
        onClick={() => run('csv')}
      >
        CSV
      </Button>
    </>
  )
}

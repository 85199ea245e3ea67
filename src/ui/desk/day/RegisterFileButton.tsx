import { Button, Popover } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { LocalDate } from '#domain/local-date'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'

type RegisterFileButtonProps = { day: LocalDate; disabled: boolean }

/** The register as a spreadsheet, saved where this browser saves its downloads. */
export function RegisterFileButton({ day, disabled }: RegisterFileButtonProps) {
  const file = useMutation(api.days.registerFile.mutationOptions({ onSuccess: saveFile }))
  const run = () => file.mutate({ day })
  useShortcut({ keys: 'Alt+X', label: 'Unduh register XLSX', run }, !disabled && !file.isPending)
  return (
    <Popover opened={file.isError} onDismiss={file.reset} width={320}>
      <Popover.Target>
        <Button
          variant="default"
          disabled={disabled}
          loading={file.isPending}
          rightSection={<KeyCap keys="Alt+X" />}
          onClick={run}
        >
          Unduh XLSX
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Problems sentences={file.error ? sentencesOf(file.error) : []} />
      </Popover.Dropdown>
    </Popover>
  )
}

function saveFile(file: Blob & { name?: string }): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = file.name ?? 'register-kunjungan.xlsx'
  link.click()
  URL.revokeObjectURL(link.href)
}

import { Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ImportSummary } from '#contract/hub/import'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { count } from './import-words.ts'

export function UndoDialog({
  given: { id, fileName, added },
  onClose,
}: {
  given: ImportSummary
  onClose: () => void
}) {
  const undo = useMutation(api.imports.undo.mutationOptions({ onSuccess: onClose }))
  return (
    <Dialog title={`Tarik kembali ${count(added)} pasien?`} onClose={onClose}>
      <Stack>
        <Text>
          Semua pasien dari «{fileName}» dihapus dari Loket, kecuali yang sudah dibuka, diubah, atau
          berkunjung: mereka tetap ada dan disebutkan alasannya. Nomor RM baru yang sudah diberikan tidak
          dipakai lagi.
        </Text>
        <Problems sentences={undo.error ? sentencesOf(undo.error) : []} />
        <Button
          data-autofocus
          color="danger"
          loading={undo.isPending}
          aria-keyshortcuts="Enter"
          rightSection={<KeyCap keys="Enter" />}
          onClick={() => undo.mutate({ id })}
        >
          Tarik kembali
        </Button>
        <Button
          variant="default"
          aria-keyshortcuts="Escape"
          rightSection={<KeyCap keys="Escape" />}
          onClick={onClose}
        >
          Jangan
        </Button>
      </Stack>
    </Dialog>
  )
}

import { Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ImportSummary } from '#contract/hub/import'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { count } from './import-words.ts'

type UndoDialogProps = { given: ImportSummary; onClose: () => void }

export function UndoDialog({ given: { id, fileName, added, keptOut }, onClose }: UndoDialogProps) {
  const undo = useMutation(api.imports.undo.mutationOptions({ onSuccess: onClose }))
  const what = added > 0 ? `${count(added)} pasien` : 'impor ini'
  return (
    <Dialog title={`Tarik kembali ${what}?`} onClose={onClose}>
      <Stack>
        {added > 0 && (
          <Text>
            Semua pasien dari «{fileName}» dihapus dari Loket, kecuali yang sudah dibuka, diubah, atau
            berkunjung: mereka tetap ada dan disebutkan alasannya. Nomor RM baru yang sudah diberikan tidak
            dipakai lagi.
          </Text>
        )}
        {keptOut > 0 && (
          <Text>
            Nomor RM pada {count(keptOut)} baris yang tidak masuk, bila ada, tidak lagi disimpan untuk
            pemiliknya: boleh diberikan kepada orang lain.
          </Text>
        )}
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

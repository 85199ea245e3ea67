import { Button, Stack, Text } from '@mantine/core'
import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { count } from './import-words.ts'

/** Stopping is two deeds that must not be mixed up: leaving who is in, and taking them back. */
export function StopDialog({ id, added, onClose }: { id: string; added: number; onClose: () => void }) {
  const stop = useMutation({
    mutationFn: async (takeBack: boolean) => {
      await api.imports.stop.call({ id })
      if (takeBack) await api.imports.undo.call({ id })
    },
  })
  return (
    <Dialog title="Hentikan impor?" onClose={onClose}>
      <Choices added={added} stop={stop} />
    </Dialog>
  )
}

type Stop = UseMutationResult<void, Error, boolean>

/** Inside the dialog, whose keys silence those of the page. */
function Choices({ added, stop }: { added: number; stop: Stop }) {
  useShortcut(
    { keys: 'Alt+T', label: 'Hentikan dan tarik kembali', run: () => stop.mutate(true) },
    !stop.isPending,
  )
  return (
    <Stack>
      <Text>{count(added)} pasien sudah masuk. Baris lainnya tidak dimasukkan.</Text>
      <Problems sentences={stop.error ? sentencesOf(stop.error) : []} />
      <Button
        data-autofocus
        loading={stop.isPending}
        aria-keyshortcuts="Enter"
        rightSection={<KeyCap keys="Enter" />}
        onClick={() => stop.mutate(false)}
      >
        Hentikan, biarkan yang sudah masuk
      </Button>
      <Button
        variant="default"
        disabled={stop.isPending}
        aria-keyshortcuts="Alt+T"
        rightSection={<KeyCap keys="Alt+T" />}
        onClick={() => stop.mutate(true)}
      >
        Hentikan dan tarik kembali semuanya
      </Button>
    </Stack>
  )
}

import { Button, Stack, Text, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { problem, sentenceOf } from '#domain/errors'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { type KeptReason, useReason } from '#ui/shared/use-reason.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'

type TakenNikProps = {
  nik: string
  /** Of the second one, who is being saved. */
  name: string
  /** The hub's own words, with the first person's name and record number. */
  sentence: string
  busy: boolean
  /** Offered instead of a second record when the one being completed is only temporary. */
  assign: ReactNode
  onOpen: () => void
  onSaveAnyway: (why: KeptReason) => void
  onClose: () => void
}

/** Two people claim one NIK: look at the first, or say why both are right. Both records carry the reason (design.md §3). */
export function TakenNik(props: TakenNikProps) {
  return (
    <Dialog title="NIK sudah dipakai" onClose={props.onClose}>
      <TakenNikForm {...props} />
    </Dialog>
  )
}

function TakenNikForm({ nik, name, sentence, busy, assign, onOpen, onSaveAnyway }: TakenNikProps) {
  const why = useReason(`same NIK ${nik} ${name}`)
  const { reason, setReason } = why
  const [asked, setAsked] = useState(false)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        setAsked(true)
        if (reason.trim() === '') return
        onSaveAnyway(why)
      }}
    >
      <Stack>
        <Text>{sentence}</Text>
        {assign}
        <OpenButton onOpen={onOpen} />
        <TextInput
          data-autofocus
          label="Alasan menyimpan dengan NIK yang sama"
          placeholder="misalnya: salah ketik di data lama, sedang diurus Dukcapil"
          maxLength={160}
          value={reason}
          error={asked && reason.trim() === '' ? sentenceOf(problem('reason_missing')) : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant={assign ? 'default' : 'filled'}
          loading={busy}
          rightSection={<KeyCap keys="Enter" />}
        >
          Simpan dengan alasan
        </Button>
      </Stack>
    </form>
  )
}

/** Inside the dialog, so that its key rests until the question is asked. */
function OpenButton({ onOpen }: { onOpen: () => void }) {
  useShortcut({ keys: 'Alt+O', label: 'Buka pasien itu', run: onOpen })
  return (
    <Button variant="default" rightSection={<KeyCap keys="Alt+O" />} onClick={onOpen}>
      Buka pasien itu
    </Button>
  )
}

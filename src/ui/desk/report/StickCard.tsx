import { Button, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, useRef } from 'react'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { saveFile } from '#ui/shared/save-file.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import classes from './report.module.css'

/** Where no line reaches the district: what waits goes along on a stick, and the receipt comes back with it. */
export function StickCard() {
  const queries = useQueryClient()
  const chooser = useRef<HTMLInputElement>(null)
  const take = useMutation({
    mutationFn: () => api.sync.takeAlong.call(),
    onSuccess: (file) => saveFile(file, 'loket.kiriman'),
  })
  const bring = useMutation(
    api.sync.bringBack.mutationOptions({
      onSuccess: () => askAgain(queries, api.sync.key()),
    }),
  )
  const fault = take.error ?? bring.error
  const busy = take.isPending || bring.isPending
  const choose = () => chooser.current?.click()

  function takeAlong(): void {
    bring.reset()
    take.mutate()
  }

  useShortcut({ keys: 'Alt+U', label: 'Simpan ke USB', run: takeAlong }, !busy)
  useShortcut({ keys: 'Alt+T', label: 'Terima tanda terima', run: choose }, !busy)

  function receive(event: ChangeEvent<HTMLInputElement>): void {
    const [file] = event.currentTarget.files ?? []
    // The same file may be chosen once more.
    event.currentTarget.value = ''
    if (!file) return
    take.reset()
    bring.mutate({ file })
  }

  return (
    <section aria-label="Tanpa internet" className={classes.stick}>
      <Title order={2} size={16}>
        Tanpa internet
      </Title>
      <Text size="sm">
        Simpan yang menunggu ke USB, bawa ke dinas, lalu bawa pulang tanda terimanya. Isinya terkunci; hanya
        dinas yang dapat membukanya.
      </Text>
      <Button
        variant="default"
        loading={take.isPending}
        disabled={busy}
        aria-keyshortcuts="Alt+U"
        rightSection={<KeyCap keys="Alt+U" />}
        onClick={takeAlong}
      >
        Simpan ke USB
      </Button>
      <Button
        variant="default"
        loading={bring.isPending}
        disabled={busy}
        aria-keyshortcuts="Alt+T"
        rightSection={<KeyCap keys="Alt+T" />}
        onClick={choose}
      >
        Terima tanda terima
      </Button>
      <input ref={chooser} type="file" accept=".tanda-terima" hidden tabIndex={-1} onChange={receive} />
      <Text role="status" size="sm" fw={600}>
        {take.isSuccess && 'Tersimpan. Semuanya tetap menunggu sampai tanda terima dibawa pulang.'}
        {bring.data && sayBrought(bring.data)}
      </Text>
      <Problems sentences={fault ? sentencesOf(fault) : []} />
    </section>
  )
}

function sayBrought({ confirmed, refused }: { confirmed: number; refused: number }): string {
  if (confirmed + refused === 0) return 'Tanda terima ini sudah pernah dibaca; tidak ada yang berubah.'
  const arrived = `${confirmed.toLocaleString('id-ID')} data diterima dinas`
  return refused === 0 ? `${arrived}.` : `${arrived}, ${refused.toLocaleString('id-ID')} harus dibetulkan.`
}

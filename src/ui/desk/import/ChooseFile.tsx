import { Button, Stack, Text, Title } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type DragEvent, useRef, useState } from 'react'
import type { ImportSummary } from '#contract/hub/import'
import { mostFileBytes } from '#contract/hub/import'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import classes from './import.module.css'
import { sendFile } from './send-file.ts'

/** The first step; a file can also be dropped here. */
export function ChooseFile({ failed }: { failed: ImportSummary | null }) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const sending = useMutation({ mutationFn: sendFile })
  const choose = () => input.current?.click()
  useShortcut({ keys: 'Alt+B', label: 'Pilih berkas', run: choose }, !sending.isPending)

  function drop(event: DragEvent): void {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) sending.mutate(file)
  }

  return (
    <section
      aria-label="Pilih berkas"
      className={classes.choose}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Stack gap="md" align="flex-start">
        <IconFileSpreadsheet size={40} stroke={1.5} aria-hidden />
        <Title order={2} size={20}>
          Bawa data pasien dari sistem lama
        </Title>
        <Text>
          Ekspor daftar pasien dari sistem lama ke Excel (.xlsx) atau CSV, lalu pilih berkasnya. Judul kolom
          seperti Nama, NIK, Tgl Lahir, dan JK dikenali sendiri.
        </Text>
        <Problems
          sentences={[
            ...(failed?.problem ? [`${failed.fileName}: ${failed.problem}`] : []),
            ...(sending.error ? sentencesOf(sending.error) : []),
          ]}
        />
        <Button
          size="lg"
          loading={sending.isPending}
          aria-keyshortcuts="Alt+B"
          rightSection={<KeyCap keys="Alt+B" />}
          onClick={choose}
        >
          Pilih berkas
        </Button>
        <Text size="sm" c="dimmed">
          Atau seret berkas ke sini. Paling besar {mostFileBytes / 1024 / 1024} MB.
        </Text>
      </Stack>
      <input
        ref={input}
        type="file"
        accept=".xlsx,.csv,.txt,.tsv"
        className={classes.hidden}
        aria-label="Berkas data pasien"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (file) sending.mutate(file)
        }}
      />
    </section>
  )
}

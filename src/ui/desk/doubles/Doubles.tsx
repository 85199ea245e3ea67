import { Button, Group, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type MergeField, mergeFieldLabels } from '#domain/merge'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { ShortcutList } from '#ui/shared/ShortcutList.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { ExportButton, type Takeable } from '../lists/ExportButton.tsx'
import frame from '../page.module.css'
import { Comparison, type Pair } from './Comparison.tsx'
import { type Done, DoneCard } from './DoneCard.tsx'
import classes from './doubles.module.css'
import { FindOther } from './FindOther.tsx'
import { KeptApartList } from './KeptApartList.tsx'
import { MergedToday } from './MergedToday.tsx'
import { SameNikList } from './SameNikList.tsx'

const lists: readonly Takeable[] = [
  { label: 'NIK sama', list: { name: 'sameNik' } },
  { label: 'Dinyatakan dua orang', list: { name: 'keptApart' } },
  { label: 'Digabung hari ini', list: { name: 'mergedToday' } },
]

/** Two records that are one person become one here; what was merged today can be parted again. */
export function Doubles({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const chosenId = useDesk((desk) => desk.chosen?.patientId ?? null)
  const choose = useDesk((desk) => desk.choose)
  const [pair, setPair] = useState<Pair | null>(null)
  const [done, setDone] = useState<Done | null>(null)
  const page = useRef<HTMLElement>(null)
  const person = useQuery(
    api.patients.open.queryOptions({
      input: { id: chosenId ?? '' },
      enabled: chosenId !== null,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
    }),
  )

  function settle(next: Done): void {
    setPair(null)
    setDone(next)
    for (const key of [api.merges.key(), api.patients.key(), api.visits.key()]) void askAgain(queries, key)
  }

  const undo = useMutation(
    api.merges.undo.mutationOptions({
      onSuccess: ({ kept, gone, stayed }) =>
        settle({
          words: `RM ${gone.recordNo} dan RM ${kept.recordNo} terpisah lagi seperti semula.${sayStayed(stayed)}`,
          patientId: null,
          mergeId: null,
        }),
    }),
  )

  function open(patientId: string): void {
    onClose()
    choose({ patientId, proven: [] })
  }

  function compare(next: Pair): void {
    setDone(null)
    setPair(next)
  }

  // Whatever in it waits for the clerk has taken the focus already.
  useEffect(() => {
    if (!page.current?.contains(document.activeElement)) page.current?.focus()
  }, [])

  function closeComparison(): void {
    setPair(null)
    page.current?.focus()
  }

  useShortcut({ keys: 'Escape', label: 'Kembali ke meja', run: onClose }, pair === null)

  return (
    <main ref={page} tabIndex={-1} className={frame.page}>
      <header className={frame.head}>
        <Title order={1} size={24}>
          Catatan ganda
        </Title>
        <Group gap={8}>
          <ExportButton lists={lists} />
          {pair === null && (
            <Button variant="default" rightSection={<KeyCap keys="Escape" />} onClick={onClose}>
              Kembali
            </Button>
          )}
        </Group>
      </header>
      <div className={`${frame.columns} ${classes.columns}`}>
        <div className={frame.side}>
          {person.data && (
            <FindOther
              person={person.data}
              onPick={(secondId) => compare({ firstId: person.data.id, secondId })}
            />
          )}
          <SameNikList chosen={pair} autoFocus={chosenId === null && done === null} onChoose={compare} />
          <MergedToday undo={undo} />
          <KeptApartList chosen={pair} onChoose={compare} />
        </div>
        {pair ? (
          <Comparison
            key={`${pair.firstId} ${pair.secondId}`}
            pair={pair}
            onMerged={({ mergeId, kept, gone }) =>
              settle({
                words: `RM ${gone.recordNo} sudah menjadi bagian dari RM ${kept.recordNo}, ${kept.name}.`,
                patientId: kept.id,
                mergeId,
              })
            }
            onKeptApart={() =>
              settle({ words: 'Tercatat sebagai dua orang.', patientId: null, mergeId: null })
            }
            onTakenBack={() =>
              settle({
                words: 'Dibatalkan: kedua catatan itu kembali belum diputuskan.',
                patientId: null,
                mergeId: null,
              })
            }
            onClose={closeComparison}
          />
        ) : (
          <section aria-label="Hasil" className={classes.empty}>
            {done ? (
              <DoneCard
                key={done.words}
                done={done}
                undoing={undo.isPending}
                onOpen={open}
                onUndo={undo.mutate}
              />
            ) : (
              <Beginning />
            )}
          </section>
        )}
      </div>
      <ShortcutList />
    </main>
  )
}

function Beginning() {
  return (
    <>
      <Text fz={22} fw={700}>
        Satu orang, dua catatan?
      </Text>
      <Text c="dimmed" maw={440}>
        Pilih pasangan di kiri untuk membandingkannya. Untuk pasien lain, buka pasiennya di meja, lalu tekan{' '}
        <KeyCap keys="Alt+I" /> dan cari catatan yang satunya.
      </Text>
    </>
  )
}

function sayStayed(stayed: readonly MergeField[]): string {
  if (stayed.length === 0) return ''
  const labels = stayed.map((field) => mergeFieldLabels[field])
  return ` ${new Intl.ListFormat('id', { type: 'conjunction' }).format(labels)} tetap seperti sekarang, karena sudah diubah sesudah digabung.`
}

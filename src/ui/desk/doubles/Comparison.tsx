import { Button, Text, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { hasProblem, sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { ComparedTable } from './ComparedTable.tsx'
import classes from './doubles.module.css'
import { sayBelongings } from './field-words.ts'
import { KeepApartDialog } from './KeepApartDialog.tsx'
import { type Compared, otherPlace, useMergeChoice } from './use-merge-choice.ts'

export type Pair = { firstId: string; secondId: string }
type Named = { id: string; name: string; recordNo: string }
export type Merged = { mergeId: string; kept: Named; gone: Named }

type ComparisonProps = {
  pair: Pair
  onMerged: (merged: Merged) => void
  onKeptApart: () => void
  onTakenBack: () => void
  onClose: () => void
}

/** Two records in full, side by side. Comparing is an audited view of both: once a choice, not at every redraw. */
export function Comparison({ pair, ...events }: ComparisonProps) {
  const compared = useQuery(
    api.merges.compare.queryOptions({ input: pair, staleTime: Number.POSITIVE_INFINITY, gcTime: 0 }),
  )
  return (
    <section aria-label="Perbandingan dua catatan" className={classes.comparison}>
      <FourStates query={compared} isEmpty={() => false} empty={null}>
        {(data) => (
          <Decision compared={data} busy={compared.isFetching} reload={compared.refetch} {...events} />
        )}
      </FourStates>
    </section>
  )
}

type DecisionProps = Omit<ComparisonProps, 'pair'> & {
  compared: Compared
  busy: boolean
  reload: () => unknown
}

function Decision({ compared, busy, reload, onMerged, onKeptApart, ...events }: DecisionProps) {
  const { onTakenBack, onClose } = events
  const choice = useMergeChoice(compared)
  const [asking, setAsking] = useState(false)
  const [kept, gone] = [compared[choice.kept], compared[otherPlace(choice.kept)]]
  const merge = useMutation(
    api.merges.merge.mutationOptions({
      onSuccess: ({ mergeId }) => {
        choice.discard()
        const { name } = choice.take.includes('name') ? gone.person : kept.person
        onMerged({ mergeId, kept: { ...kept.person, name }, gone: gone.person })
      },
    }),
  )
  const possible = compared.obstacle === null
  function run(): void {
    if (!possible || merge.isPending) return
    merge.mutate({
      keptId: kept.person.id,
      goneId: gone.person.id,
      take: choice.take,
      keptRevision: kept.person.revision,
      goneRevision: gone.person.revision,
    })
  }

  function compareAgain(): void {
    merge.reset()
    void reload()
  }

  useShortcut({ keys: 'Ctrl+Enter', label: 'Gabungkan kedua catatan', run }, possible)
  useShortcut({ keys: 'Alt+B', label: 'Memang dua orang', run: () => setAsking(true) })
  useShortcut({ keys: 'Alt+R', label: 'Muat ulang', run: compareAgain }, isOutdated(merge.error) && !busy)
  useShortcut({ keys: 'Escape', label: 'Tutup perbandingan', run: onClose })

  return (
    <>
      <header className={classes.comparisonHead}>
        <Title order={2} size={20}>
          {sayDifferences(choice.differences.size)}
        </Title>
        <Button variant="default" size="sm" h={40} rightSection={<KeyCap keys="Escape" />} onClick={onClose}>
          Tutup perbandingan
        </Button>
      </header>
      {compared.different && (
        <SaidApart compared={compared} reason={compared.different.reason} onTakenBack={onTakenBack} />
      )}
      <ComparedTable compared={compared} choice={choice} />
      <footer className={classes.decision}>
        <div className={classes.outcome}>
          <Problems
            sentences={[
              ...(compared.obstacle ? [compared.obstacle] : []),
              ...(merge.error ? sentencesOf(merge.error) : []),
            ]}
          />
          {possible && !merge.error && <Outcome kept={kept} gone={gone} />}
          {isOutdated(merge.error) && (
            <Button
              variant="default"
              loading={busy}
              rightSection={<KeyCap keys="Alt+R" />}
              onClick={compareAgain}
            >
              Muat ulang
            </Button>
          )}
        </div>
        <Button variant="default" rightSection={<KeyCap keys="Alt+B" />} onClick={() => setAsking(true)}>
          Memang dua orang…
        </Button>
        <Button
          size="lg"
          disabled={!possible}
          loading={merge.isPending}
          rightSection={<KeyCap keys="Ctrl ⏎" />}
          onClick={run}
        >
          Gabungkan
        </Button>
      </footer>
      {asking && (
        <KeepApartDialog
          first={compared.first.person}
          second={compared.second.person}
          onDone={() => {
            choice.discard()
            onKeptApart()
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

type SaidApartProps = { compared: Compared; reason: string; onTakenBack: () => void }

/** What was said of the two, and the way to unsay it; nothing is merged by that. */
function SaidApart({ compared, reason, onTakenBack }: SaidApartProps) {
  const takeBack = useMutation(api.merges.takeBack.mutationOptions({ onSuccess: onTakenBack }))
  const { first, second } = compared
  const run = () => takeBack.mutate({ firstId: first.person.id, secondId: second.person.id })
  useShortcut({ keys: 'Alt+P', label: 'Batalkan pernyataan dua orang', run }, !takeBack.isPending)
  return (
    <div className={classes.notice}>
      <Text>Pernah dinyatakan dua orang: «{reason}». Gabungkan hanya bila itu keliru.</Text>
      <Button
        variant="default"
        flex="none"
        loading={takeBack.isPending}
        rightSection={<KeyCap keys="Alt+P" />}
        onClick={run}
      >
        Batalkan pernyataan itu
      </Button>
      <Problems sentences={takeBack.error ? sentencesOf(takeBack.error) : []} />
    </div>
  )
}

/** What the clerk is about to do, in one breath. */
function Outcome({ kept, gone }: { kept: Compared['first']; gone: Compared['first'] }) {
  const belongings = sayBelongings(gone)
  return (
    <Text>
      RM <b>{gone.person.recordNo}</b> menjadi bagian dari RM <b>{kept.person.recordNo}</b>
      {belongings && <>, bersama {belongings}</>}. Nomor lamanya tetap menemukan pasien ini. Dapat dibatalkan
      sampai hari ini berakhir.
    </Text>
  )
}

function sayDifferences(count: number): string {
  return count === 0 ? 'Tidak ada isian yang berbeda' : `${count} isian berbeda`
}

/** Somebody else has changed, merged or parted one of the two since they were compared. */
function isOutdated(error: unknown): boolean {
  return error !== null && (hasProblem(error, 'patient_changed') || hasProblem(error, 'merge_outdated'))
}

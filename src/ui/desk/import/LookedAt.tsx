import { Button, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type ImportReport,
  type ImportSummary,
  type RowKind,
  rowKindLabels,
  rowKinds,
  type UndecidedChoice,
  undecidedChoices,
} from '#contract/hub/import'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import frame from '../page.module.css'
import { ColumnTable } from './ColumnTable.tsx'
import classes from './import.module.css'
import { count, sayDates } from './import-words.ts'
import { LikelyList } from './LikelyList.tsx'
import { ReasonList } from './ReasonList.tsx'
import { RowTable } from './RowTable.tsx'
import { useCaughtFocus } from './use-caught-focus.ts'
import { type ImportChoices, useImportChoices } from './use-import-choices.ts'

/** What would happen, before anything does: a person reads it, puts the columns right, and decides. */
export function LookedAt({ given }: { given: ImportSummary }) {
  const report = useQuery(api.imports.report.queryOptions({ input: { id: given.id } }))
  return (
    <FourStates query={report} isEmpty={() => false} empty={null}>
      {(found) => (found ? <Decision given={given} report={found} /> : <Gone id={given.id} />)}
    </FourStates>
  )
}

/** The file was lost with a power cut, or looked at by an older Loket. */
function Gone({ id }: { id: string }) {
  const stop = useMutation(api.imports.stop.mutationOptions())
  useShortcut({ keys: 'Alt+B', label: 'Pilih berkas lain', run: () => stop.mutate({ id }) }, !stop.isPending)
  return (
    <Stack className={classes.card} align="flex-start">
      <Text>Berkas ini tidak tersimpan lagi. Pilih berkasnya sekali lagi.</Text>
      <Button
        loading={stop.isPending}
        aria-keyshortcuts="Alt+B"
        rightSection={<KeyCap keys="Alt+B" />}
        onClick={() => stop.mutate({ id })}
      >
        Pilih berkas lain
      </Button>
    </Stack>
  )
}

type View = 'columns' | RowKind

type DecisionProps = { given: ImportSummary; report: ImportReport }

function Decision({ given, report }: DecisionProps) {
  const choices = useImportChoices(given.id, report)
  const { counts, missing } = report
  const [chosen, setView] = useState<View | null>(null)
  const view = chosen ?? (missing.length > 0 ? 'columns' : 'fresh')
  return (
    <div className={`${frame.columns} ${classes.columns}`}>
      <section aria-label="Hasil pemeriksaan" className={classes.sideCard}>
        <Title order={2} size={18} className={classes.fileName}>
          {given.fileName}
        </Title>
        <Text c="dimmed" size="sm">
          {count(given.total)} baris diperiksa. Belum ada yang disimpan.
          {report.dates && ` ${sayDates(report.dates)}`}
          {report.columns.every(({ field }) => field !== 'payer') &&
            ' Tidak ada kolom penjamin: yang tanpa nomor kartu dicatat Umum.'}
        </Text>
        <nav aria-label="Lihat" className={classes.views}>
          <ViewButton
            view="columns"
            at={1}
            shown={view}
            onShow={setView}
            label="Kolom berkas"
            value={report.columns.length}
          />
          {rowKinds.map((kind, at) => (
            <ViewButton
              key={kind}
              view={kind}
              at={at + 2}
              shown={view}
              onShow={setView}
              label={rowKindLabels[kind]}
              value={missing.length > 0 ? null : counts[kind]}
            />
          ))}
        </nav>
        <StartButtons given={given} report={report} choices={choices} />
      </section>
      <Shown key={view} id={given.id} report={report} view={view} choices={choices} />
    </div>
  )
}

type ShownProps = { id: string; report: ImportReport; view: View; choices: ImportChoices }

function Shown({ id, report, view, choices }: ShownProps) {
  const place = useCaughtFocus<HTMLDivElement>()
  const taken = report.columns.map(({ field }) => field).join()
  return (
    <div ref={place} tabIndex={-1} className={classes.main}>
      {view === 'columns' ? (
        <ColumnTable key={taken} id={id} report={report} choices={choices} />
      ) : (
        <>
          <ReasonList report={report} kind={view} />
          {view === 'likely' ? (
            <LikelyList id={id} total={report.counts.likely} decided={report.decided} />
          ) : (
            <RowTable id={id} kind={view} />
          )}
        </>
      )}
    </div>
  )
}

type ViewButtonProps = {
  view: View
  at: number
  shown: View
  onShow: (view: View) => void
  label: string
  value: number | null
}

function ViewButton({ view, at, shown, onShow, label, value }: ViewButtonProps) {
  useShortcut({ keys: String(at), label, run: () => onShow(view) })
  return (
    <button type="button" className={classes.view} aria-pressed={shown === view} onClick={() => onShow(view)}>
      <span>{label}</span>
      <b>{value === null ? '–' : count(value)}</b>
      <KeyCap keys={String(at)} />
    </button>
  )
}

function StartButtons({
  given: { id },
  report: { counts, decided, missing, reasons },
  choices: { isChanged, undecided, decide },
}: {
  given: ImportSummary
  report: ImportReport
  choices: ImportChoices
}) {
  const start = useMutation(api.imports.start.mutationOptions())
  const stop = useMutation(api.imports.stop.mutationOptions())
  const open = counts.likely - decided.new - decided.same
  const people = counts.fresh + decided.new + (undecided === 'new' ? open : 0)
  const onlyNumbers =
    reasons.some(({ code }) => code === 'old_number') || decided.same > 0 || undecided === 'same'
  const canStart = !isChanged && missing.length === 0 && (people > 0 || onlyNumbers) && !start.isPending
  const begin = () => start.mutate({ id, undecided })
  const leave = () => stop.mutate({ id })
  const next = undecidedChoices[(undecidedChoices.indexOf(undecided) + 1) % undecidedChoices.length]
  useShortcut({ keys: 'Alt+S', label: 'Sisanya: ganti keputusan', run: () => next && decide(next) }, open > 0)
  useShortcut({ keys: 'Alt+I', label: 'Impor sekarang', run: begin }, canStart)
  useShortcut({ keys: 'Alt+B', label: 'Pilih berkas lain', run: leave }, !stop.isPending)
  return (
    <Stack gap={10} mt="auto" pt={8}>
      {open > 0 && (
        <NativeSelect
          label={
            <>
              {count(open)} yang belum diputuskan <KeyCap keys="Alt+S" />
            </>
          }
          aria-keyshortcuts="Alt+S"
          data={undecidedChoices.map((value) => ({ value, label: undecidedWords[value] }))}
          value={undecided}
          onChange={(event) => decide(readChoice(event.currentTarget.value))}
        />
      )}
      {missing.length > 0 && (
        <Text c="var(--danger)" fw={500} role="alert">
          Tentukan dahulu kolom untuk {missing.join(' dan ')}.
        </Text>
      )}
      <Problems sentences={[start.error, stop.error].flatMap((error) => (error ? sentencesOf(error) : []))} />
      <Button
        size="lg"
        disabled={!canStart}
        loading={start.isPending}
        aria-keyshortcuts="Alt+I"
        rightSection={<KeyCap keys="Alt+I" />}
        onClick={begin}
      >
        {isChanged
          ? 'Kolom berubah: periksa ulang dahulu'
          : sayStart(people, missing.length > 0, onlyNumbers)}
      </Button>
      <Button
        variant="default"
        loading={stop.isPending}
        aria-keyshortcuts="Alt+B"
        rightSection={<KeyCap keys="Alt+B" />}
        onClick={leave}
      >
        Pilih berkas lain
      </Button>
    </Stack>
  )
}

const undecidedWords: Record<UndecidedChoice, string> = {
  leave: 'Jangan dimasukkan dahulu',
  new: 'Orang lain semua; dimasukkan',
  same: 'Orang yang sama semua; dilewati',
}

function readChoice(value: string): UndecidedChoice {
  return undecidedChoices.find((choice) => choice === value) ?? 'leave'
}

function sayStart(people: number, incomplete: boolean, onlyNumbers: boolean): string {
  if (incomplete) return 'Kolom belum lengkap'
  if (people > 0) return `Impor ${count(people)} pasien`
  return onlyNumbers ? 'Catat nomor lama' : 'Tidak ada pasien baru'
}

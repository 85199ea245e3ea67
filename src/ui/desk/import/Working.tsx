import { Button, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportSummary } from '#contract/hub/import'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import classes from './import.module.css'
import { count, percentOf, sayProgress, sayTimeLeft, titleOf } from './import-words.ts'
import { StopDialog } from './StopDialog.tsx'
import { useCaughtFocus } from './use-caught-focus.ts'

/** How far it is, and what can be done about it. Nothing waits for this page: the desk may go on meanwhile. */
export function Working({ given }: { given: ImportSummary }) {
  const { id, phase, atWork, fileName, added, known, keptOut } = given
  const [begun] = useState(() => ({ at: performance.now(), done: given.done }))
  const place = useCaughtFocus<HTMLElement>()
  const percent = percentOf(given)
  const left = atWork ? sayTimeLeft(performance.now() - begun.at, begun.done, given.done, given.total) : null
  const writes = phase === 'running' || phase === 'paused'
  return (
    <section ref={place} tabIndex={-1} aria-label={titleOf(given)} className={classes.working}>
      <Stack gap="md">
        <Title order={2} size={24}>
          {titleOf(given)}
        </Title>
        <Text c="dimmed">{fileName}</Text>
        <Progress
          value={percent ?? 100}
          animated={percent === null && atWork}
          size="xl"
          color="ink"
          aria-label={titleOf(given)}
        />
        <Text fw={600} size="lg" aria-live="polite">
          {[sayProgress(given), left].filter(Boolean).join(' · ')}
        </Text>
        {writes && (
          <dl className={classes.counts}>
            <Count label="pasien ditambahkan" value={added} />
            <Count label="sudah ada" value={known} />
            <Count label="tidak masuk" value={keptOut} />
          </dl>
        )}
        <Problems sentences={given.problem ? [given.problem] : []} />
        <Text>{advice(given)}</Text>
        <Orders id={id} given={given} />
      </Stack>
    </section>
  )
}

function Count({ label, value }: { label: string; value: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{count(value)}</dd>
    </div>
  )
}

function advice({ phase, atWork }: ImportSummary): string {
  if (phase === 'running')
    return 'Loket tetap dapat dipakai. Halaman ini boleh ditutup; impor berjalan terus.'
  if (phase === 'paused') return 'Lanjutkan kapan saja. Impor mulai lagi tepat dari baris ini.'
  if (phase === 'undoing' && !atWork)
    return 'Penarikan terhenti karena Loket dimatikan. Lanjutkan agar selesai.'
  if (phase === 'undoing') return 'Yang sudah dibuka, diubah, atau berkunjung tetap ada.'
  return 'Belum ada yang disimpan.'
}

function Orders({ id, given: { phase, atWork, added } }: { id: string; given: ImportSummary }) {
  const [stopping, setStopping] = useState(false)
  const pause = useMutation(api.imports.pause.mutationOptions())
  const resume = useMutation(api.imports.resume.mutationOptions())
  const stop = useMutation(api.imports.stop.mutationOptions())
  const undo = useMutation(api.imports.undo.mutationOptions())
  const orders = [pause, resume, stop, undo]
  const busy = orders.some(({ isPending }) => isPending)
  const canPause = phase === 'running' && atWork
  const canResume = phase === 'paused'
  const canGoOnUndoing = phase === 'undoing' && !atWork
  const canStop = phase !== 'undoing'
  const end = () => (phase === 'running' || phase === 'paused' ? setStopping(true) : stop.mutate({ id }))
  useShortcut({ keys: 'Alt+J', label: 'Jeda', run: () => pause.mutate({ id }) }, canPause && !busy)
  useShortcut(
    { keys: 'Alt+L', label: 'Lanjutkan impor', run: () => resume.mutate({ id }) },
    canResume && !busy,
  )
  useShortcut(
    { keys: 'Alt+L', label: 'Lanjutkan penarikan', run: () => undo.mutate({ id }) },
    canGoOnUndoing && !busy,
  )
  useShortcut({ keys: 'Alt+H', label: 'Hentikan', run: end }, canStop && !busy)
  return (
    <>
      <Group>
        {canResume && (
          <Button
            loading={resume.isPending}
            aria-keyshortcuts="Alt+L"
            rightSection={<KeyCap keys="Alt+L" />}
            onClick={() => resume.mutate({ id })}
          >
            Lanjutkan impor
          </Button>
        )}
        {canGoOnUndoing && (
          <Button
            loading={undo.isPending}
            aria-keyshortcuts="Alt+L"
            rightSection={<KeyCap keys="Alt+L" />}
            onClick={() => undo.mutate({ id })}
          >
            Lanjutkan penarikan
          </Button>
        )}
        {canPause && (
          <Button
            variant="default"
            loading={pause.isPending}
            aria-keyshortcuts="Alt+J"
            rightSection={<KeyCap keys="Alt+J" />}
            onClick={() => pause.mutate({ id })}
          >
            Jeda
          </Button>
        )}
        {canStop && (
          <Button
            variant="default"
            loading={stop.isPending}
            aria-keyshortcuts="Alt+H"
            rightSection={<KeyCap keys="Alt+H" />}
            onClick={end}
          >
            {phase === 'running' || phase === 'paused' ? 'Hentikan…' : 'Batalkan'}
          </Button>
        )}
      </Group>
      <Problems sentences={orders.flatMap(({ error }) => (error ? sentencesOf(error) : []))} />
      {stopping && <StopDialog id={id} added={added} onClose={() => setStopping(false)} />}
    </>
  )
}

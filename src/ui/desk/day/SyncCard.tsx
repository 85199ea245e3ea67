import { Button, Progress, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { HubOutputs } from '#contract/hub/hub'
import { problem, sentenceOf } from '#domain/errors'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { describeCompared } from '../report/compared-words.ts'
import classes from './CloseDay.module.css'
import { describeRun, describeWaiting, progressOf } from './sync-words.ts'

type SyncStatus = HubOutputs['sync']['status']

/** Sends to the district what waits, shows how far it is, and says in sentences what became of it. */
export function SyncCard() {
  const status = useQuery(api.sync.status.queryOptions())
  return (
    <section aria-label="Kirim ke dinas" className={classes.card}>
      <Stack gap="sm">
        <Title order={2} size={18}>
          Kirim ke dinas
        </Title>
        <FourStates query={status} isEmpty={() => false} empty={null}>
          {(current) => <SyncState status={current} />}
        </FourStates>
      </Stack>
    </section>
  )
}

function SyncState({ status }: { status: SyncStatus }) {
  const { facility } = useFrontDesk()
  const queries = useQueryClient()
  const start = useMutation(
    api.sync.start.mutationOptions({
      // Shown at once: a small shipment is over before the screen has asked how far it is.
      onSuccess: (lastRun) =>
        queries.setQueryData(api.sync.status.queryKey(), (before) => before && { ...before, lastRun }),
      onSettled: () => askAgain(queries, api.sync.key()),
    }),
  )
  const { configured, paused, waiting, lastRun } = status
  const running = lastRun?.state === 'running'
  const canStart = configured && !running
  const run = () => start.mutate(undefined)
  useShortcut({ keys: 'Alt+K', label: 'Kirim ke dinas', run }, canStart && !start.isPending)
  const pause = useMutation(
    api.sync.pause.mutationOptions({ onSettled: () => askAgain(queries, api.sync.key()) }),
  )
  const canPause = configured && (running || paused || waiting > 0)
  const turn = () => pause.mutate({ paused: !paused })
  useShortcut({ keys: 'Alt+J', label: pauseWords(paused, running), run: turn }, canPause && !pause.isPending)
  const show = useDesk((desk) => desk.show)
  const openReport = () => show('report')
  useShortcut({ keys: 'Alt+L', label: 'Laporan pengiriman', run: openReport }, configured && lastRun !== null)
  if (!configured) return <Text>{sentenceOf(problem('sync_not_configured'))}</Text>
  return (
    <Stack gap="sm">
      <div aria-live="polite">
        {running && (
          <Progress
            value={progressOf(lastRun)}
            size="lg"
            color="ink"
            mb={8}
            aria-label="Kemajuan pengiriman"
          />
        )}
        {lastRun &&
          [...describeRun(lastRun, facility.timeZone), ...describeCompared(lastRun.compared)].map(
            (sentence) => <Text key={sentence}>{sentence}</Text>,
          )}
        {!running && <Text>{describeWaiting(waiting, lastRun, paused)}</Text>}
      </div>
      {paused && <Text>Pengiriman dijeda: tidak ada yang dikirim sendiri. Tidak ada yang hilang.</Text>}
      <Problems
        sentences={[start.error, pause.error].flatMap((error) => (error ? sentencesOf(error) : []))}
      />
      {!running && (
        <Button
          variant={waiting > 0 ? 'filled' : 'default'}
          loading={start.isPending}
          rightSection={<KeyCap keys="Alt+K" />}
          onClick={run}
        >
          Kirim ke dinas
        </Button>
      )}
      {canPause && (
        <Button
          variant="default"
          loading={pause.isPending}
          rightSection={<KeyCap keys="Alt+J" />}
          onClick={turn}
        >
          {pauseWords(paused, running)}
        </Button>
      )}
      {lastRun && (
        <Button variant="default" rightSection={<KeyCap keys="Alt+L" />} onClick={openReport}>
          Laporan pengiriman
        </Button>
      )}
    </Stack>
  )
}

function pauseWords(paused: boolean, running: boolean): string {
  if (paused) return 'Kirim otomatis lagi'
  return running ? 'Jeda pengiriman' : 'Jeda pengiriman otomatis'
}

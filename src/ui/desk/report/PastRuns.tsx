import { Button, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { PastRun } from '#contract/hub/sync'
import { formatDate } from '#domain/local-date'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { formatClock } from '#ui/shared/format.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { stepAlong } from '../step-along.ts'
import classes from './report.module.css'
import { dayOf, sayResult } from './verdict.ts'

type Props = { chosen: string | null; onChoose: (runId: string | null) => void }

/** The reports of the last two months, the newest first. */
export function PastRuns(props: Props) {
  const runs = useQuery(api.sync.runs.queryOptions())
  return (
    <section aria-label="Pengiriman sebelumnya" className={classes.past}>
      <FourStates query={runs} isEmpty={(list) => list.length === 0} empty="Belum ada pengiriman.">
        {(list) => <Runs list={list} {...props} />}
      </FourStates>
    </section>
  )
}

function Runs({ list, chosen, onChoose }: Props & { list: readonly PastRun[] }) {
  const { facility } = useFrontDesk()
  const place = chosen === null ? 0 : list.findIndex(({ id }) => id === chosen)
  const [newer, older] = [place > 0 ? list[place - 1] : undefined, list[place + 1]]
  // The newest is followed as «the last one», so that a run that begins now takes its place.
  const take = (run: PastRun | undefined) => run && onChoose(run === list[0] ? null : run.id)
  useShortcut(
    { keys: 'Alt+ArrowLeft', label: 'Laporan sebelumnya', run: () => take(older) },
    older !== undefined,
  )
  useShortcut(
    { keys: 'Alt+ArrowRight', label: 'Laporan berikutnya', run: () => take(newer) },
    newer !== undefined,
  )
  return (
    <>
      <div className={classes.steps}>
        <Button variant="default" px={6} disabled={!older} onClick={() => take(older)}>
          <VisuallyHidden>Laporan sebelumnya</VisuallyHidden>
          <KeyCap keys="Alt+ArrowLeft" />
        </Button>
        <b>Dua bulan terakhir</b>
        <Button variant="default" px={6} disabled={!newer} onClick={() => take(newer)}>
          <VisuallyHidden>Laporan berikutnya</VisuallyHidden>
          <KeyCap keys="Alt+ArrowRight" />
        </Button>
      </div>
      <ol onKeyDown={stepAlong}>
        {list.map((run, index) => (
          <li key={run.id}>
            <button type="button" aria-current={index === place || undefined} onClick={() => take(run)}>
              <b>
                {formatDate(dayOf(run.startedAt, facility.timeZone))}{' '}
                {formatClock(run.startedAt, facility.timeZone)}
              </b>
              <span>{sayResult(run)}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  )
}

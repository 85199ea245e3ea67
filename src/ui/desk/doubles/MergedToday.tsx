import { Title } from '@mantine/core'
import { type UseMutationResult, useQuery } from '@tanstack/react-query'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { formatClock } from '#ui/shared/format.ts'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { RowDeeds } from '../RowDeeds.tsx'
import { stepAlong } from '../step-along.ts'
import classes from './doubles.module.css'

type MergedTodayProps = { undo: UseMutationResult<unknown, unknown, { mergeId: string }> }

/** What was merged today, by anybody, may be parted again until the day ends. */
export function MergedToday({ undo }: MergedTodayProps) {
  const { facility } = useFrontDesk()
  const merges = useQuery(api.merges.today.queryOptions())
  return (
    <section aria-label="Digabung hari ini" className={classes.card}>
      <Title order={2} size={18}>
        Digabung hari ini
      </Title>
      <Problems sentences={undo.error ? sentencesOf(undo.error) : []} />
      <FourStates
        query={merges}
        isEmpty={(list) => list.length === 0}
        empty="Belum ada. Penggabungan hari ini muncul di sini dan dapat dibatalkan."
      >
        {(list) => (
          <ul className={classes.merged} onKeyDown={stepAlong}>
            {list.map(({ id, at, staffName, kept, gone }) => (
              <li key={id}>
                <span>
                  <b>{kept.name}</b>
                  <small>
                    RM {gone.recordNo} → {kept.recordNo}
                    <br />
                    {formatClock(at, facility.timeZone)} · {staffName}
                  </small>
                </span>
                <RowDeeds
                  deeds={[
                    {
                      keys: 'B',
                      label: 'Batalkan',
                      name: `Batalkan penggabungan RM ${gone.recordNo} ke ${kept.recordNo}`,
                      busy: undo.isPending && undo.variables.mergeId === id,
                      run: () => undo.mutate({ mergeId: id }),
                    },
                  ]}
                />
              </li>
            ))}
          </ul>
        )}
      </FourStates>
    </section>
  )
}

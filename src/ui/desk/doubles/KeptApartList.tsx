import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { formatMoment } from '#ui/shared/format.ts'
import { hubNow } from '#ui/shared/hub-clock.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { stepAlong } from '../step-along.ts'
import type { Pair } from './Comparison.tsx'
import classes from './doubles.module.css'

type KeptApartListProps = { chosen: Pair | null; onChoose: (pair: Pair) => void }

/** What was once said of two records; opened, the two stand side by side and it can be taken back. */
export function KeptApartList({ chosen, onChoose }: KeptApartListProps) {
  const { facility } = useFrontDesk()
  const found = useQuery(api.merges.keptApart.queryOptions())
  const unlisted = found.data ? found.data.total - found.data.pairs.length : 0
  return (
    <section aria-label="Dinyatakan dua orang" className={classes.card}>
      <Title order={2} size={18}>
        Dinyatakan dua orang{found.data && ` (${found.data.total})`}
      </Title>
      <FourStates
        query={found}
        isEmpty={({ pairs }) => pairs.length === 0}
        empty="Belum ada. Pasangan yang dinyatakan dua orang muncul di sini dan dapat dibatalkan."
      >
        {({ pairs }) => (
          <ul className={classes.pairs} onKeyDown={stepAlong}>
            {pairs.map(({ first, second, reason, at, staffName }) => (
              <li key={`${first.id} ${second.id}`}>
                <button
                  type="button"
                  aria-current={chosen?.firstId === first.id && chosen.secondId === second.id}
                  onClick={() => onChoose({ firstId: first.id, secondId: second.id })}
                >
                  {[first, second].map(({ id, name, recordNo }) => (
                    <span key={id} className={classes.person}>
                      <b>{name}</b>
                      <span>RM {recordNo}</span>
                    </span>
                  ))}
                  <small>
                    «{reason}» · {formatMoment(at, hubNow(), facility.timeZone)} · {staffName}
                  </small>
                </button>
              </li>
            ))}
          </ul>
        )}
      </FourStates>
      {unlisted > 0 && <p className={classes.more}>{unlisted} pasangan yang lebih lama tidak ditampilkan.</p>}
    </section>
  )
}

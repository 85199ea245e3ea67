import { SegmentedControl } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DistrictInputs } from '#contract/district/district'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { Answer } from '../Answer.tsx'
import { api } from '../client.ts'
import styles from '../district.module.css'
import { choose, usePlace } from '../use-place.ts'
import { formatCount } from '../words.ts'
import { PairCard } from './PairCard.tsx'

export type PairState = DistrictInputs['samePeople']['list']['state']

const states: { value: PairState; label: string; empty: string }[] = [
  {
    value: 'candidate',
    label: 'Belum diputuskan',
    empty: 'Tidak ada orang yang tampak tercatat di dua Puskesmas.',
  },
  { value: 'same', label: 'Orang yang sama', empty: 'Belum ada yang dipastikan orang yang sama.' },
  { value: 'different', label: 'Dua orang', empty: 'Belum ada yang dipastikan dua orang.' },
]

/** One person on file at two Puskesmas, perhaps: somebody looks at both and says so. Nothing is merged. */
export function SamePeople() {
  const { filters } = usePlace()
  const chosen = states.find(({ value }) => value === filters.get('keadaan')) ?? states[0]
  const state = chosen?.value ?? 'candidate'
  const queries = useQueryClient()
  const list = useQuery(
    api.samePeople.list.queryOptions({
      input: { state },
      // Asked again while a night's arrivals are still being compared.
      refetchInterval: (query) => ((query.state.data?.waiting ?? 0) > 0 ? 1000 : false),
    }),
  )
  const decide = useMutation(
    api.samePeople.decide.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: api.samePeople.key() }),
    }),
  )
  const { waiting, records } = list.data ?? { waiting: 0, records: 0 }
  return (
    <>
      <header className={styles.head}>
        <div>
          <h2>
            Orang yang sama di dua Puskesmas <span className={styles.printed}>· {chosen?.label}</span>
          </h2>
          <p className={styles.quiet}>
            NIK sama, atau nama dan tanggal lahir sama. Catatan tidak digabung; keputusan dapat diubah lagi.
          </p>
        </div>
        <SegmentedControl
          aria-label="Keadaan"
          data={states.map(({ value, label }) => ({ value, label }))}
          value={state}
          onChange={(keadaan) => choose('people', null, new URLSearchParams({ keadaan }))}
        />
      </header>
      <Problems sentences={decide.error ? sentencesOf(decide.error) : []} />
      {waiting > 0 && (
        <p role="status" className={styles.quiet}>
          Sudah dibandingkan: {formatCount(records - waiting)} dari {formatCount(records)} catatan…
        </p>
      )}
      <Answer query={list} isEmpty={({ pairs }) => pairs.length === 0} empty={chosen?.empty}>
        {({ pairs, total }) => (
          <>
            {total > pairs.length && (
              <p className={styles.quiet}>
                {pairs.length} yang paling mungkin dari {formatCount(total)}.
              </p>
            )}
            {pairs.map((pair, place) => (
              <PairCard
                key={`${pair.one.patientId} ${pair.other.patientId}`}
                pair={pair}
                first={place === 0}
                busy={decide.isPending}
                decide={(next) =>
                  decide.mutate({ one: pair.one.patientId, other: pair.other.patientId, state: next })
                }
              />
            ))}
          </>
        )}
      </Answer>
    </>
  )
}

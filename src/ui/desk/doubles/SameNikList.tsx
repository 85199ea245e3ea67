import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { formatAgeOf, formatNik } from '#ui/shared/format.ts'
import { sexLetter } from '#ui/shared/labels.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { stepAlong } from '../step-along.ts'
import type { Pair } from './Comparison.tsx'
import classes from './doubles.module.css'

type SameNikListProps = {
  chosen: Pair | null
  /** Nothing else on the page is waiting for the clerk. */
  autoFocus: boolean
  onChoose: (pair: Pair) => void
}

/** Records with one NIK wait here until somebody says which it is: one person, two people, or a slip. */
export function SameNikList({ chosen, autoFocus, onChoose }: SameNikListProps) {
  const { today } = useFrontDesk()
  const found = useQuery(api.merges.sameNik.queryOptions())
  const list = useRef<HTMLUListElement>(null)
  const isHere = found.isSuccess
  useEffect(() => {
    if (isHere && autoFocus) list.current?.querySelector('button')?.focus()
  }, [isHere, autoFocus])
  const unlisted = found.data ? found.data.total - found.data.pairs.length : 0
  return (
    <section aria-label="NIK sama" className={classes.card}>
      <Title order={2} size={18}>
        NIK sama{found.data && ` (${found.data.total})`}
      </Title>
      <FourStates
        query={found}
        isEmpty={({ pairs }) => pairs.length === 0}
        empty="Tidak ada NIK yang dipakai dua catatan."
      >
        {({ pairs }) => (
          <ul ref={list} className={classes.pairs} onKeyDown={stepAlong}>
            {pairs.map(({ nik, first, second, reason }) => (
              <li key={`${first.id} ${second.id}`}>
                <button
                  type="button"
                  aria-current={chosen?.firstId === first.id && chosen.secondId === second.id}
                  onClick={() => onChoose({ firstId: first.id, secondId: second.id })}
                >
                  {[first, second].map((person) => (
                    <span key={person.id} className={classes.person}>
                      <b>{person.name}</b>
                      <span>
                        {sexLetter(person.sex)} · {formatAgeOf(person.birth, today)}
                      </span>
                    </span>
                  ))}
                  <small>
                    NIK {formatNik(nik)}
                    {reason && ` · «${reason}»`}
                  </small>
                </button>
              </li>
            ))}
          </ul>
        )}
      </FourStates>
      {unlisted > 0 && (
        <p className={classes.more}>{unlisted} pasangan lagi muncul setelah yang ini selesai.</p>
      )}
    </section>
  )
}

import { Button } from '@mantine/core'
import { useId } from 'react'
import type { DistrictOutputs } from '#contract/district/district'
import type { DuplicateLevel } from '#domain/duplicate'
import { formatDate, parseLocalDate } from '#domain/local-date'
import { sexLabels } from '#domain/sex'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import styles from '../district.module.css'
import { formatMoment } from '../words.ts'
import people from './people.module.css'
import type { PairState } from './SamePeople.tsx'

type Pair = DistrictOutputs['samePeople']['list']['pairs'][number]
type Side = Pair['one']
type Props = { pair: Pair; first: boolean; busy: boolean; decide: (state: PairState) => void }

/** Two records side by side; keys act on the first card, which the next one then is. */
export function PairCard({ pair, first, busy, decide }: Props) {
  const titleId = useId()
  const { one, other, level, evidence, state, decidedBy, decidedAt } = pair
  return (
    <section className={people.card} aria-labelledby={titleId}>
      <header>
        <h3 id={titleId}>{state === 'candidate' ? likelihoods[level] : one.name}</h3>
        {decidedBy !== null && decidedAt !== null && (
          <p className={styles.quiet}>
            diputuskan {decidedBy}, {formatMoment(decidedAt)}
          </p>
        )}
      </header>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{one.facility}</th>
            <th scope="col">{other.facility}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, read }) => (
            <tr key={label} data-same={read(one) !== null && read(one) === read(other)}>
              <th scope="row">{label}</th>
              <td>{read(one) ?? '–'}</td>
              <td>{read(other) ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul>
        {evidence.map(({ agrees, words }) => (
          <li key={words}>
            <span aria-hidden>{agrees ? '+' : '−'}</span>
            <span className={styles.said}>{agrees ? 'mendukung:' : 'menentang:'}</span> {words}
          </li>
        ))}
      </ul>
      <footer>
        {state === 'candidate' ? (
          <>
            <Decision keys="S" label="Orang yang sama" first={first} busy={busy} run={() => decide('same')} />
            <Decision keys="D" label="Dua orang" first={first} busy={busy} run={() => decide('different')} />
          </>
        ) : (
          <Decision
            keys="B"
            label="Batalkan putusan"
            first={first}
            busy={busy}
            run={() => decide('candidate')}
          />
        )}
      </footer>
    </section>
  )
}

type DecisionProps = { keys: string; label: string; first: boolean; busy: boolean; run: () => void }

function Decision({ keys, label, first, busy, run }: DecisionProps) {
  useShortcut({ keys, label, run }, first && !busy)
  return (
    <Button
      variant="default"
      disabled={busy}
      rightSection={first ? <KeyCap keys={keys} /> : undefined}
      onClick={run}
    >
      {label}
    </Button>
  )
}

const likelihoods: Record<DuplicateLevel, string> = {
  hampir_pasti: 'Hampir pasti satu orang',
  mungkin: 'Mungkin satu orang',
}

const rows: { label: string; read: (side: Side) => string | null }[] = [
  { label: 'Nama', read: ({ name }) => name },
  { label: 'NIK', read: ({ nik }) => nik },
  { label: 'Lahir', read: ({ birth }) => birthWord(birth) },
  { label: 'Jenis kelamin', read: ({ sex }) => sex && sexLabels[sex] },
  { label: 'Desa', read: ({ village }) => village },
  { label: 'Alamat', read: ({ address }) => address },
  { label: 'Nomor RM', read: ({ recordNo }) => recordNo },
]

function birthWord(birth: string | null): string | null {
  const exact = parseLocalDate(birth ?? '')
  return exact ? formatDate(exact) : birth
}

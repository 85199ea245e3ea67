import { memo, type ReactNode, useEffect, useRef } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import { formatBirth } from '#domain/birth'
import { formatDate } from '#domain/local-date'
import { formatAgeOf, formatPlace } from '#ui/shared/format.ts'
import { sexLetter } from '#ui/shared/labels.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import styles from './search.module.css'

type Hit = HubOutputs['patients']['search'][number]
/** `onOpen` must stay the same from key to key, so that only rows that changed are drawn again. */
type Props = { id: string; hit: Hit; marked: boolean; onOpen: (hit: Hit) => void }

/** Enough to tell two people of one name apart; what was found is marked, so that the row says why it stands there. */
export const HitRow = memo(function HitRow({ id, hit, marked, onOpen }: Props) {
  const { today } = useFrontDesk()
  const row = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (marked) row.current?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  const hidden = hiddenWords[hit.matched]
  return (
    <button
      type="button"
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={marked}
      className={styles.hit}
      onClick={() => onOpen(hit)}
    >
      <span className={styles.first}>
        <b className={styles.name}>{hit.name}</b>
        <span>
          {sexLetter(hit.sex)} · {formatAgeOf(hit.birth, today)}
        </span>
      </span>
      <span className={styles.second}>
        {[hit.birth && formatBirth(hit.birth), formatPlace(hit)].filter(Boolean).join(' · ') ||
          'tanggal lahir dan alamat belum ada'}
      </span>
      {hit.motherName && (
        <span className={styles.second}>
          <Found when={hit.matched === 'ibu'}>ibu {hit.motherName}</Found>
        </span>
      )}
      <span className={styles.second}>
        <span>
          <Found when={hit.matched === 'rm'}>RM {hit.recordNo}</Found>
          {hit.nikTail && (
            <>
              {' · '}
              <Found when={hit.matched === 'nik'}>NIK …{hit.nikTail}</Found>
            </>
          )}
        </span>
        {hidden ? (
          <Found when>{hidden} cocok</Found>
        ) : (
          <span>{hit.lastVisit ? `kunj. ${formatDate(hit.lastVisit)}` : 'belum pernah'}</span>
        )}
      </span>
    </button>
  )
})

/** What was found in a number that the row does not show. */
const hiddenWords: Partial<Record<Hit['matched'], string>> = {
  nik_ibu: 'NIK ibu',
  kartu: 'nomor kartu',
  telepon: 'telepon',
}

function Found({ when, children }: { when: boolean; children: ReactNode }) {
  return when ? <mark className={styles.found}>{children}</mark> : children
}

import { memo, type ReactNode, useEffect, useRef } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import { formatBirth } from '#domain/birth'
import { formatDate } from '#domain/local-date'
import { formatAgeOf, formatPlace } from '#ui/shared/format.ts'
import { sexLetter } from '#ui/shared/labels.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { Marked } from './Marked.tsx'
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
  const { words, born, number } = hit.found
  const reason = reasonOf(hit)
  const isNumber = (kind: Hit['matched']) => hit.matched === kind || number === kind
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
        <b className={styles.name}>
          <Marked name={hit.name} words={words} />
        </b>
        <span>
          {hit.deceasedOn ? 'meninggal' : `${sexLetter(hit.sex)} · ${formatAgeOf(hit.birth, today)}`}
        </span>
      </span>
      <span className={styles.second}>
        {hit.birth && <Met when={born || hit.matched === 'lahir'}>{formatBirth(hit.birth)}</Met>}
        {hit.birth && formatPlace(hit) && ' · '}
        <Place hit={hit} />
        {!hit.birth && !formatPlace(hit) && 'tanggal lahir dan alamat belum ada'}
      </span>
      <Kin hit={hit} />
      <span className={styles.second}>
        <span>
          <Found when={isNumber('rm')}>RM {hit.recordNo}</Found>
          {hit.nikTail && (
            <>
              {' · '}
              <Found when={isNumber('nik')}>NIK …{hit.nikTail}</Found>
            </>
          )}
        </span>
        {reason ? (
          <Found when>{reason}</Found>
        ) : (
          <span>{hit.lastVisit ? `kunj. ${formatDate(hit.lastVisit)}` : 'belum pernah'}</span>
        )}
      </span>
    </button>
  )
})

/** Village and hamlet, each marked where it was asked for. */
function Place({ hit }: { hit: Hit }) {
  const hamlet = formatPlace({ ...hit, village: null })
  return (
    <>
      {hit.village && <Met when={hit.found.village}>{hit.village}</Met>}
      {hit.village && hamlet && ' · '}
      {hamlet && <Met when={hit.found.hamlet}>{hamlet}</Met>}
    </>
  )
}

/** Whose child, and in whose family: one line, the head only where it is somebody else than the mother. */
function Kin({ hit }: { hit: Hit }) {
  const { motherName, headName, found } = hit
  const head = headName === motherName ? null : headName
  if (!motherName && !head) return null
  return (
    <span className={styles.second}>
      {motherName && (
        <>
          ibu <Marked name={motherName} words={kinWords(hit, 'ibu', found.words)} />
        </>
      )}
      {motherName && head && ' · '}
      {head && (
        <>
          kel. <Marked name={head} words={kinWords(hit, 'kepala_keluarga', found.words)} />
        </>
      )}
    </span>
  )
}

/** A mother of the same name explains nothing where the person's own was found. */
function kinWords({ matched }: Hit, kind: Hit['matched'], words: readonly string[]): readonly string[] {
  const isBaby = matched === 'bayi' && kind === 'ibu'
  return matched === kind || isBaby || matched === 'salah_ketik' ? words : []
}

function reasonOf({ matched, formerName, found }: Hit): string | undefined {
  if (formerName !== null) return `dulu juga ${formerName}`
  return reasonWords[matched] ?? (found.number === null ? undefined : reasonWords[found.number])
}

/** Why a row stands here whose own line does not show it: a hidden number, another spelling, a guess. */
const reasonWords: Partial<Record<Hit['matched'], string>> = {
  nik_ibu: 'NIK ibu cocok',
  kartu: 'nomor kartu cocok',
  telepon: 'telepon cocok',
  kk: 'nomor KK cocok',
  paspor: 'paspor cocok',
  rm_lama: 'RM lama cocok',
  bayi: 'bayi dari ibu ini',
  bunyi: 'bunyi mirip',
  salah_ketik: 'mungkin salah ketik',
  nomor_lama: 'nomor lama cocok',
}

function Found({ when, children }: { when: boolean; children: ReactNode }) {
  return when ? <mark className={styles.found}>{children}</mark> : children
}

function Met({ when, children }: { when: boolean; children: ReactNode }) {
  return when ? <mark className={styles.met}>{children}</mark> : children
}

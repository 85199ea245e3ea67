import { Text } from '@mantine/core'
import { IconSearch, IconUserPlus } from '@tabler/icons-react'
import { type KeyboardEvent as ReactKeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import { hitsOfPage, mostHits } from '#contract/hub/patient'
import { readSearch, searchedBirth } from '#domain/search-text'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import desk from '../desk.module.css'
import { useDesk } from '../desk-store.ts'
import { IssuedCard } from '../IssuedCard.tsx'
import { provenBy } from '../visit/identity-signs.ts'
import { BeforeTyping, focusFirstBefore } from './BeforeTyping.tsx'
import { HitRow } from './HitRow.tsx'
import { sayNumber } from './number-words.ts'
import styles from './search.module.css'
import { focusSearch, searchBoxId } from './search-box.ts'
import { usePatientSearch } from './use-patient-search.ts'

type Hit = HubOutputs['patients']['search'][number]
/** Stand below what was really typed, and open only when they are chosen. */
const guesses: readonly Hit['matched'][] = ['bunyi', 'salah_ketik']

export function SearchColumn() {
  const chosen = useDesk((state) => state.chosen)
  return (
    <section className={desk.column} aria-label="Cari atau daftar">
      <Search />
      {chosen && <IssuedCard />}
    </section>
  )
}

function Search() {
  const text = useDesk((state) => state.text)
  const setText = useDesk((state) => state.setText)
  const begin = useDesk((state) => state.begin)
  const chosen = useDesk((state) => state.chosen)
  const field = useRef<HTMLInputElement>(null)
  const [marked, setMarked] = useState(0)
  const entered = useRef<string | null>(null)
  const [widened, setWidened] = useState({ text, limit: hitsOfPage })
  const limit = widened.text === text ? widened.limit : hitsOfPage
  const { asks, fresh, query } = usePatientSearch(text, limit)
  const hits = asks ? (query.data ?? []) : []
  const hasMore = hits.length >= limit && limit < mostHits
  const register = () => begin({ kind: 'register', text: text.trim() })

  /** The first of the next page is marked, as if the arrow had gone on to it. */
  function showMore(): void {
    setWidened({ text, limit: limit + hitsOfPage })
    setMarked(hits.length)
    focusSearch()
  }

  useShortcut({ keys: 'F2', label: 'Daftarkan pasien baru', run: register })
  useShortcut({ keys: 'PageDown', label: 'Tampilkan hasil berikutnya', run: showMore }, hasMore && !chosen)
  useLayoutEffect(() => {
    if (!chosen) field.current?.focus()
    if (!chosen) field.current?.select()
  }, [chosen])

  // With nobody in front, whatever is typed anywhere is a search.
  useEffect(() => {
    function takeTyping({ key, ctrlKey, altKey }: KeyboardEvent): void {
      const typing = key.length === 1 && !ctrlKey && !altKey && document.activeElement === document.body
      if (typing && !chosen) field.current?.focus()
    }
    window.addEventListener('keydown', takeTyping)
    return () => window.removeEventListener('keydown', takeTyping)
  }, [chosen])

  // Whoever types or scans faster than the answer comes has pressed Enter for this text, not for the one before.
  useEffect(() => {
    if (!fresh || entered.current !== text.trim()) return
    entered.current = null
    const [only, second] = (query.data ?? []).filter(({ matched }) => !guesses.includes(matched))
    if (only && !second) open(only)
  }, [fresh, query.data, text])

  function onKeyDown(event: ReactKeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      if (!asks && step === 1) focusFirstBefore()
      if (step === 1 && hasMore && marked === hits.length - 1) showMore()
      else setMarked((now) => Math.min(Math.max(now + step, 0), hits.length))
    }
    if (event.key !== 'Enter' || !asks) return
    event.preventDefault()
    const hit = hits[marked]
    if (!fresh) entered.current = text.trim()
    else if (hit) open(hit)
    else register()
  }

  return (
    <>
      <label className={styles.box}>
        <IconSearch size={22} aria-hidden />
        <input
          ref={field}
          id={searchBoxId}
          className={styles.field}
          value={text}
          placeholder="Nama, NIK, RM, kartu, telepon"
          aria-label="Cari pasien"
          role="combobox"
          aria-expanded={asks}
          aria-controls="hits"
          aria-activedescendant={asks ? `hit-${marked}` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={120}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setMarked(0)
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      <div className={styles.hits}>
        {!asks && <HowToSearch />}
        {asks && (
          <FourStates query={query} isEmpty={(found) => found.length === 0} empty={fresh && sayNobody(text)}>
            {() => null}
          </FourStates>
        )}
        <div id="hits" role="listbox" aria-label="Pasien yang cocok">
          {hits.map((hit, place) => (
            <HitRow key={hit.id} id={`hit-${place}`} hit={hit} marked={place === marked} onOpen={open} />
          ))}
          <button
            type="button"
            id={`hit-${hits.length}`}
            role="option"
            tabIndex={-1}
            aria-selected={asks && marked === hits.length}
            className={styles.register}
            onClick={register}
          >
            <IconUserPlus size={20} aria-hidden />
            <span>{sayRegister(text)}</span>
            <KeyCap keys="F2" />
          </button>
        </div>
        {!asks && <BeforeTyping />}
        {hasMore && (
          <button type="button" className={styles.more} onClick={showMore}>
            <span>Tampilkan {hitsOfPage} berikutnya, atau ketik lagi satu kata atau tahun lahir</span>
            <KeyCap keys="PageDown" />
          </button>
        )}
        {hits.length >= mostHits && (
          <p className={styles.more}>{mostHits} pertama. Ketik lagi satu kata atau tahun lahir.</p>
        )}
      </div>
    </>
  )
}

function HowToSearch() {
  return (
    <Text c="dimmed" p={12} pt={4}>
      Ketik nama, boleh dengan tahun lahir, desa, RT, atau nama ibu; atau 4 angka terakhir nomor apa saja.
      Kartu bisa dipindai.
    </Text>
  )
}

function sayNobody(text: string): string {
  const asked = sayNumber(text) ?? sayBirth(text)
  return asked
    ? `Tidak ada pasien dengan ${asked}.`
    : 'Tidak ada yang cocok. Periksa ejaannya, coba tahun lahir atau nama ibu.'
}

function sayRegister(text: string): string {
  const number = sayNumber(text)
  if (number) return `Daftarkan dengan ${number}`
  const birth = sayBirth(text)
  if (birth) return `Daftarkan pasien baru, ${birth}`
  return /\p{L}/u.test(text) ? `Daftarkan “${text.trim()}” baru` : 'Daftarkan pasien baru'
}

/** Null where a name stands beside the date. */
function sayBirth(text: string): string | null {
  const asked = readSearch(text)
  const birth = searchedBirth(asked)
  return birth === null || asked.words.length > 0 ? null : `tanggal lahir ${birth}`
}

function open(hit: Hit): void {
  const { text, choose } = useDesk.getState()
  choose({ patientId: hit.id, proven: provenBy(text, hit) })
}

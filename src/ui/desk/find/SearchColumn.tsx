import { Text } from '@mantine/core'
import { IconSearch, IconUserPlus } from '@tabler/icons-react'
import { type KeyboardEvent as ReactKeyboardEvent, useEffect, useRef, useState } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import desk from '../desk.module.css'
import { useDesk } from '../desk-store.ts'
import { IssuedCard } from '../IssuedCard.tsx'
import { provenBy } from '../visit/identity-signs.ts'
import { HitRow } from './HitRow.tsx'
import styles from './search.module.css'
import { usePatientSearch } from './use-patient-search.ts'

/** As many as the hub answers with at most. */
const MOST_HITS = 20

type Hit = HubOutputs['patients']['search'][number]

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
  const { asks, fresh, query } = usePatientSearch(text)
  const hits = asks ? (query.data ?? []) : []
  const register = () => begin({ kind: 'register', text: text.trim() })

  useShortcut({ keys: 'F2', label: 'Daftarkan pasien baru', run: register })
  useEffect(() => {
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
    const [only, second] = query.data ?? []
    if (only && !second) open(only)
  }, [fresh, query.data, text])

  function onKeyDown(event: ReactKeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      setMarked((now) => Math.min(Math.max(now + step, 0), hits.length))
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
          <FourStates
            query={query}
            isEmpty={(found) => found.length === 0}
            empty={fresh && 'Tidak ada yang cocok. Periksa ejaannya, coba tahun lahir atau nama ibu.'}
          >
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
            <span>{/\p{L}/u.test(text) ? `Daftarkan “${text.trim()}” baru` : 'Daftarkan pasien baru'}</span>
            <KeyCap keys="F2" />
          </button>
        </div>
        {hits.length >= MOST_HITS && (
          <p className={styles.more}>Ada lebih banyak; ketik lagi satu kata atau tahun lahir.</p>
        )}
      </div>
    </>
  )
}

function HowToSearch() {
  return (
    <Text c="dimmed" p={12} pt={4}>
      Ketik sebagian nama (urutan bebas), tahun lahir, nama ibu, atau 4 angka terakhir NIK, RM, kartu JKN, dan
      telepon.
    </Text>
  )
}

function open(hit: Hit): void {
  const { text, choose } = useDesk.getState()
  choose({ patientId: hit.id, proven: provenBy(text, hit) })
}

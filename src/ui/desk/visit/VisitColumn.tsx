import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import desk from '../desk.module.css'
import { type Chosen, useDesk } from '../desk-store.ts'
import { IssuedCard } from '../IssuedCard.tsx'
import { useResume } from '../use-resume.ts'
import { DeceasedPanel } from './DeceasedPanel.tsx'
import { VisitPanel } from './VisitPanel.tsx'
import styles from './visit.module.css'

/** The person in front, or what to tell the one who just got a number, or how to begin. */
export function VisitColumn() {
  const chosen = useDesk((state) => state.chosen)
  const issued = useDesk((state) => state.issued)
  return (
    <section className={desk.column} aria-label="Kunjungan">
      {chosen && <Person chosen={chosen} />}
      {!chosen && issued && <IssuedCard large />}
      {!chosen && !issued && <Beginning />}
      {!chosen && <Reopen />}
    </section>
  )
}

/** Opening a person is an audited view: once per choice, not at every redraw. */
function Person({ chosen }: { chosen: Chosen }) {
  const patient = useQuery(
    api.patients.open.queryOptions({
      input: { id: chosen.patientId },
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
    }),
  )
  return (
    <FourStates query={patient} isEmpty={() => false} empty={null}>
      {(data) =>
        data.deceasedOn === null ? (
          <VisitPanel patient={data} proven={chosen.proven} />
        ) : (
          <DeceasedPanel patient={data} on={data.deceasedOn} />
        )
      }
    </FourStates>
  )
}

function Beginning() {
  return (
    <div className={styles.beginning}>
      <Text fz={22} fw={700}>
        Siapa yang datang?
      </Text>
      <Text c="dimmed" maw={420}>
        Cari di kotak kiri, pilih orangnya, cocokkan dua tanda pengenal, lalu cetak antrean.
      </Text>
      <ul className={styles.keys}>
        {beginnings.map(([keys, label]) => (
          <li key={keys}>
            <KeyCap keys={keys} /> {label}
          </li>
        ))}
      </ul>
    </div>
  )
}

const beginnings = [
  ['ArrowDown', 'pilih dari hasil pencarian'],
  ['Enter', 'buka orangnya, lalu cetak antrean'],
  ['F2', 'daftarkan pasien baru'],
  ['F9', 'gawat darurat, tanpa menunggu data'],
  ['F1', 'semua tombol'],
] as const

/** Escape may have been a slip of the hand, and an emergency does not wait: what was typed can be had back. */
function Reopen() {
  const last = useDesk((state) => state.left[0])
  const aside = useDesk((state) => state.asides[0])
  const choose = useDesk((state) => state.choose)
  const resume = useResume()
  return (
    <>
      {last && (
        <ReopenStrip
          keys="Alt+K"
          what="isian kunjungan yang belum dicetak"
          run={() => choose(last.chosen, last.form)}
        />
      )}
      {aside && <ReopenStrip keys="Alt+T" what="data pasien yang belum disimpan" run={() => resume(aside)} />}
    </>
  )
}

function ReopenStrip({ keys, what, run }: { keys: string; what: string; run: () => void }) {
  useShortcut({ keys, label: `Kembalikan ${what}`, run })
  return (
    <button type="button" className={styles.reopen} onClick={run} aria-keyshortcuts={keys}>
      Ada {what}. <b>Kembalikan</b> <KeyCap keys={keys} />
    </button>
  )
}

import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import { formatDate } from '#domain/local-date'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { sexLetter } from '#ui/shared/labels.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { stepAlong } from '../step-along.ts'
import styles from './watch.module.css'

const keys = 'Alt+0'

type Row = HubOutputs['visits']['nameless'][number]

/** Whoever came without a name waits here until somebody knows it, also from days ago; nothing is shown when nobody does. */
export function Nameless() {
  const [opened, setOpened] = useState(false)
  const { data } = useQuery(api.visits.nameless.queryOptions())
  const count = data?.length ?? 0
  useShortcut({ keys, label: 'Pasien yang belum bernama', run: () => setOpened(true) }, count > 0)
  if (count === 0) return null
  return (
    <>
      <button
        type="button"
        className={styles.nameless}
        aria-keyshortcuts={keys}
        onClick={() => setOpened(true)}
      >
        <b>{count}</b> pasien belum bernama <KeyCap keys={keys} />
      </button>
      {opened && <NamelessDialog onClose={() => setOpened(false)} />}
    </>
  )
}

function NamelessDialog({ onClose }: { onClose: () => void }) {
  const { today } = useFrontDesk()
  const begin = useDesk((desk) => desk.begin)
  function complete(patientId: string): void {
    onClose()
    begin({ kind: 'correct', patientId })
  }

  const people = useQuery(api.visits.nameless.queryOptions())
  return (
    <Dialog title="Pasien yang belum bernama" size={640} onClose={onClose}>
      <Stack gap="sm">
        <Text c="dimmed">Lengkapi datanya, atau pindahkan kunjungannya bila ternyata sudah terdaftar.</Text>
        <FourStates query={people} isEmpty={(rows) => rows.length === 0} empty="Semua pasien sudah bernama.">
          {(rows) => (
            <ul className={styles.namelessList} onKeyDown={stepAlong}>
              {rows.map((row, place) => (
                <li key={row.patientId}>
                  <button
                    type="button"
                    data-autofocus={place === 0 || undefined}
                    onClick={() => complete(row.patientId)}
                  >
                    <b>{row.number}</b>
                    <span>
                      {row.complaint || row.patientName}
                      <small>{sayWho(row, today)}</small>
                    </span>
                    Lengkapi data
                  </button>
                </li>
              ))}
            </ul>
          )}
        </FourStates>
      </Stack>
    </Dialog>
  )
}

function sayWho({ sex, age, recordNo, day }: Row, today: string): string {
  const came = day === today ? 'hari ini' : formatDate(day)
  return [sexLetter(sex), age ?? 'umur ?', `RM ${recordNo}`, `datang ${came}`].join(' · ')
}

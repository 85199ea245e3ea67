import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DistrictOutputs } from '#contract/district/district'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { Answer } from '../Answer.tsx'
import { api } from '../client.ts'
import styles from '../district.module.css'
import { Sticks } from '../sticks/Sticks.tsx'
import table from '../table.module.css'
import { formatCount } from '../words.ts'
import { CredentialsCard } from './CredentialsCard.tsx'
import { NewFacilityDialog } from './NewFacilityDialog.tsx'
import { NewSecretDialog } from './NewSecretDialog.tsx'
import { ParticipantsDialog } from './ParticipantsDialog.tsx'

export type Facility = DistrictOutputs['facilities']['list'][number]
export type Credentials = DistrictOutputs['facilities']['create']

/** Which Puskesmas may send, and the keys they send with. A key is on screen once, until it is put away. */
export function Facilities() {
  const facilities = useQuery(api.facilities.list.queryOptions())
  const [adding, setAdding] = useState(false)
  const [renewing, setRenewing] = useState<Facility | null>(null)
  const [counting, setCounting] = useState<Facility | null>(null)
  const [fresh, setFresh] = useState<Credentials | null>(null)
  useShortcut({ keys: 'T', label: 'Daftarkan Puskesmas', run: () => setAdding(true) }, !fresh)
  if (fresh) return <CredentialsCard credentials={fresh} onDone={() => setFresh(null)} />
  return (
    <>
      <header className={styles.head}>
        <div>
          <h2>Puskesmas</h2>
          <p className={styles.quiet}>Yang terdaftar di sini dapat mengirim kunjungannya ke dinas.</p>
        </div>
        <Button rightSection={<KeyCap keys="T" />} onClick={() => setAdding(true)}>
          Daftarkan Puskesmas
        </Button>
      </header>
      <Answer
        query={facilities}
        isEmpty={(list) => list.length === 0}
        empty="Belum ada Puskesmas. Daftarkan satu, lalu isi kuncinya di Loket Puskesmas itu."
      >
        {(list) => <FacilityList list={list} onRenew={setRenewing} onCount={setCounting} />}
      </Answer>
      <Sticks />
      {adding && <NewFacilityDialog onClose={() => setAdding(false)} onCreated={setFresh} />}
      {counting && <ParticipantsDialog facility={counting} onClose={() => setCounting(null)} />}
      {renewing && (
        <NewSecretDialog facility={renewing} onClose={() => setRenewing(null)} onRenewed={setFresh} />
      )}
    </>
  )
}

type ListProps = {
  list: Facility[]
  onRenew: (facility: Facility) => void
  onCount: (facility: Facility) => void
}

function FacilityList({ list, onRenew, onCount }: ListProps) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th>Kode</th>
          <th>Nama</th>
          <th>ID Puskesmas di server dinas</th>
          <th className={table.number}>Peserta JKN</th>
          <td className={table.order} />
        </tr>
      </thead>
      <tbody>
        {list.map((facility) => (
          <tr key={facility.id}>
            <td>{facility.code}</td>
            <th scope="row">{facility.name}</th>
            <td>
              <code>{facility.clientId}</code>
            </td>
            <td className={table.number}>
              <Button
                variant="subtle"
                aria-label={`${sayParticipants(facility)}: peserta JKN ${facility.name}`}
                onClick={() => onCount(facility)}
              >
                {sayParticipants(facility)}
              </Button>
            </td>
            <td className={table.order}>
              <Button
                variant="default"
                aria-label={`Ganti kunci ${facility.name}`}
                onClick={() => onRenew(facility)}
              >
                Ganti kunci
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function sayParticipants({ participants }: Facility): string {
  return participants === null ? 'Isi jumlah' : formatCount(participants.count)
}

import { Button, Text } from '@mantine/core'
import { formatDate, type LocalDate } from '#domain/local-date'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { AlreadyHere, useOpenVisit } from './AlreadyHere.tsx'
import { PersonHead } from './PersonHead.tsx'
import styles from './visit.module.css'
import type { Patient } from './visit-form.ts'

/** In place of a visit: the record stays and can be read, and a slip is put right from here. */
export function DeceasedPanel({ patient, on }: { patient: Patient; on: LocalDate }) {
  const release = useDesk((desk) => desk.release)
  const begin = useDesk((desk) => desk.begin)
  const open = useOpenVisit(patient.id)
  const correct = () => begin({ kind: 'correct', patientId: patient.id })
  useShortcut({ keys: 'Escape', label: 'Tutup pasien ini', run: release })
  useShortcut({ keys: 'F4', label: 'Ubah data pasien', run: correct })
  return (
    <div className={styles.panel}>
      <div className={styles.scroll}>
        <PersonHead patient={patient} onClose={release} />
        {open && <AlreadyHere row={open} />}
        <section className={styles.deceased} aria-label="Meninggal" role="status">
          <Text fz={22} fw={700}>
            Meninggal {formatDate(on)}
          </Text>
          <Text>
            Kunjungan dan janji temu baru tidak dibuat lagi; data dan riwayatnya tetap tersimpan. Bila keliru,
            kosongkan tanggal meninggal di «Ubah data». Bila ini orang lain, tutup dan cari lagi.
          </Text>
          <Button
            autoFocus={!open}
            size="lg"
            variant="default"
            rightSection={<KeyCap keys="F4" />}
            aria-keyshortcuts="F4"
            onClick={correct}
          >
            Ubah data
          </Button>
        </section>
      </div>
    </div>
  )
}

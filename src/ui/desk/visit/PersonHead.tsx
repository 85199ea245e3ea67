import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { lifeStageLabels, lifeStageOf } from '#domain/life-stage'
import { sexLabels } from '#domain/sex'
import { formatAgeOf } from '#ui/shared/format.ts'
import { HelpMarks } from '#ui/shared/HelpMarks.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { BookedToday } from '../bookings/BookedToday.tsx'
import { useDesk } from '../desk-store.ts'
import { DocumentsButton } from '../documents/DocumentsButton.tsx'
import { MergeButton } from '../doubles/MergeButton.tsx'
import { FamilyLine } from '../family/FamilyLine.tsx'
import { useFrontDesk } from '../front-desk-context.ts'
import { TypedInstead } from './TypedInstead.tsx'
import styles from './visit.module.css'
import type { Patient } from './visit-form.ts'

/** Letters that no longer fit two lines of the head in large type. */
const longName = 40

export function PersonHead({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const { today } = useFrontDesk()
  const begin = useDesk((desk) => desk.begin)
  const facts = [
    patient.sex ? sexLabels[patient.sex] : 'Jenis kelamin ?',
    formatAgeOf(patient.birth, today),
    patient.birth && lifeStageLabels[lifeStageOf(patient.birth.date, today).primary],
    patient.insideArea === false && 'luar wilayah',
    patient.nationality !== null && 'WNA',
  ]
  return (
    <header className={styles.head}>
      <h2 className={styles.name} data-long={patient.name.length > longName || undefined}>
        {patient.name}
      </h2>
      <Button
        variant="default"
        size="sm"
        h={40}
        rightSection={<KeyCap keys="F4" />}
        aria-keyshortcuts="F4"
        tabIndex={-1}
        onClick={() => begin({ kind: 'correct', patientId: patient.id })}
      >
        {patient.temporary ? 'Lengkapi data' : 'Ubah data'}
      </Button>
      <Button
        variant="default"
        size="sm"
        h={40}
        rightSection={<KeyCap keys="Escape" />}
        tabIndex={-1}
        onClick={onClose}
      >
        Tutup
      </Button>
      <div className={styles.facts}>
        <p>{facts.filter(Boolean).join(' · ')}</p>
        <BookedToday patientId={patient.id} />
        <DocumentsButton patientId={patient.id} />
        <MergeButton />
        <FamilyLine patient={patient} />
        <TypedInstead patientId={patient.id} />
        <HelpMarks disabilities={patient.disabilities} language={patient.language} />
      </div>
      {patient.nikWarnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          <IconAlertTriangle size={18} aria-hidden /> {warning}
        </p>
      ))}
    </header>
  )
}

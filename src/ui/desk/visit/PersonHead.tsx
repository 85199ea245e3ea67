import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { lifeStageLabels, lifeStageOf } from '#domain/life-stage'
import { sexLabels } from '#domain/sex'
import { formatAgeOf } from '#ui/shared/format.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import styles from './visit.module.css'
import type { Patient } from './visit-form.ts'

export function PersonHead({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const { today } = useFrontDesk()
  const begin = useDesk((desk) => desk.begin)
  const facts = [
    patient.sex ? sexLabels[patient.sex] : 'Jenis kelamin ?',
    formatAgeOf(patient.birth, today),
    patient.birth && lifeStageLabels[lifeStageOf(patient.birth.date, today).primary],
    patient.insideArea === false && 'luar wilayah',
  ]
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        <h2 className={styles.name}>{patient.name}</h2>
        <p className={styles.facts}>{facts.filter(Boolean).join(' · ')}</p>
      </div>
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
      {patient.nikWarnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          <IconAlertTriangle size={18} aria-hidden /> {warning}
        </p>
      ))}
    </header>
  )
}

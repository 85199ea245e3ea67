import { formatBirth } from '#domain/birth'
import { formatNik, formatPlace } from '#ui/shared/format.ts'
import { useDesk } from '../desk-store.ts'
import { Tick } from './Tick.tsx'
import styles from './visit.module.css'
import type { Identifier, Patient } from './visit-form.ts'

type Props = { patient: Patient; proven: readonly Identifier[]; problem: string | null }

/** What is on file, to be compared with what the person says or shows. Two must fit (patient safety goal 1). */
export function Identifiers({ patient, proven, problem }: Props) {
  const confirmedBy = useDesk((desk) => desk.form.confirmedBy)
  const change = useDesk((desk) => desk.change)
  const signs = signsOf(patient)
  const first = signs.findIndex(({ value }) => value !== null)

  function toggle(code: Identifier): void {
    const rest = confirmedBy.filter((other) => other !== code)
    change({ confirmedBy: rest.length === confirmedBy.length ? [...rest, code] : rest })
  }

  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>
        Cocokkan dua tanda pengenal
        <span className={styles.count} data-enough={confirmedBy.length >= 2 || undefined}>
          {confirmedBy.length >= 2 ? '✓ cocok' : `${confirmedBy.length} dari 2`}
        </span>
      </legend>
      <div className={styles.signs}>
        {signs.map(({ code, label, value }, place) => (
          <Tick
            key={code}
            keys={String(place + 1)}
            cap={String(place + 1)}
            name={`Cocok: ${label}`}
            checked={confirmedBy.includes(code)}
            disabled={value === null}
            first={place === first}
            onToggle={() => toggle(code)}
          >
            <span className={styles.small}>
              {label}
              {proven.includes(code) && ' · dari pencarian'}
            </span>
            <span className={styles.value} title={value ?? undefined}>
              {value ?? 'belum ada'}
            </span>
          </Tick>
        ))}
      </div>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  )
}

function signsOf(patient: Patient): { code: Identifier; label: string; value: string | null }[] {
  const place = [patient.address, formatPlace(patient)].filter(Boolean).join(', ')
  return [
    { code: 'nama', label: 'Nama', value: patient.temporary ? null : patient.name },
    { code: 'tanggal_lahir', label: 'Lahir', value: patient.birth && formatBirth(patient.birth) },
    { code: 'nik', label: patient.nik ? 'NIK' : 'NIK ibu', value: nikOf(patient) },
    { code: 'rm', label: 'No. RM', value: patient.recordNo },
    { code: 'alamat', label: 'Alamat', value: place || null },
    { code: 'ibu', label: 'Ibu', value: patient.motherName },
  ]
}

/** A newborn without a NIK carries the mother's. */
function nikOf({ nik, motherNik }: Patient): string | null {
  const shown = nik ?? motherNik
  return shown && formatNik(shown)
}

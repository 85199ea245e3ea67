import { Button, Text } from '@mantine/core'
import { readBirthText } from '#domain/birth-text'
import { formatDate } from '#domain/local-date'
import { sexLabels } from '#domain/sex'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { hintFromNik } from './nik-hint.ts'
import classes from './PatientForm.module.css'
import type { SectionProps } from './patient-form.ts'

/** What the NIK suggests, to be taken with one key, and where it disagrees with what was typed. */
export function NikAdvice({ form, today }: SectionProps) {
  const { values } = form
  const read = readBirthText(values.birth, today)
  const exact = read && 'birth' in read && read.birth.precision === 'exact' ? read.birth.date : null
  const beside = { birthDate: exact, birthTyped: values.birth !== '', sex: values.sex || null }
  const { suggested, agrees, warnings } = hintFromNik(values.nik, beside, today)

  function accept(): void {
    if (suggested?.birthDate) form.setFieldValue('birth', formatDate(suggested.birthDate))
    if (suggested?.sex) form.setFieldValue('sex', suggested.sex)
  }

  useShortcut({ keys: 'Alt+U', label: 'Pakai usulan dari NIK', run: accept }, suggested !== null)
  const words = [
    suggested?.birthDate && `lahir ${formatDate(suggested.birthDate)}`,
    suggested?.sex && sexLabels[suggested.sex].toLowerCase(),
  ].filter(Boolean)
  return (
    <div aria-live="polite">
      {suggested && (
        <div className={classes.advice}>
          <Text size="sm">
            Menurut NIK: <b>{words.join(', ')}</b>
          </Text>
          <Button
            className={classes.fixed}
            size="compact-md"
            variant="default"
            rightSection={<KeyCap keys="Alt+U" />}
            onClick={accept}
          >
            Pakai
          </Button>
        </div>
      )}
      {agrees && <Text size="sm">✓ Cocok dengan tanggal lahir dan jenis kelamin.</Text>}
      {warnings.map((sentence) => (
        <Text key={sentence} size="sm" className={classes.warning}>
          {sentence}
        </Text>
      ))}
    </div>
  )
}

import { IconDisabled2, IconLanguage } from '@tabler/icons-react'
import { type Disability, disabilityHelp, disabilityLabels } from '#domain/disability'
import styles from './help-marks.module.css'

type HelpMarksProps = {
  disabilities: readonly Disability[]
  language: string | null
  /** Large, with what to do differently, where the person is called and served. */
  large?: boolean
}

/** What whoever serves this person should know before speaking to them. Never on a display, a kiosk or a ticket. */
export function HelpMarks({ disabilities, language, large = false }: HelpMarksProps) {
  if (disabilities.length === 0 && language === null) return null
  return (
    <ul className={styles.marks} data-large={large || undefined} aria-label="Perlu bantuan">
      {disabilities.map((code) => (
        <li key={code} className={styles.mark}>
          <IconDisabled2 size={22} aria-hidden /> {disabilityLabels[code]}
          {large && disabilityHelp[code] && <small>{disabilityHelp[code]}</small>}
        </li>
      ))}
      {language !== null && (
        <li className={styles.mark}>
          <IconLanguage size={22} aria-hidden /> Bahasa {language}
        </li>
      )}
    </ul>
  )
}

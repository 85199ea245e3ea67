import { SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { problem, sentenceOf } from '#domain/errors'
import { formatDate, type LocalDate, readTypedDate } from '#domain/local-date'
import { type Period, type Preset, periodOf, presetOf, presets, presetWords } from './period.ts'
import styles from './period-picker.module.css'

type Props = { period: Period; today: LocalDate; onChange: (period: Period) => void }

/** A usual period by one click, any other by typing its two days. */
export function PeriodPicker({ period, today, onChange }: Props) {
  return (
    <div className={styles.period}>
      <SegmentedControl
        aria-label="Rentang"
        data={presets.map((preset) => ({ value: preset, label: presetWords[preset] }))}
        value={presetOf(period, today) ?? ''}
        onChange={(preset) => onChange(periodOf(preset as Preset, today))}
      />
      <DayField
        label="Dari tanggal"
        day={period.from}
        today={today}
        onChange={(from) => onChange({ ...period, from })}
      />
      <span>s.d.</span>
      <DayField
        label="Sampai tanggal"
        day={period.to}
        today={today}
        onChange={(to) => onChange({ ...period, to })}
      />
    </div>
  )
}

type DayFieldProps = { label: string; day: LocalDate; today: LocalDate; onChange: (day: LocalDate) => void }

function DayField({ label, day, today, onChange }: DayFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const read = typed === null ? day : readTypedDate(typed, today)

  function take(): void {
    if (typed === null || read === null) return
    setTyped(null)
    if (read !== day) onChange(read)
  }

  return (
    <TextInput
      aria-label={label}
      w={122}
      classNames={{ root: styles.dayField, error: styles.problem }}
      value={typed ?? formatDate(day)}
      error={
        typed !== null && typed.length >= 8 && read === null ? sentenceOf(problem('date_invalid')) : undefined
      }
      onChange={(event) => setTyped(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  )
}

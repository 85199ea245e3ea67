import { Button, Group, TextInput, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { problem, sentenceOf } from '#domain/errors'
import { addDays, formatDate, formatLongDate, type LocalDate, readTypedDate } from '#domain/local-date'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'

type DayNavigatorProps = { day: LocalDate; today: LocalDate; onChange: (day: LocalDate) => void }

/** Any day up to today, typed as on paper or stepped to. */
export function DayNavigator({ day, today, onChange }: DayNavigatorProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const read = typed === null ? day : readTypedDate(typed, today)
  const valid = read !== null && read <= today

  function step(days: number): void {
    setTyped(null)
    onChange(addDays(day, days))
  }

  function toToday(): void {
    setTyped(null)
    onChange(today)
  }

  function take(): void {
    if (typed === null || !valid) return
    setTyped(null)
    onChange(read)
  }

  useShortcut({ keys: 'Alt+ArrowLeft', label: 'Hari sebelumnya', run: () => step(-1) })
  useShortcut({ keys: 'Alt+ArrowRight', label: 'Hari berikutnya', run: () => step(1) }, day < today)
  useShortcut({ keys: 'Alt+H', label: 'Ke hari ini', run: toToday }, day !== today)
  return (
    <Group gap={8} wrap="nowrap">
      <Button variant="default" px={6} onClick={() => step(-1)}>
        <VisuallyHidden>Hari sebelumnya</VisuallyHidden>
        <KeyCap keys="Alt+ArrowLeft" />
      </Button>
      <TextInput
        aria-label="Tanggal register"
        w={132}
        value={typed ?? formatDate(day)}
        error={
          typed !== null && typed.length >= 8 && !valid ? sentenceOf(problem('date_invalid')) : undefined
        }
        onChange={(event) => setTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
      <Button variant="default" px={6} disabled={day >= today} onClick={() => step(1)}>
        <VisuallyHidden>Hari berikutnya</VisuallyHidden>
        <KeyCap keys="Alt+ArrowRight" />
      </Button>
      <strong style={{ whiteSpace: 'nowrap' }}>{formatLongDate(day)}</strong>
      {day !== today && (
        <Button variant="subtle" px={8} rightSection={<KeyCap keys="Alt+H" />} onClick={toToday}>
          Ke hari ini
        </Button>
      )}
    </Group>
  )
}

import { ActionIcon, Button, Group, TextInput } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { problem, sentenceOf } from '#domain/errors'
import { addDays, formatDate, formatLongDate, type LocalDate, readTypedDate } from '#domain/local-date'
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

  function take(): void {
    if (typed === null || !valid) return
    setTyped(null)
    onChange(read)
  }

  useShortcut({ keys: 'Alt+ArrowLeft', label: 'Hari sebelumnya', run: () => step(-1) })
  useShortcut({ keys: 'Alt+ArrowRight', label: 'Hari berikutnya', run: () => step(1) }, day < today)
  return (
    <Group gap={8} wrap="nowrap">
      <ActionIcon size={42} variant="default" aria-label="Hari sebelumnya (Alt+←)" onClick={() => step(-1)}>
        <IconChevronLeft />
      </ActionIcon>
      <TextInput
        aria-label="Tanggal register"
        w={136}
        value={typed ?? formatDate(day)}
        error={
          typed !== null && typed.length >= 8 && !valid ? sentenceOf(problem('date_invalid')) : undefined
        }
        onChange={(event) => setTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
      <ActionIcon
        size={42}
        variant="default"
        aria-label="Hari berikutnya (Alt+→)"
        disabled={day >= today}
        onClick={() => step(1)}
      >
        <IconChevronRight />
      </ActionIcon>
      <strong>{formatLongDate(day)}</strong>
      {day !== today && (
        <Button variant="subtle" onClick={() => onChange(today)}>
          Ke hari ini
        </Button>
      )}
    </Group>
  )
}

import { Button, Group, Text, TextInput, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { problem, sentenceOf } from '#domain/errors'
import { addDays, formatDate, formatLongDate, type LocalDate, readTypedDate } from '#domain/local-date'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'

type Props = {
  label: string
  day: LocalDate
  /** No day before the first nor after the last can be chosen. */
  first: LocalDate
  last: LocalDate
  onChange: (day: LocalDate) => void
}

/** One day between two others, typed as on paper or stepped to with Alt and an arrow. */
export function DayField({ label, day, first, last, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const read = typed === null ? day : readTypedDate(typed, last)
  const valid = read !== null && first <= read && read <= last

  function step(days: number): void {
    setTyped(null)
    onChange(addDays(day, days))
  }

  function take(): void {
    if (typed === null || !valid) return
    setTyped(null)
    onChange(read)
  }

  useShortcut({ keys: 'Alt+ArrowLeft', label: 'Hari sebelumnya', run: () => step(-1) }, day > first)
  useShortcut({ keys: 'Alt+ArrowRight', label: 'Hari berikutnya', run: () => step(1) }, day < last)
  return (
    <Group gap={6} wrap="nowrap" align="flex-end">
      <TextInput
        label={label}
        w={136}
        value={typed ?? formatDate(day)}
        error={typed !== null && typed.length >= 8 && !valid && sentenceOf(problem('date_invalid'))}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
      <Button variant="default" px={6} tabIndex={-1} disabled={day <= first} onClick={() => step(-1)}>
        <VisuallyHidden>Hari sebelumnya</VisuallyHidden>
        <KeyCap keys="Alt+ArrowLeft" />
      </Button>
      <Button variant="default" px={6} tabIndex={-1} disabled={day >= last} onClick={() => step(1)}>
        <VisuallyHidden>Hari berikutnya</VisuallyHidden>
        <KeyCap keys="Alt+ArrowRight" />
      </Button>
      <Text fw={600} lh="42px" style={{ whiteSpace: 'nowrap' }}>
        {formatLongDate(day)}
      </Text>
    </Group>
  )
}

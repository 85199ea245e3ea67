import { Button, Group, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { KeyCap } from './KeyCap.tsx'
import { useShortcut } from './use-shortcut.ts'

type RestoredNoticeProps = {
  /** Something was typed before this form opened. */
  found: boolean
  /** The form is as if nothing had been typed: what is typed from then on was not brought back. */
  untouched: boolean
  /** Where there is only one such form on the screen. */
  keys?: string
  onDrop: () => void
}

const label = 'Buang isian itu'

/** What was typed before the page went stands in the form again, and is not in force. */
export function RestoredNotice({ found, untouched, keys = '', onDrop }: RestoredNoticeProps) {
  const [stands, setStands] = useState(found)
  const notice = useRef<HTMLDivElement>(null)
  if (stands && untouched) setStands(false)

  /** The button goes with the notice: the focus goes on to the form. */
  function drop(): void {
    if (notice.current?.contains(document.activeElement))
      notice.current.closest('form')?.querySelector<HTMLElement>('input, select, textarea')?.focus()
    onDrop()
  }

  useShortcut({ keys, label, run: drop }, stands && keys !== '')
  if (!stands) return null
  return (
    <Group ref={notice} justify="space-between" role="status">
      <Text size="sm">Isian yang belum disimpan sudah dikembalikan.</Text>
      <Button
        variant="default"
        size="compact-md"
        h={40}
        rightSection={keys && <KeyCap keys={keys} />}
        onClick={drop}
      >
        {label}
      </Button>
    </Group>
  )
}

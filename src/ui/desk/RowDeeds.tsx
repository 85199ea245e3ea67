import { Button, Group } from '@mantine/core'
import { type FocusEvent, useState } from 'react'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'

export type RowDeed = {
  /** A letter of its own within the row. */
  keys: string
  label: string
  /** The label, and what it is done to, for whoever does not see the row. */
  name: string
  run: () => void
  busy?: boolean
  final?: boolean
}

type RowDeedsProps = {
  deeds: readonly RowDeed[]
  /** The focus has gone to another row, or out of the list. */
  onLeave?: () => void
}

/** What can be done with a row. Its letters work and stand on the buttons while the focus is in the row. */
export function RowDeeds({ deeds, onLeave }: RowDeedsProps) {
  const [here, setHere] = useState(false)

  function leave({ currentTarget, relatedTarget }: FocusEvent): void {
    if (currentTarget.contains(relatedTarget)) return
    setHere(false)
    onLeave?.()
  }

  return (
    <Group gap={8} justify="flex-end" wrap="nowrap" onFocus={() => setHere(true)} onBlur={leave}>
      {deeds.map((deed) => (
        <DeedButton key={deed.keys} deed={deed} here={here} />
      ))}
    </Group>
  )
}

function DeedButton({ deed, here }: { deed: RowDeed; here: boolean }) {
  const { keys, label, name, run, busy = false, final = false } = deed
  useShortcut({ keys, label: name, run }, here && !busy)
  return (
    <Button
      variant={final ? 'outline' : 'default'}
      {...(final && { color: 'danger' })}
      px={12}
      loading={busy}
      aria-label={name}
      rightSection={here && <KeyCap keys={keys} />}
      onClick={run}
    >
      {label}
    </Button>
  )
}

import { Button, VisuallyHidden } from '@mantine/core'
import { fhirTypes } from '#contract/fhir'
import { typeWords } from '#contract/fhir-words'
import type { Figure } from '#contract/hub/sync'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'

const labels = { waiting: 'yang menunggu', differing: 'yang belum sama' }

type Props = { figure: Figure; words: string; isOpen: boolean; onTurn: () => void }

/** A figure of the table that shows the records behind it, and hides them again. */
export function FigureButton({ figure: { type, which }, words, isOpen, onTurn }: Props) {
  const keys = keyOf({ type, which })
  const label = `${typeWords[type].title} ${labels[which]}`
  useShortcut({ keys, label, run: onTurn })
  return (
    <Button
      variant={isOpen ? 'filled' : 'default'}
      size="compact-md"
      aria-expanded={isOpen}
      aria-keyshortcuts={keys}
      rightSection={<KeyCap keys={keys} />}
      onClick={onTurn}
    >
      {words}
      <VisuallyHidden>, {label}</VisuallyHidden>
    </Button>
  )
}

/** A letter of its own for each figure, the same in every report. */
function keyOf({ type, which }: Figure): string {
  const place = fhirTypes.indexOf(type) * 2 + (which === 'waiting' ? 0 : 1)
  return String.fromCharCode('A'.charCodeAt(0) + place)
}

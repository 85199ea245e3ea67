import { Button, type ButtonProps } from '@mantine/core'
import type { RefObject } from 'react'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'

type Props = { keys: string; label: string; run: () => void; busy: boolean } & Pick<ButtonProps, 'variant'>

/** A deed at the side of the screen: a button, and the key that does the same. */
export function OfferButton({ keys, label, run, busy, variant = 'default' }: Props) {
  useShortcut({ keys, label, run }, !busy)
  return (
    <Button
      variant={variant}
      fullWidth
      h={48}
      px={16}
      justify="space-between"
      disabled={busy}
      aria-keyshortcuts={keys}
      rightSection={<KeyCap keys={keys} />}
      onClick={run}
    >
      {label}
    </Button>
  )
}

type NextProps = {
  label: string
  run: () => void
  busy: boolean
  button: RefObject<HTMLButtonElement | null>
}

/** The one big button. Enter and the space bar press whatever has the focus, and this when nothing has. */
export function NextButton({ label, run, busy, button }: NextProps) {
  function press(): void {
    const focused = document.activeElement
    if (focused instanceof HTMLButtonElement && focused !== button.current) focused.click()
    else run()
  }
  useShortcut({ keys: 'Enter', label, run: press }, !busy)
  useShortcut({ keys: ' ', label, run: press }, !busy)
  return (
    <Button
      ref={button}
      h={72}
      miw="min(360px, 100%)"
      px={28}
      fz={24}
      justify="space-between"
      loading={busy}
      rightSection={<KeyCap keys="Enter" />}
      onClick={run}
    >
      {label}
    </Button>
  )
}

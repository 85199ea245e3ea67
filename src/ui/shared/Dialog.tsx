import { Modal } from '@mantine/core'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { ShortcutLayer, useShortcut } from './use-shortcut.ts'

type Props = { title: string; onClose: () => void; size?: number | string; children: ReactNode }

const closings: (() => void)[] = []

export function hasDialog(): boolean {
  return closings.length > 0
}

/** Whatever stands in front of the screen goes, as by Escape, and the focus is back behind it at once. */
export function closeDialogs(): void {
  flushSync(() => {
    for (const close of closings.toReversed()) close()
  })
}

/**
 * A question in front of the screen, with the focus from its first moment: on what is marked `data-autofocus`, or on its
 * way out. Escape closes it and gives the focus back; the screen's own keys rest meanwhile.
 */
export function Dialog({ title, onClose, size = 560, children }: Props) {
  const [before] = useState(() => document.activeElement)
  useEffect(() => () => (before instanceof HTMLElement ? before.focus() : undefined), [before])
  const latest = useRef(onClose)
  latest.current = onClose
  useLayoutEffect(() => {
    const close = () => latest.current()
    closings.push(close)
    return () => void closings.splice(closings.indexOf(close), 1)
  }, [])
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      centered
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': 'Tutup', size: 40 }}
      styles={{ title: { fontWeight: 700, fontSize: 20 } }}
    >
      <ShortcutLayer value={1}>
        <CloseKey onClose={onClose} />
        <FirstFocus />
        {children}
      </ShortcutLayer>
    </Modal>
  )
}

function CloseKey({ onClose }: { onClose: () => void }) {
  useShortcut({ keys: 'Escape', label: 'Tutup', run: onClose })
  return null
}

/** Mantine gives the focus in a later task, when keys may have been pressed already: what it finds here takes none. */
function FirstFocus() {
  const mark = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const dialog = mark.current?.closest('[role=dialog]')
    const first = dialog?.querySelector<HTMLElement>('[data-autofocus]:not([hidden])')
    const wayOut = dialog?.querySelector('button')
    ;(first ?? wayOut)?.focus({ preventScroll: true })
  }, [])
  return <span ref={mark} hidden data-autofocus />
}

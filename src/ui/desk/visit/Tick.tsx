import type { ReactNode } from 'react'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import styles from './visit.module.css'

type Props = {
  /** The shortcut, as `Alt+H` or `1`, what its cap shows, and its name in the list of keys. */
  keys: string
  cap: string
  name: string
  checked: boolean
  onToggle: () => void
  first?: boolean
  children: ReactNode
}

/** A tick as large as a thumb. A native checkbox, so that Enter still submits the form it stands in. */
export function Tick({ keys, cap, name, checked, onToggle, first = false, children }: Props) {
  useShortcut({ keys, label: name, run: onToggle })
  return (
    <label className={styles.tick} data-checked={checked || undefined}>
      <input
        type="checkbox"
        aria-keyshortcuts={keys}
        checked={checked}
        data-first={first || undefined}
        data-autofocus={first || undefined}
        onChange={onToggle}
      />
      <span className={styles.tickText}>{children}</span>
      <KeyCap keys={cap} />
    </label>
  )
}

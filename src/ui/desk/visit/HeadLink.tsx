import type { ReactNode } from 'react'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import styles from './head-link.module.css'

type HeadLinkProps = {
  keys: string
  run: () => void
  children: ReactNode
  title?: string | undefined
  /** What it says must be seen before anything else is done. */
  marked?: boolean
}

/** A small way onward beside the facts of the person in front, with its key. */
export function HeadLink({ keys, run, children, title, marked = false }: HeadLinkProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.link}
      data-marked={marked || undefined}
      aria-keyshortcuts={keys}
      title={title}
      onClick={run}
    >
      {children} <KeyCap keys={keys} />
    </button>
  )
}

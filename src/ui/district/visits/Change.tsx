import { formatShare } from '../words.ts'
import styles from './visits.module.css'

/** ▲ 12%; a dash where there is nothing to compare with. */
export function Change({ now, before }: { now: number; before: number }) {
  if (before === 0) return <span>–</span>
  if (now === before) return <span>tetap</span>
  const word = now > before ? 'naik' : 'turun'
  return (
    <b>
      <span aria-hidden>{now > before ? '▲' : '▼'}</span>
      <span className={styles.said}>{word}</span> {formatShare(Math.abs(now - before), before)}
    </b>
  )
}

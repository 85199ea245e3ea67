import styles from './charts.module.css'

/** `part` and `mark` are shares of the full width; `color` only where it means a cluster. */
type Props = { part: number; mark?: number | null; color?: string | undefined }

/** A bar, and a line across it at what it is compared with. The numbers stand beside it, so nothing of it is read aloud. */
export function Gauge({ part, mark = null, color }: Props) {
  return (
    <svg className={styles.gauge} aria-hidden="true" height={16}>
      <rect className={styles.column} {...(color && { style: { fill: color } })} {...barOf(part)} rx={2} />
      {mark !== null && <line className={styles.mark} x1={shareOf(mark)} x2={shareOf(mark)} y1={0} y2={16} />}
    </svg>
  )
}

function barOf(part: number) {
  return { y: 4, height: 8, width: shareOf(part) }
}

function shareOf(part: number): string {
  return `${Math.min(1, part) * 100}%`
}

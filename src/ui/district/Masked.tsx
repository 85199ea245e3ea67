import type { ReactNode } from 'react'
import { type Role, seesPatients } from '#contract/district/base'
import type { Shown } from '#domain/small-numbers'
import styles from './district.module.css'
import { formatShown } from './words.ts'

/** What the marks mean, for those whose numbers have them. */
export function MaskNote({ role, leftOut = 0 }: { role: Role; leftOut?: number }): ReactNode {
  if (seesPatients(role)) return null
  return (
    <p className={styles.quiet}>
      Angka 1–4 ditulis «&lt;5», dan «•» menyamarkan angka lain yang dapat membukanya.
      {leftOut > 0 && ` ${leftOut} Puskesmas dengan kurang dari lima kunjungan tidak ikut dihitung.`}
    </p>
  )
}

/** A count that says in words what its mark means. */
export function Count({ shown }: { shown: Shown }) {
  if (typeof shown === 'number') return formatShown(shown)
  return (
    <span title={shown === 'few' ? 'kurang dari lima' : 'disamarkan'}>
      <span aria-hidden>{formatShown(shown)}</span>
      <span className={styles.said}>{shown === 'few' ? 'kurang dari lima' : 'disamarkan'}</span>
    </span>
  )
}

import { type ReactNode, useId } from 'react'
import district from '../district.module.css'
import styles from './visits.module.css'

type Props = { title: string; hint?: string; columns: string[]; children: ReactNode }

/** A table whose columns explain themselves to the eye; their names are there to be read aloud. */
export function CountCard({ title, hint, columns, children }: Props) {
  const titleId = useId()
  return (
    <section className={styles.counts}>
      <h3 id={titleId}>
        {title} {hint && <small>{hint}</small>}
      </h3>
      <table aria-labelledby={titleId}>
        <thead className={district.said}>
          <tr>
            {columns.map((column) => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

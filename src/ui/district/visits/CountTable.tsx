import type { CSSProperties, ReactNode } from 'react'
import { formatCount, formatShare } from '../words.ts'
import { CountCard } from './CountCard.tsx'
import styles from './visits.module.css'

/** `color` only where it means a cluster. */
export type CountRow = { key: string; label: ReactNode; visits: number; color?: string }

export function CountTable({ title, rows, total }: { title: string; rows: CountRow[]; total: number }) {
  const most = Math.max(1, ...rows.map(({ visits }) => visits))
  return (
    <CountCard title={title} columns={['Golongan', 'Perbandingan', 'Kunjungan', 'Bagian']}>
      {rows.map(({ key, label, visits, color }) => (
        <tr key={key} data-none={visits === 0}>
          <th scope="row">{label}</th>
          <td aria-hidden>
            <Bar part={visits / most} {...(color && { color })} />
          </td>
          <td>{formatCount(visits)}</td>
          <td>{formatShare(visits, total)}</td>
        </tr>
      ))}
    </CountCard>
  )
}

export function Bar({ part, color }: { part: number; color?: string }) {
  const look = { '--part': part, ...(color && { '--color': color }) } as CSSProperties
  return <span className={styles.thinBar} style={look} />
}

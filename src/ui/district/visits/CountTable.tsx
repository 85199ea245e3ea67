import type { ReactNode } from 'react'
import type { Shown } from '#domain/small-numbers'
import { Gauge } from '../charts/Gauge.tsx'
import { Count } from '../Masked.tsx'
import { formatShare, knownPart } from '../words.ts'
import { CountCard } from './CountCard.tsx'

/** `color` only where it means a cluster; `rest` is the sum of what is not listed, so it has no bar beside the others. */
export type CountRow = { key: string; label: ReactNode; visits: Shown; color?: string; rest?: boolean }

type Props = { title: string; rows: CountRow[]; total: Shown; withheld: string | null }

/** `withheld` says why there are no rows. */
export function CountTable({ title, rows, total, withheld }: Props) {
  const most = Math.max(1, ...rows.map(({ visits, rest }) => (rest ? 0 : knownPart(visits))))
  return (
    <CountCard title={title} columns={['Golongan', 'Perbandingan', 'Kunjungan', 'Bagian']}>
      {withheld !== null && (
        <tr>
          <td colSpan={4}>{withheld}</td>
        </tr>
      )}
      {rows.map(({ key, label, visits, color, rest }) => (
        <tr key={key} data-none={visits === 0}>
          <th scope="row">{label}</th>
          <td aria-hidden>{!rest && <Gauge part={knownPart(visits) / most} color={color} />}</td>
          <td>
            <Count shown={visits} />
          </td>
          <td>{shareOf(visits, total)}</td>
        </tr>
      ))}
    </CountCard>
  )
}

function shareOf(visits: Shown, total: Shown): string {
  return typeof visits === 'number' && typeof total === 'number' ? formatShare(visits, total) : ''
}

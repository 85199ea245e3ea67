import { Gauge } from '../charts/Gauge.tsx'
import { Count } from '../Masked.tsx'
import { useFacilityNames } from '../use-facility-names.ts'
import { addressOf } from '../use-place.ts'
import { knownPart } from '../words.ts'
import { Change } from './Change.tsx'
import { CountCard } from './CountCard.tsx'
import type { Counts } from './visit-counts.ts'

type Props = { byFacility: Counts; before: Counts | null; days: number }

/** Every Puskesmas, also those that sent nothing: they are what one looks for. */
export function FacilityTable({ byFacility, before, days }: Props) {
  const names = useFacilityNames()
  const rows = [...names]
    .map(([id, name]) => ({ id, name, visits: byFacility.get(id) ?? 0 }))
    .sort((a, b) => knownPart(b.visits) - knownPart(a.visits))
  const most = Math.max(1, ...[...byFacility.values()].map(knownPart))
  return (
    <CountCard
      title="Per Puskesmas"
      hint={`dibanding ${days} hari sebelumnya`}
      columns={['Puskesmas', 'Perbandingan', 'Kunjungan', 'Perubahan']}
    >
      {rows.map(({ id, name, visits }) => (
        <tr key={id} data-none={visits === 0}>
          <th scope="row">
            <a href={addressOf('visits', id)}>{name.replace(/^Puskesmas /, '')}</a>
          </th>
          <td aria-hidden>
            <Gauge part={knownPart(visits) / most} />
          </td>
          <td>
            <Count shown={visits} />
          </td>
          <td>{before && <Change now={visits} before={before.get(id) ?? 0} />}</td>
        </tr>
      ))}
    </CountCard>
  )
}

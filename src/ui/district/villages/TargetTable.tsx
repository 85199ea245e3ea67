import { Button } from '@mantine/core'
import type { DistrictOutputs } from '#contract/district/district'
import type { Shown } from '#domain/small-numbers'
import { type TargetGroup, targetGroupLabels, targetGroups } from '#domain/village-target'
import { Gauge } from '../charts/Gauge.tsx'
import district from '../district.module.css'
import { Count } from '../Masked.tsx'
import table from '../table.module.css'
import { formatCount, formatShare, knownPart } from '../words.ts'
import styles from './villages.module.css'

export type Village = DistrictOutputs['dashboard']['villages']['villages'][number]
type Reached = NonNullable<Village['reached'][TargetGroup]>
/** `onSet` only for who may set targets. */
type Props = { villages: readonly Village[]; onSet: ((village: Village) => void) | null }

/** Who was reached of each village's targets; the line across a bar is where the year stands. */
export function TargetTable({ villages, onSet }: Props) {
  const groups = targetGroups.filter((group) => villages.some(({ reached }) => reached[group]))
  return (
    <div className={styles.wide}>
      <table className={`${table.table} ${styles.villages}`}>
        <thead>
          <tr>
            <th>Desa/kelurahan</th>
            {groups.map((group) => (
              <th key={group}>{targetGroupLabels[group]}</th>
            ))}
            {onSet && <td className={table.order} />}
          </tr>
        </thead>
        <tbody>
          {villages.map((village) => (
            <tr key={village.code}>
              <th scope="row">
                {village.name}
                <small>{village.district}</small>
              </th>
              {groups.map((group) => (
                <Cell key={group} reached={village.reached[group]} />
              ))}
              {onSet && (
                <td className={table.order}>
                  <Button
                    variant="default"
                    aria-label={`Isi sasaran ${village.name}`}
                    onClick={() => onSet(village)}
                  >
                    Isi sasaran
                  </Button>
                </td>
              )}
            </tr>
          ))}
          {groups.length > 0 && villages.length > 1 && (
            <tr>
              <th scope="row">Semua desa ini</th>
              {groups.map((group) => (
                <Cell key={group} reached={sumOf(villages, group)} />
              ))}
              {onSet && <td className={table.order} />}
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ reached }: { reached: Reached | undefined }) {
  if (!reached) return <td data-none>–</td>
  const { target, due, people } = reached
  return (
    <td title={`garis ${formatCount(due)}`}>
      <div className={styles.reached}>
        <b>{typeof people === 'number' ? formatShare(people, target) : <Count shown={people} />}</b>
        <Gauge part={knownPart(people) / target} mark={due / target} />
        <small>
          <Count shown={people} /> dari {formatCount(target)}
          <span className={district.said}>; garis {formatCount(due)}</span>
        </small>
      </div>
    </td>
  )
}

/** A sum with a masked part would tell the part. */
function sumOf(villages: readonly Village[], group: TargetGroup): Reached {
  const parts = villages.flatMap(({ reached }) => reached[group] ?? [])
  const sum = (read: (part: Reached) => number) => parts.reduce((total, part) => total + read(part), 0)
  const people: Shown = parts.some((part) => typeof part.people !== 'number')
    ? 'hidden'
    : sum((part) => knownPart(part.people))
  return { target: sum(({ target }) => target), due: sum(({ due }) => due), people }
}

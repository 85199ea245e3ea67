import type { Role } from '#contract/district/base'
import { clusterCodes } from '#domain/cluster'
import type { Shown } from '#domain/small-numbers'
import {
  type ClusterWord,
  clusterWordsOn,
  dimensionLabels,
  unknownLabel,
  type VisitDimension,
  valueWord,
} from '#domain/visit-words'
import { ClusterMark } from '#ui/shared/ClusterMark.tsx'
import { clusterColors } from '#ui/shared/labels.ts'
import district from '../district.module.css'
import { MaskNote } from '../Masked.tsx'
import { knownPart } from '../words.ts'
import { type CountRow, CountTable } from './CountTable.tsx'
import { FacilityTable } from './FacilityTable.tsx'
import { lengthOf, type Period } from './period.ts'
import { Totals } from './Totals.tsx'
import { Trend } from './Trend.tsx'
import type { VisitCounts, VisitTable } from './visit-counts.ts'
import styles from './visits.module.css'

type Props = {
  role: Role
  counts: VisitCounts
  before: VisitCounts | null
  period: Period
  facilityId: string | null
}

/** Three columns of cards of about one length, the questions asked most on top. */
const columns: VisitDimension[][] = [
  ['cluster', 'sex', 'visit_kind', 'village'],
  ['life_stage', 'first_ever', 'first_this_year'],
  ['purpose', 'payer', 'inside_area', 'service_recorded'],
]
const mostVillages = 12
const tooFew = 'Terlalu sedikit kunjungan untuk dirinci.'

export function VisitReport({ role, counts, before, period, facilityId }: Props) {
  const days = lengthOf(period)
  return (
    <>
      <MaskNote role={role} leftOut={counts.leftOut} />
      <div className={styles.report}>
        <section className={styles.trend} aria-label="Kunjungan dari waktu ke waktu">
          <Totals counts={counts} before={before} days={days} />
          {counts.withheld ? (
            <p className={district.quiet}>{tooFew}</p>
          ) : (
            <Trend counts={counts} period={period} />
          )}
        </section>
        {columns.map((dimensions, column) => (
          <div key={dimensions[0]} className={styles.stack}>
            {dimensions.map((dimension) => (
              <CountTable
                key={dimension}
                title={dimensionLabels[dimension]}
                withheld={counts.tables.get(dimension)?.withheld ? tooFew : null}
                rows={rowsOf(counts.tables.get(dimension), dimension, period)}
                total={counts.total}
              />
            ))}
            {column === 1 && facilityId === null && (
              <FacilityTable byFacility={counts.byFacility} before={before?.byFacility ?? null} days={days} />
            )}
          </div>
        ))}
      </div>
    </>
  )
}

function rowsOf(table: VisitTable | undefined, dimension: VisitDimension, { to }: Period): CountRow[] {
  const rows = table?.rows ?? []
  if (dimension === 'cluster') return clusterRows(rows, to)
  if (dimension === 'village') return villageRows(rows)
  return rows.map(({ value, visits }) => ({ key: value, label: valueWord(dimension, value, to), visits }))
}

function clusterRows(rows: VisitTable['rows'], to: Period['to']): CountRow[] {
  const words = clusterWordsOn(to)
  return clusterCodes.flatMap((code) => {
    const word = words.find((one) => one.code === code)
    const visits: Shown = rows.find(({ value }) => value === code)?.visits ?? 0
    if (!word) return []
    return [{ key: code, label: <ClusterName word={word} />, visits, color: clusterColors[code] }]
  })
}

function ClusterName({ word: { code, numeral, label } }: { word: ClusterWord }) {
  return (
    <span className={styles.cluster}>
      <ClusterMark cluster={code} numeral={numeral} /> {label}
    </span>
  )
}

/** The villages that come most; all of them stand under PWS desa. */
function villageRows(rows: VisitTable['rows']): CountRow[] {
  const named = rows.map(({ value, name, visits }) => ({
    key: value,
    label: name ?? (/^\d/.test(value) ? `Desa ${value}` : unknownLabel),
    visits,
  }))
  const rest = named.slice(mostVillages)
  if (rest.length === 0) return named
  const masked = rest.some(({ visits }) => typeof visits !== 'number')
  const sum = rest.reduce((total, { visits }) => total + knownPart(visits), 0)
  return [
    ...named.slice(0, mostVillages),
    { key: 'rest', label: `${rest.length} desa lain`, visits: masked ? 'hidden' : sum, rest: true },
  ]
}

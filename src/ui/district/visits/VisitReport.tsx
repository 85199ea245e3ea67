import { lifeStages, motherhoodStages } from '#domain/life-stage'
import { ClusterMark } from '#ui/shared/ClusterMark.tsx'
import { clusterColors } from '#ui/shared/labels.ts'
import { clusterWordsOn, lifeStageWord, purposeWord, unknownLabel } from '../words.ts'
import { type CountRow, CountTable } from './CountTable.tsx'
import { DayChart } from './DayChart.tsx'
import { FacilityTable } from './FacilityTable.tsx'
import { lengthOf, type Period } from './period.ts'
import { Totals } from './Totals.tsx'
import type { Counts, VisitCounts } from './visit-counts.ts'
import styles from './visits.module.css'

type Props = { counts: VisitCounts; before: VisitCounts | null; period: Period; facilityId: string | null }

export function VisitReport({ counts, before, period, facilityId }: Props) {
  const days = lengthOf(period)
  return (
    <div className={styles.report}>
      <section className={styles.trend} aria-label="Kunjungan per hari">
        <Totals counts={counts} before={before} days={days} />
        <DayChart byDay={counts.byDay} period={period} />
      </section>
      <div className={styles.stack} data-alone={facilityId !== null}>
        <CountTable title="Per klaster" rows={clusterRows(counts.byCluster, period)} total={counts.total} />
        {facilityId === null && (
          <FacilityTable byFacility={counts.byFacility} before={before?.byFacility ?? null} days={days} />
        )}
      </div>
      <CountTable title="Per tahap hidup" rows={lifeStageRows(counts.byLifeStage)} total={counts.total} />
      <CountTable title="Per keperluan" rows={purposeRows(counts.byPurpose)} total={counts.total} />
    </div>
  )
}

/** In the scheme's order; a cluster nobody visited is an answer too. */
function clusterRows(byCluster: Counts, { to }: Period): CountRow[] {
  return clusterWordsOn(to).map(({ code, label, numeral }) => ({
    key: code,
    label: (
      <span className={styles.cluster}>
        <ClusterMark cluster={code} numeral={numeral} /> {label}
      </span>
    ),
    visits: byCluster.get(code) ?? 0,
    color: clusterColors[code],
  }))
}

/** Mothers, then from the youngest to the oldest; what no stage fits is shown only where it occurs. */
function lifeStageRows(byLifeStage: Counts): CountRow[] {
  const known = [...motherhoodStages, ...lifeStages].map((stage) => ({
    key: stage,
    label: lifeStageWord(stage),
    visits: byLifeStage.get(stage) ?? 0,
  }))
  const unknown = sum(byLifeStage) - known.reduce((all, { visits }) => all + visits, 0)
  return unknown === 0 ? known : [...known, { key: 'unknown', label: unknownLabel, visits: unknown }]
}

function purposeRows(byPurpose: Counts): CountRow[] {
  return [...byPurpose]
    .map(([code, visits]) => ({ key: code, label: purposeWord(code), visits }))
    .sort((a, b) => b.visits - a.visits)
}

function sum(counts: Counts): number {
  return [...counts.values()].reduce((all, visits) => all + visits, 0)
}

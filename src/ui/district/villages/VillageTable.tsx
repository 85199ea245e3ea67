import type { DistrictOutputs } from '#contract/district/district'
import { lifeStageWord, programmePurposes, purposeWord, valuesOf } from '#domain/visit-words'
import { Count } from '../Masked.tsx'
import table from '../table.module.css'
import styles from './villages.module.css'

type Answer = DistrictOutputs['dashboard']['villages']
type Counts = Answer['elsewhere']
type Props = { answer: Answer; view: 'tahap' | 'program'; ownPlace: boolean }

/** Columns of one subject at a time: all of them side by side fit no screen and no paper. */
export function VillageTable({ answer: { villages, elsewhere }, view, ownPlace }: Props) {
  const columns = view === 'tahap' ? stageColumns : programmeColumnsOf([...villages, elsewhere])
  return (
    <div className={styles.wide}>
      <table className={`${table.table} ${styles.villages}`}>
        <thead>
          <tr>
            <th>Desa/kelurahan</th>
            <th className={table.number}>Orang</th>
            <th className={table.number}>Kunjungan</th>
            {columns.map(({ code, word }) => (
              <th key={code} className={table.number}>
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {villages.map((village) => (
            <tr key={village.code}>
              <th scope="row">
                {village.name}
                <small>
                  {[village.district, !ownPlace && village.facility.name.replace(/^Puskesmas /, '')]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </th>
              <Cells counts={village} columns={columns} />
            </tr>
          ))}
          <tr>
            <th scope="row">
              Luar wilayah<small>atau alamat tidak diketahui, semua Puskesmas</small>
            </th>
            <Cells counts={elsewhere} columns={columns} />
          </tr>
        </tbody>
      </table>
    </div>
  )
}

type Column = { code: string; word: string; of: 'lifeStages' | 'programmes' }

const stageColumns: Column[] = (valuesOf('life_stage') ?? []).map((code) => ({
  code,
  word: lifeStageWord(code),
  of: 'lifeStages',
}))

/** Programmes nobody came for take no room. */
function programmeColumnsOf(rows: readonly Counts[]): Column[] {
  const seen = new Set(rows.flatMap(({ programmes }) => Object.keys(programmes ?? {})))
  return programmePurposes
    .filter((code) => seen.has(code))
    .map((code) => ({ code, word: purposeWord(code), of: 'programmes' }))
}

function Cells({ counts, columns }: { counts: Counts; columns: readonly Column[] }) {
  return (
    <>
      <td className={table.number} data-none={counts.people === 0}>
        <Count shown={counts.people} />
      </td>
      <td className={table.number} data-none={counts.visits === 0}>
        <Count shown={counts.visits} />
      </td>
      {columns.map(({ code, of }) => {
        const cells = counts[of]
        const shown = cells === null ? 'hidden' : (cells[code] ?? 0)
        return (
          <td key={code} className={table.number} data-none={shown === 0}>
            <Count shown={shown} />
          </td>
        )
      })}
    </>
  )
}

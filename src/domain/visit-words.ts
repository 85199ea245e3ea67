import schemes from '#resources/rules/cluster-schemes.json' with { type: 'json' }
import purposes from '#resources/rules/purposes.json' with { type: 'json' }
import { type ClusterCode, type ClusterScheme, clusterCodes } from './cluster.ts'
import { lifeStageLabels, motherhoodLabels } from './life-stage.ts'
import type { LocalDate } from './local-date.ts'
import { payerLabels } from './payer.ts'
import { schemeOn } from './rule-book.ts'
import { sexLabels } from './sex.ts'

/** What the district counts visits by. */
export const visitDimensions = [
  'cluster',
  'life_stage',
  'purpose',
  'sex',
  'village',
  'payer',
  'visit_kind',
  'first_ever',
  'first_this_year',
  'inside_area',
  'service_recorded',
] as const
export type VisitDimension = (typeof visitDimensions)[number]

export const dimensionLabels: Record<VisitDimension, string> = {
  cluster: 'Per klaster',
  life_stage: 'Per tahap hidup',
  purpose: 'Per keperluan',
  sex: 'Jenis kelamin',
  village: 'Per desa/kelurahan',
  payer: 'Cara bayar',
  visit_kind: 'Sakit atau sehat',
  first_ever: 'Baru atau lama di Puskesmas',
  first_this_year: 'Kunjungan pertama tahun ini',
  inside_area: 'Wilayah kerja',
  service_recorded: 'Pelayanan tercatat',
}

/** Where a visit carried no such fact. */
export const unknownValue = 'tidak_diketahui'
export const unknownLabel = 'Tidak diketahui'

export type ClusterWord = { code: ClusterCode; label: string; numeral: string }

/** Puskesmas may count their clusters differently; the district speaks the decree's own scheme. */
export function clusterWordsOn(today: LocalDate): ClusterWord[] {
  const scheme = schemeOn(schemes as unknown as ClusterScheme[], '4-klaster', today)
  return clusterCodes.map((code) => {
    const known = scheme?.clusters.find((cluster) => cluster.code === code)
    return { code, label: known?.label.replace(/^Klaster \d /, '') ?? code, numeral: known?.numeral ?? '' }
  })
}

/** The decree counts pregnancy and the weeks after a delivery as stages of life, before all others. */
const stageLabels = new Map(Object.entries({ ...motherhoodLabels, ...lifeStageLabels }))

export function lifeStageWord(code: string): string {
  return stageLabels.get(code) ?? unknownLabel
}

/** A purpose that only a newer Loket knows keeps its code: better an odd word than a wrong one. */
export function purposeWord(code: string): string {
  if (code === unknownValue) return unknownLabel
  return purposes.findLast((purpose) => purpose.code === code)?.label ?? code.replaceAll('_', ' ')
}

/** Purposes that are a programme's, as ANC and immunisation: what of a programme visits can tell. */
export const programmePurposes: readonly string[] = [
  ...new Set(purposes.filter(({ healthy }) => healthy).map(({ code }) => code)),
]

type Words = Readonly<Record<string, string>>

const yesOrNo: Partial<Record<VisitDimension, { ya: string; tidak: string; tidak_diketahui: string }>> = {
  first_ever: { ya: 'Baru', tidak: 'Lama', tidak_diketahui: unknownLabel },
  first_this_year: {
    ya: 'Pertama tahun ini',
    tidak: 'Sudah pernah tahun ini',
    tidak_diketahui: unknownLabel,
  },
  inside_area: { ya: 'Dalam wilayah', tidak: 'Luar wilayah', tidak_diketahui: 'Alamat tidak diketahui' },
  service_recorded: {
    ya: 'Tercatat',
    tidak: 'Pelayanan tidak tercatat',
    tidak_diketahui: 'Belum selesai',
  },
}

const codeWords: Partial<Record<VisitDimension, Words>> = {
  sex: sexLabels,
  payer: payerLabels,
  visit_kind: { sakit: 'Sakit', sehat: 'Sehat' },
  ...yesOrNo,
}

/** The values that a table always shows, in its order; null where only what occurs is shown, most first. */
export function valuesOf(dimension: VisitDimension): readonly string[] | null {
  if (dimension === 'cluster') return clusterCodes
  if (dimension === 'life_stage') return [...stageLabels.keys()]
  const fixed = codeWords[dimension]
  return fixed && dimension !== 'payer' ? Object.keys(fixed).filter((code) => code !== unknownValue) : null
}

/** What a value is called; a village by its name, which the areas know. */
export function valueWord(dimension: VisitDimension, value: string, today: LocalDate): string {
  if (dimension === 'cluster') {
    const known = clusterWordsOn(today).find(({ code }) => code === value)
    return known?.label ?? value
  }
  if (dimension === 'life_stage') return lifeStageWord(value)
  if (dimension === 'purpose') return purposeWord(value)
  const words = codeWords[dimension]
  const known = words && Object.hasOwn(words, value) ? words[value] : undefined
  return known ?? (value === unknownValue ? unknownLabel : value)
}

import versions from '#resources/rules/life-stages.json' with { type: 'json' }
import { type Age, ageOn, daysBetween, type LocalDate } from './local-date.ts'
import { effectiveOn } from './rule-book.ts'
import type { Sex } from './sex.ts'

export const lifeStages = [
  'neonatus',
  'bayi',
  'balita',
  'prasekolah',
  'usia_sekolah',
  'remaja',
  'dewasa',
  'lansia',
] as const
export type LifeStage = (typeof lifeStages)[number]
export const motherhoodStages = ['hamil', 'nifas'] as const
export type MotherhoodStage = (typeof motherhoodStages)[number]

export const lifeStageLabels: Record<LifeStage, string> = {
  neonatus: 'Neonatus',
  bayi: 'Bayi',
  balita: 'Balita',
  prasekolah: 'Anak prasekolah',
  usia_sekolah: 'Anak usia sekolah',
  remaja: 'Remaja',
  dewasa: 'Dewasa',
  lansia: 'Lansia',
}

export const motherhoodLabels: Record<MotherhoodStage, string> = { hamil: 'Ibu hamil', nifas: 'Ibu nifas' }

/** KF4 is day 29–42 after delivery (KMK 2015/2023, kmk.md:1278–1286). */
export const POSTPARTUM_DAYS = 42

type StageLimits = {
  code: LifeStage
  fromMonths: number
  belowMonths: number | null
  belowDays: number | null
}
type StageVersion = { effectiveFrom: string; effectiveTo: string | null; stages: StageLimits[] }

/**
 * Stages overlap on purpose: a 20-day-old is neonatus, bayi and balita. `primary` is the first that fits in
 * the order of resources/rules/life-stages.json; `tags` are all that fit, youngest first.
 */
export function lifeStageOf(birth: LocalDate, today: LocalDate): { primary: LifeStage; tags: LifeStage[] } {
  const age = ageOn(birth, today)
  const fitting = stagesOn(today)
    .filter((stage) => fits(stage, age))
    .map((stage) => stage.code)
  return { primary: fitting[0] ?? 'dewasa', tags: lifeStages.filter((stage) => fitting.includes(stage)) }
}

/** Pregnant, or within 42 days of a delivery; never for a man, whatever was ticked. */
export function motherhoodOf(
  sex: Sex | null,
  arrival: { pregnancy: object | null; deliveredOn: LocalDate | null },
  today: LocalDate,
): MotherhoodStage | null {
  if (sex === 'L') return null
  if (arrival.pregnancy) return 'hamil'
  if (!arrival.deliveredOn) return null
  const days = daysBetween(arrival.deliveredOn, today)
  return days >= 0 && days <= POSTPARTUM_DAYS ? 'nifas' : null
}

/** A day before the first version is read by the first: old visits keep their stage. */
function stagesOn(today: LocalDate): StageLimits[] {
  const known = versions as StageVersion[]
  return (effectiveOn(known, today)[0] ?? known[0])?.stages ?? []
}

function fits(stage: StageLimits, age: Age): boolean {
  return (
    age.totalMonths >= stage.fromMonths &&
    (stage.belowMonths === null || age.totalMonths < stage.belowMonths) &&
    (stage.belowDays === null || age.totalDays < stage.belowDays)
  )
}

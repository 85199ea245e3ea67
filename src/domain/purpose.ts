import type { Birth } from './birth.ts'
import { type ProblemOf, problem } from './errors.ts'
import type { MotherhoodStage } from './life-stage.ts'
import { ageOn, type LocalDate } from './local-date.ts'
import type { Sex } from './sex.ts'

/** Not a closed list: purposes are dated data (resources/rules/purposes.json). */
export type PurposeCode = string

/** `healthy` is the PCare meaning: promotive or preventive, no complaint. Ages are completed years, inclusive. */
export type Purpose = {
  code: PurposeCode
  label: string
  healthy: boolean
  onlySex: Sex | null
  minAgeYears: number | null
  maxAgeYears: number | null
  /** Who comes for this is pregnant or newly delivered, ticked or not. */
  implies?: MotherhoodStage
  order: number
  effectiveFrom: LocalDate
  effectiveTo: LocalDate | null
}

/** Whether a purpose can be meant for this person; what is not known rules out nothing. */
export function suitsPurpose(purpose: Purpose, person: { sex: Sex | null; years: number | null }): boolean {
  const { onlySex, minAgeYears, maxAgeYears } = purpose
  const { sex, years } = person
  return (
    (onlySex === null || sex === null || sex === onlySex) &&
    (minAgeYears === null || years === null || years >= minAgeYears) &&
    (maxAgeYears === null || years === null || years <= maxAgeYears)
  )
}

/** Refuses a purpose that the sex or the exactly known age rules out; an estimated age refuses nothing. */
export function checkPurpose(
  purpose: Purpose,
  person: { birth: Birth | null; sex: Sex | null },
  today: LocalDate,
): ProblemOf<'purpose_not_for'> | null {
  const years = person.birth?.precision === 'exact' ? ageOn(person.birth.date, today).years : null
  const suits = suitsPurpose(purpose, { sex: person.sex, years })
  return suits ? null : problem('purpose_not_for', { purpose: purpose.label })
}

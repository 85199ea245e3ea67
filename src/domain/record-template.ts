import { type FieldProblem, type ProblemOf, problem } from './errors.ts'
import type { FamilyRelation } from './family.ts'
import { personalPattern } from './record-number.ts'

/** How a Puskesmas numbers its records; chosen by itself, nowhere prescribed (ilp.md §2.6). */
export type RecordTemplate = {
  /** As `00-00-00` for each person, `WW-KKKK-AA` for each family; see `writeRecordNo`. */
  pattern: string
  /** The least serial that is given, in each area for itself. */
  start: number
  /** The code of the head of the family; wife or husband has the next, children and others those after it. */
  headCode: 0 | 1
  areas: readonly AreaCode[]
  /** For everybody from elsewhere, and from nobody knows where. */
  outside: string
}
export type AreaCode = { villageCode: string; code: string }

export const usualTemplate: RecordTemplate = {
  pattern: personalPattern,
  start: 1,
  headCode: 0,
  areas: [],
  outside: '99',
}

export const familyPattern = 'WW-KKKK-AA'
const lastMember = 99
/** A serial beyond this would no longer fit the longest number that may be kept. */
export const mostStart = 99_999_999

export function numbersFamilies({ pattern }: Pick<RecordTemplate, 'pattern'>): boolean {
  return pattern.includes('K')
}

/** Null where the pattern has no place for an area. */
export function areaCodeOf(template: RecordTemplate, villageCode: string | null): string | null {
  if (!template.pattern.includes('W')) return null
  return template.areas.find((area) => area.villageCode === villageCode)?.code ?? template.outside
}

/**
 * The codes a member may get, best first. Whoever comes without a family opens one: as its head, or, a child, in its
 * place behind the parents.
 */
export function memberCodes(
  { headCode }: RecordTemplate,
  { relation, child, alone }: { relation: FamilyRelation | null; child: boolean; alone: boolean },
): number[] {
  const others = Array.from({ length: lastMember - headCode - 1 }, (_, at) => headCode + 2 + at)
  if (relation === 'kepala' || (relation === null && alone && !child)) return [headCode, ...others]
  if (relation === 'suami' || relation === 'istri') return [headCode + 1, ...others]
  return others
}

/** The area's code (2), the family's serial (4–6), the member's code (2); or a serial for each person (4–8). */
export function checkPattern(pattern: string): ProblemOf<'record_pattern_invalid'> | null {
  const ofFamilies = /^WW[./-]?K(?:[./-]?K){3,5}[./-]?AA$/
  const ofPersons = /^(?:WW[./-]?)?0(?:[./-]?0){3,7}$/
  return ofFamilies.test(pattern) || ofPersons.test(pattern) ? null : problem('record_pattern_invalid')
}

/** All that is wrong, each at its field. */
export function checkTemplate(template: RecordTemplate): FieldProblem[] {
  const found: FieldProblem[] = []
  const wrong = checkPattern(template.pattern)
  if (wrong) found.push({ field: 'pattern', problem: wrong })
  if (!template.pattern.includes('W')) return found
  const isCode = (code: string) => /^\d\d$/.test(code)
  for (const [at, { code }] of template.areas.entries())
    if (!isCode(code)) found.push({ field: `areas.${at}.code`, problem: problem('area_code_invalid') })
  if (!isCode(template.outside)) found.push({ field: 'outside', problem: problem('area_code_invalid') })
  else if (template.areas.some(({ code }) => code === template.outside))
    found.push({ field: 'outside', problem: problem('outside_code_taken') })
  return found
}

/** Every village of the working area with its code; those without one get the least that is free. */
export function codeVillages(template: RecordTemplate, villageCodes: readonly string[]): AreaCode[] {
  const used = new Set([...template.areas.map(({ code }) => code), template.outside])
  const free = Array.from({ length: 100 }, (_, at) => String((at + 1) % 100).padStart(2, '0')).filter(
    (code) => !used.has(code),
  )
  return villageCodes.map((villageCode) => ({
    villageCode,
    code: template.areas.find((area) => area.villageCode === villageCode)?.code ?? free.shift() ?? '',
  }))
}

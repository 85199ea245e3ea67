import shipped from '#resources/rules/consent-forms.json' with { type: 'json' }
import { type Problem, problem } from './errors.ts'
import type { LocalDate } from './local-date.ts'
import { effectiveOn } from './rule-book.ts'
import { isMinor, type Relation, relationsFor } from './signer.ts'

export const consentKinds = ['persetujuan_umum', 'hak_kewajiban'] as const
export type ConsentKind = (typeof consentKinds)[number]

/** `optional`: one may say no to this point and still agree to the form. */
export type ConsentPoint = { code: string; text: string; group?: string; optional?: boolean; source: string }

/** The text of a form as dated data (resources/rules/consent-forms.json); a version's points are never reworded. */
export type ConsentForm = {
  kind: ConsentKind
  version: string
  title: string
  effectiveFrom: string
  effectiveTo: string | null
  opening: string
  closing: string
  /** The rules it rests on, as they stand at the foot of the paper. */
  basis: string
  /** What the person does by signing: «menyetujui», «tidak menyetujui». */
  agreed: string
  refused: string
  points: readonly ConsentPoint[]
}

export const consentForms = shipped as unknown as readonly ConsentForm[]

/** What was answered to a form; `points` are the codes said yes to. */
export type ConsentAnswer = {
  version: string
  points: readonly string[]
  agreed: boolean
  relation: Relation
  signer: string
}

/** The text that is asked today; before the first version, the first. */
export function formOn(
  kind: ConsentKind,
  today: LocalDate,
  forms: readonly ConsentForm[] = consentForms,
): ConsentForm {
  const versions = forms.filter((form) => form.kind === kind)
  const [form] = [...effectiveOn(versions, today), ...versions]
  if (!form) throw new Error(`no form of ${kind}`)
  return form
}

/** The text that was asked then, in the words of that version; null when it is no longer shipped. */
export function formOfVersion(kind: ConsentKind, version: string): ConsentForm | null {
  return consentForms.find((form) => form.kind === kind && form.version === version) ?? null
}

/** What is wrong with an answer before it can be kept; a refusal needs no point, but somebody who refuses. */
export function checkAnswer(
  form: ConsentForm,
  answer: ConsentAnswer,
  person: { birth: { date: LocalDate } | null },
  today: LocalDate,
): { field: string; problem: Problem } | null {
  if (answer.version !== form.version) return { field: 'version', problem: problem('consent_text_changed') }
  const known = new Set(form.points.map(({ code }) => code))
  if (answer.points.some((code) => !known.has(code)))
    return { field: 'points', problem: problem('consent_text_changed') }
  const open = openPoints(form, answer.points).length
  if (answer.agreed && open > 0)
    return { field: 'points', problem: problem('consent_points_open', { points: open }) }
  const isUnfit = !relationsFor(person.birth, today).includes(answer.relation)
  if (isUnfit) {
    const code = isMinor(person.birth, today) ? 'consent_needs_guardian' : 'consent_signer_unfit'
    return { field: 'relation', problem: problem(code) }
  }
  return answer.signer === '' ? { field: 'signer', problem: problem('consent_signer_missing') } : null
}

/** Points without which the form is not agreed to. */
export function openPoints(form: ConsentForm, points: readonly string[]): ConsentPoint[] {
  return form.points.filter(({ code, optional }) => !optional && !points.includes(code))
}

/** Where a person stands with a form: the last answer counts, and only for the text that is asked today. */
export type ConsentStanding<R> =
  | { state: 'missing'; record: null }
  | { state: 'agreed' | 'refused' | 'outdated'; record: R }

/** `records` of one person, the newest first. */
export function standingOf<R extends { kind: ConsentKind; version: string; agreed: boolean }>(
  kind: ConsentKind,
  records: readonly R[],
  today: LocalDate,
): ConsentStanding<R> {
  const record = records.find((answer) => answer.kind === kind)
  if (!record) return { state: 'missing', record: null }
  if (record.version !== formOn(kind, today).version) return { state: 'outdated', record }
  return { state: record.agreed ? 'agreed' : 'refused', record }
}

/** A sentence of the form with the name of this Puskesmas in it. */
export function inFacility(text: string, facility: string): string {
  return text.replaceAll('{puskesmas}', facility)
}

import { z } from 'zod'
import type { HubInputs, HubOutputs } from '#contract/hub/hub'
import { identifiers } from '#contract/hub/visit'
import { type Problem, problem } from '#domain/errors'
import { ageOn, type LocalDate, readTypedDate } from '#domain/local-date'
import { type Payer, payers } from '#domain/payer'
import { emergencySigns, symptoms } from '#domain/routing'

export type Patient = HubOutputs['patients']['open']
export type Arrival = HubInputs['visits']['preview']['arrival']
export type Identifier = (typeof identifiers)[number]

/** As typed. An empty purpose is the list's first; a null payer is the one on file, null help what the record says. */
export const visitForm = z.object({
  confirmedBy: z.array(z.enum(identifiers)),
  purpose: z.string(),
  complaint: z.string(),
  payer: z.enum(payers).nullable(),
  pregnant: z.boolean(),
  weeks: z.string(),
  postpartum: z.boolean(),
  deliveredOn: z.string(),
  emergency: z.array(z.enum(emergencySigns)),
  symptoms: z.array(z.enum(symptoms)),
  needsHelp: z.boolean().nullable(),
  /** Why somebody outside the usual classes goes first; null: nobody said so. */
  priorityReason: z.string().nullable().default(null),
  override: z.object({ roomId: z.string(), reason: z.string() }).nullable(),
})
export type VisitForm = z.infer<typeof visitForm>

export const emptyVisit: VisitForm = {
  confirmedBy: [],
  purpose: '',
  complaint: '',
  payer: null,
  pregnant: false,
  weeks: '',
  postpartum: false,
  deliveredOn: '',
  emergency: [],
  symptoms: [],
  needsHelp: null,
  priorityReason: null,
  override: null,
}

/** Whether closing this form would lose anything that took more than a key to say. */
export function isWorthKeeping(form: VisitForm): boolean {
  const { confirmedBy: _ticks, ...typed } = form
  const { confirmedBy: _none, ...nothing } = emptyVisit
  return JSON.stringify(typed) !== JSON.stringify(nothing)
}

export type FieldProblems = { weeks: Problem | null; deliveredOn: Problem | null }

/** The hub's words for what is ticked, or what keeps it from being one. */
export function readArrival(
  form: VisitForm,
  purpose: string,
  today: LocalDate,
): { arrival: Arrival } | { problems: FieldProblems } {
  const weeks = readWeeks(form)
  const deliveredOn = form.postpartum ? readTypedDate(form.deliveredOn, today) : null
  const problems: FieldProblems = {
    weeks: weeks === undefined ? problem('weeks_invalid') : null,
    deliveredOn: form.postpartum && !deliveredOn ? problem('date_invalid') : null,
  }
  if (weeks === undefined || problems.deliveredOn) return { problems }
  const { emergency, symptoms: seen } = form
  const needsHelp = form.needsHelp ?? false
  const pregnancy = form.pregnant ? { weeks } : null
  const chosenPriority = readPriority(form)
  return {
    arrival: { purpose, pregnancy, deliveredOn, emergency, symptoms: seen, needsHelp, chosenPriority },
  }
}

/** Without a reason nobody goes first. */
function readPriority({ priorityReason }: VisitForm): Arrival['chosenPriority'] {
  const reason = priorityReason?.trim() ?? ''
  return reason === '' ? null : { code: 'lainnya', reason }
}

/** Null when not told, undefined when not possible. */
function readWeeks({ pregnant, weeks }: VisitForm): number | null | undefined {
  if (!pregnant || weeks.trim() === '') return null
  const count = Number(weeks)
  return Number.isInteger(count) && count >= 1 && count <= 45 ? count : undefined
}

/** Pregnancy is offered to women from 9 to 60, and to whoever's sex or age nobody knows yet. */
export function mayBeMother(patient: Pick<Patient, 'sex' | 'birth'>, today: LocalDate): boolean {
  if (patient.sex === 'L') return false
  if (!patient.birth) return true
  const { years } = ageOn(patient.birth.date, today)
  return years >= 9 && years <= 60
}

type Motherhood = Pick<VisitForm, 'pregnant' | 'postpartum'>

/** What an antenatal or a postnatal check says about the woman by itself. */
function impliedBy(purpose: string): Motherhood {
  return { pregnant: purpose === 'anc', postpartum: purpose === 'nifas' }
}

/** Another purpose, and the tick that goes with it, unless the ticks are the clerk's own by now. */
export function turnToPurpose(form: VisitForm, from: string, to: string): Partial<VisitForm> {
  const before = impliedBy(from)
  const typed = form.weeks !== '' || form.deliveredOn !== ''
  const byHand = typed || form.pregnant !== before.pregnant || form.postpartum !== before.postpartum
  return { purpose: to, ...(!byHand && impliedBy(to)) }
}

export function payerOf(form: VisitForm, patient: Pick<Patient, 'payer'>): Payer {
  return form.payer ?? patient.payer
}

/** A disability on file asks for help by itself; the clerk who sees the person has the last word. */
export function needsHelp(form: VisitForm, { disabilities }: Pick<Patient, 'disabilities'>): boolean {
  return form.needsHelp ?? disabilities.length > 0
}

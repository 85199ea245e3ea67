import type { Birth } from './birth.ts'
import type { ClusterCode, ClusterScheme } from './cluster.ts'
import { type Problem, problem } from './errors.ts'
import {
  type LifeStage,
  lifeStageOf,
  type MotherhoodStage,
  motherhoodOf,
  POSTPARTUM_DAYS,
} from './life-stage.ts'
import { ageOn, daysBetween, type LocalDate } from './local-date.ts'
import { type ChosenPriority, type PriorityClass, priorityOf } from './priority.ts'
import type { Purpose, PurposeCode } from './purpose.ts'
import { fillReason } from './reason-words.ts'
import type { Room, RoomRole } from './room.ts'
import { pickRoom } from './room-choice.ts'
import { effectiveOn } from './rule-book.ts'
import type { Sex } from './sex.ts'

export const symptoms = ['batuk_2_minggu', 'demam_ruam', 'diare_akut'] as const
export type Symptom = (typeof symptoms)[number]

export const emergencySigns = [
  'tidak_sadar',
  'sesak_berat',
  'perdarahan',
  'kejang',
  'nyeri_dada',
  'kecelakaan',
  'persalinan',
  'lainnya',
] as const
export type EmergencySign = (typeof emergencySigns)[number]

/** What the clerk ticked. `weeks` is null when the age of the pregnancy is not known. */
export type Arrival = {
  purpose: PurposeCode
  pregnancy: { weeks: number | null } | null
  deliveredOn: LocalDate | null
  emergency: readonly EmergencySign[]
  symptoms: readonly Symptom[]
  needsHelp: boolean
  /** Counts only for a class that no fact decides; visits stored before such classes existed have none. */
  chosenPriority?: ChosenPriority | null | undefined
}

/** A temporary person may have neither. */
export type RoutedPerson = { birth: Birth | null; sex: Sex | null }

/** Every given key must hold; a list holds when one of it does. Ages are completed years and need a known birth. */
type RoutingCondition = {
  emergency?: true | readonly EmergencySign[]
  pregnant?: boolean
  postpartum?: boolean
  purposes?: readonly PurposeCode[]
  ageFrom?: number
  ageBelow?: number
  stages?: readonly LifeStage[]
  symptoms?: true | readonly Symptom[]
  sexes?: readonly Sex[]
  option?: keyof RuleBook['options']
}

/**
 * `because` is what a clerk can say to the patient. Its words in braces are filled in:
 * {usia} {tahap} {hamil} {hari_nifas} {tanda} {gejala} {keperluan} {klaster} {alasan}.
 */
export type RoutingRule = {
  id: string
  order: number
  when: RoutingCondition
  to: { cluster: ClusterCode; roles: readonly RoomRole[] }
  because: string
  effectiveFrom: LocalDate
  effectiveTo: LocalDate | null
  source: string
}

export type RuleBook = {
  rules: RoutingRule[]
  purposes: Purpose[]
  priorities: PriorityClass[]
  scheme: ClusterScheme
  options: { suspectsGoToK4: boolean }
}

export type Route = {
  room: Room
  /** The cluster that answers for the visit; a shared room (dental, say) may belong to another. */
  cluster: ClusterCode
  lifeStage: { primary: LifeStage; tags: LifeStage[] } | null
  motherhood: MotherhoodStage | null
  priority: { code: string; label: string; reason: string } | null
  visitKind: 'sakit' | 'sehat'
  apart: boolean
  noticeToK4: boolean
  ruleId: string
  reasons: string[]
}

type Facts = {
  arrival: Arrival
  sex: Sex | null
  years: number | null
  stage: Route['lifeStage']
  motherhood: MotherhoodStage | null
  options: RuleBook['options']
}

/**
 * Names exactly one first service point, and says why. Total: any person, any arrival, any rooms.
 * The rules are data; what is decided here is only what to do when no rule or no room fits.
 * `rooms` are in the facility's order, which settles ties.
 */
export function routeVisit(
  person: RoutedPerson,
  arrival: Arrival,
  rooms: readonly [Room, ...Room[]],
  book: RuleBook,
  today: LocalDate,
): Route {
  const facts = gatherFacts(person, arrival, book, today)
  const rule = effectiveOn(book.rules, today)
    .toSorted((a, b) => a.order - b.order)
    .find((candidate) => holds(candidate.when, facts))
  const choice = pickRoom(rooms, rule?.to ?? null)
  const cluster = rule?.to.cluster ?? choice.room.cluster
  const say = (template: string) => fillReason(template, { person, arrival, cluster, book, today })
  const purpose = book.purposes.find((known) => known.code === arrival.purpose)
  const motherhood = facts.motherhood ?? (person.sex === 'L' ? null : (purpose?.implies ?? null))
  const priority = describePriority({ ...facts, motherhood }, book, today, say)
  const suspected = arrival.symptoms.length > 0
  const isEmergency = arrival.emergency.length > 0
  return {
    room: choice.room,
    cluster,
    lifeStage: facts.stage,
    motherhood,
    priority,
    visitKind: purpose?.healthy && !suspected && !isEmergency ? 'sehat' : 'sakit',
    apart: suspected,
    noticeToK4: suspected && cluster !== 'k4',
    ruleId: rule?.id ?? 'tanpa-aturan',
    reasons: [
      say(
        rule?.because ??
          'belum ada aturan untuk keperluan ini; petugas ruangan menentukan langkah berikutnya',
      ),
      ...choice.reasons,
      ...(suspected ? [say(becauseApart(rooms, arrival, cluster))] : []),
      ...(priority ? [priority.reason] : []),
    ],
  }
}

function gatherFacts(person: RoutedPerson, arrival: Arrival, book: RuleBook, today: LocalDate): Facts {
  const birth = person.birth?.date ?? null
  return {
    arrival,
    sex: person.sex,
    years: birth && ageOn(birth, today).years,
    stage: birth && lifeStageOf(birth, today),
    motherhood: motherhoodOf(person.sex, arrival, today),
    options: book.options,
  }
}

function holds(when: RoutingCondition, facts: Facts): boolean {
  const { arrival, sex, years, stage, motherhood, options } = facts
  return (
    anyOf(when.emergency, arrival.emergency) &&
    anyOf(when.symptoms, arrival.symptoms) &&
    (when.pregnant === undefined || when.pregnant === (motherhood === 'hamil')) &&
    (when.postpartum === undefined || when.postpartum === (motherhood === 'nifas')) &&
    (when.purposes === undefined || when.purposes.includes(arrival.purpose)) &&
    (when.ageFrom === undefined || (years !== null && years >= when.ageFrom)) &&
    (when.ageBelow === undefined || (years !== null && years < when.ageBelow)) &&
    (when.stages === undefined || (stage !== null && when.stages.includes(stage.primary))) &&
    (when.sexes === undefined || (sex !== null && when.sexes.includes(sex))) &&
    (when.option === undefined || options[when.option])
  )
}

function anyOf<T>(wanted: true | readonly T[] | undefined, present: readonly T[]): boolean {
  if (wanted === undefined) return true
  return wanted === true ? present.length > 0 : present.some((one) => wanted.includes(one))
}

function describePriority(
  { arrival, years, motherhood }: Facts,
  book: RuleBook,
  today: LocalDate,
  say: (template: string) => string,
): Route['priority'] {
  const found = priorityOf(effectiveOn(book.priorities, today), {
    emergency: arrival.emergency.length > 0,
    years,
    pregnant: motherhood === 'hamil',
    needsHelp: arrival.needsHelp,
    chosen: arrival.chosenPriority ?? null,
  })
  return found && { code: found.code, label: found.label, reason: say(found.because) }
}

/** The person stays with the life-cycle cluster; only the place is separate (KMK 2015/2023, kmk.md:656–692, :5945). */
function becauseApart(rooms: readonly Room[], arrival: Arrival, cluster: ClusterCode): string {
  // The room for those who cough (TB) is no place for a child with measles or diarrhoea.
  const onlyCough = arrival.symptoms.every((symptom) => symptom === 'batuk_2_minggu')
  const isEmergency = arrival.emergency.length > 0
  const waitingRoom = onlyCough
    ? rooms.find((room) => room.active && room.roles.includes('batuk'))
    : undefined
  const wait = waitingRoom ? `tunggu terpisah di ${waitingRoom.publicLabel}` : 'tunggu di tempat terpisah'
  const notice = cluster === 'k4' ? '' : '; {klaster_menular} diberi tahu untuk tindak lanjut'
  return `karena {gejala}: ${isEmergency ? 'ditangani terpisah' : wait} agar yang lain tidak tertular${notice}`
}

/** What cannot be: a pregnant man, both at once, a delivery in the future or more than 42 days ago. */
export function checkArrival(person: RoutedPerson, arrival: Arrival, today: LocalDate): Problem[] {
  const { pregnancy, deliveredOn, emergency } = arrival
  const problems: Problem[] = []
  const motherhood = pregnancy || deliveredOn || emergency.includes('persalinan')
  if (motherhood && person.sex === 'L') problems.push(problem('pregnant_man'))
  if (pregnancy && deliveredOn) problems.push(problem('pregnant_and_postpartum'))
  const weeks = pregnancy?.weeks ?? 1
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > 45) problems.push(problem('weeks_invalid'))
  const days = deliveredOn ? daysBetween(deliveredOn, today) : 0
  if (days < 0) problems.push(problem('delivery_in_future'))
  if (days > POSTPARTUM_DAYS) problems.push(problem('delivery_too_long_ago', { days }))
  return problems
}

/** Worth asking again, never a refusal: pregnant or just delivered below 10 or from 55 years. */
export function doubtArrival(person: RoutedPerson, arrival: Arrival, today: LocalDate): Problem[] {
  if (!person.birth || !(arrival.pregnancy || arrival.deliveredOn)) return []
  const { years } = ageOn(person.birth.date, today)
  return years < 10 || years >= 55 ? [problem('pregnancy_age_unlikely', { years })] : []
}

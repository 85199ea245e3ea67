import type { CareWindow } from './care-given.ts'
import type { CareMeasure } from './care-values.ts'
import type { MotherhoodStage } from './life-stage.ts'
import { ageOn, daysBetween, type LocalDate } from './local-date.ts'
import { fillWords, sayAge, sayPregnancy } from './reason-words.ts'
import type { Arrival, RoutedPerson, Symptom } from './routing.ts'
import { effectiveOn } from './rule-book.ts'
import type { Sex } from './sex.ts'

/** Completed units, both ends included; null is open. */
type Span = readonly [from: number, to: number | null]

/** Every given key must hold; what is not known never holds. `months`, `days` and `years` are the person's age. */
type CareCondition = {
  days?: Span
  months?: Span
  years?: Span
  sex?: Sex
  motherhood?: MotherhoodStage
  /** Of the pregnancy. */
  weeks?: Span
  daysAfterDelivery?: Span
  /** 1 to 12. */
  calendarMonths?: readonly number[]
  symptom?: Symptom
}

/**
 * One thing that is due, as dated data (resources/rules/care-schedules.json). Items of one `code` stand for each other:
 * the first that holds is meant. `because` knows {usia} {hamil} {hari_nifas}.
 */
export type CareItem = {
  id: string
  code: string
  label: string
  when: CareCondition
  because: string
  /** How long it stands once it was given. */
  again: CareWindow
  /** What may be measured with it. */
  asks: readonly CareMeasure[]
  /** Set where it is a vaccine: its international code where one names exactly this, and the doses it holds. */
  vaccine: {
    cvx: { code: string; display: string } | null
    doses: readonly { series: string; dose: number }[]
  } | null
  effectiveFrom: LocalDate
  effectiveTo: LocalDate | null
  source: string
}

/** `item` is the id of the one that is meant. */
export type DueCare = Pick<CareItem, 'code' | 'label' | 'again' | 'asks'> & { item: string; reason: string }

/** To stand over every such list: what others have given is on the person's paper only. */
export const dueCareNote =
  'Menurut usia dan catatan Puskesmas ini saja; cocokkan dengan buku KIA atau riwayat pemeriksaan.'

/** What a schedule looks at, worked out once for a person. */
type CareFacts = {
  days: number | null
  months: number | null
  years: number | null
  sex: Sex | null
  motherhood: MotherhoodStage | null
  weeks: number | null
  daysAfterDelivery: number | null
  calendarMonth: number
  symptoms: readonly Symptom[]
}

type CareArrival = Pick<Arrival, 'pregnancy' | 'deliveredOn' | 'symptoms' | 'emergency'>

/**
 * What is due for this person today by age, sex, pregnancy and symptoms, in the order of the schedule: a hint for the
 * room, never an order. `motherhood` is that of the route, which a purpose may imply. Empty in an emergency. Ages in
 * days or months need an exact birth date.
 */
export function dueCare(
  person: RoutedPerson,
  arrival: CareArrival,
  motherhood: MotherhoodStage | null,
  schedule: readonly CareItem[],
  today: LocalDate,
): DueCare[] {
  if (arrival.emergency.length > 0) return []
  const facts = factsOf(person, arrival, motherhood, today)
  const due = new Map<string, CareItem>()
  for (const item of effectiveOn(schedule, today)) {
    if (!due.has(item.code) && holds(item.when, facts)) due.set(item.code, item)
  }
  const words = {
    usia: person.birth ? sayAge(person.birth, today) : '',
    hamil: sayPregnancy(arrival.pregnancy),
    hari_nifas: String(facts.daysAfterDelivery ?? ''),
  }
  return [...due.values()].map(({ id, code, label, because, again, asks }) => ({
    item: id,
    code,
    label,
    again,
    asks,
    reason: fillWords(because, words),
  }))
}

function factsOf(
  { birth, sex }: RoutedPerson,
  { pregnancy, deliveredOn, symptoms }: CareArrival,
  motherhood: MotherhoodStage | null,
  today: LocalDate,
): CareFacts {
  const age = birth && ageOn(birth.date, today)
  const exactAge = birth?.precision === 'exact' ? age : null
  return {
    days: exactAge?.totalDays ?? null,
    months: exactAge?.totalMonths ?? null,
    years: age?.years ?? null,
    sex,
    motherhood,
    weeks: pregnancy?.weeks ?? null,
    daysAfterDelivery: deliveredOn && daysBetween(deliveredOn, today),
    calendarMonth: Number(today.slice(5, 7)),
    symptoms,
  }
}

function holds(when: CareCondition, facts: CareFacts): boolean {
  return (
    within(when.days, facts.days) &&
    within(when.months, facts.months) &&
    within(when.years, facts.years) &&
    within(when.weeks, facts.weeks) &&
    within(when.daysAfterDelivery, facts.daysAfterDelivery) &&
    (when.sex === undefined || when.sex === facts.sex) &&
    (when.motherhood === undefined || when.motherhood === facts.motherhood) &&
    (when.calendarMonths === undefined || when.calendarMonths.includes(facts.calendarMonth)) &&
    (when.symptom === undefined || facts.symptoms.includes(when.symptom))
  )
}

function within(span: Span | undefined, value: number | null): boolean {
  if (span === undefined) return true
  const [from, to] = span
  return value !== null && value >= from && value <= (to ?? value)
}

import { refuse } from './errors.ts'
import type { LocalDate } from './local-date.ts'
import { inSentence } from './reason-words.ts'

/**
 * Who is called first (UU 25/2009 Pasal 29; lansia in klaster 3: KMK 2015/2023). All given keys must hold; `chosen`
 * is a class that no fact decides, but a person who says why. `because` is filled like that of a routing rule.
 */
export type PriorityClass = {
  code: string
  label: string
  order: number
  when: {
    emergency?: true
    ageFrom?: number
    ageBelow?: number
    pregnant?: true
    needsHelp?: true
    chosen?: true
  }
  because: string
  /** May be pressed at the kiosk, before anybody knows who stands there. */
  atKiosk?: true
  effectiveFrom: LocalDate
  effectiveTo: LocalDate | null
  source: string
}

/** A class that somebody named at the kiosk or the desk; `reason` is what they gave for it. */
export type ChosenPriority = { code: string; reason: string | null }

/** What a priority class looks at; `years` is null when the age is not known. */
export type PriorityFacts = {
  emergency: boolean
  years: number | null
  pregnant: boolean
  needsHelp: boolean
  chosen: ChosenPriority | null
}

/** The first class, by order, that holds. A class that asks for an age never holds when the age is unknown. */
export function priorityOf(
  classes: readonly PriorityClass[],
  facts: PriorityFacts,
): { code: string; label: string; because: string } | null {
  const found = inOrder(classes).find((candidate) => holds(candidate, facts))
  return found ? { ...found, label: labelFor(found, facts.chosen) } : null
}

function holds({ code, when }: PriorityClass, facts: PriorityFacts): boolean {
  const { ageFrom, ageBelow } = when
  return (
    (!when.emergency || facts.emergency) &&
    (!when.pregnant || facts.pregnant) &&
    (!when.needsHelp || facts.needsHelp) &&
    (!when.chosen || (facts.chosen?.code === code && Boolean(facts.chosen.reason))) &&
    (ageFrom === undefined || (facts.years !== null && facts.years >= ageFrom)) &&
    (ageBelow === undefined || (facts.years !== null && facts.years < ageBelow))
  )
}

/** What a kiosk offers, with the ages (years) that a class goes by; only one that no fact decides asks for a reason. */
export function kioskClasses(classes: readonly PriorityClass[]): {
  code: string
  label: string
  ageFrom: number | null
  ageBelow: number | null
  needsReason: boolean
}[] {
  return inOrder(classes)
    .filter(({ atKiosk }) => atKiosk)
    .map(({ code, label, when }) => ({
      code,
      label,
      ageFrom: when.ageFrom ?? null,
      ageBelow: when.ageBelow ?? null,
      needsReason: when.chosen === true,
    }))
}

/**
 * The class of a number taken before registration: what was pressed counts until the counter knows the facts, which
 * then decide. Refuses a class that a kiosk does not offer, and one without the reason it needs.
 */
export function choosePriority(
  classes: readonly PriorityClass[],
  chosen: ChosenPriority,
): { code: string; label: string; reason: string | null } {
  const found = classes.find(({ code, atKiosk }) => code === chosen.code && atKiosk)
  if (!found) return refuse('priority_unknown')
  if (found.when.chosen && !chosen.reason) return refuse('reason_missing')
  return {
    code: found.code,
    label: labelFor(found, chosen),
    reason: found.when.chosen ? chosen.reason : null,
  }
}

/** «Lansia», or with what was said: «Lainnya (bayi demam)». */
function labelFor({ label, when }: PriorityClass, chosen: ChosenPriority | null): string {
  return when.chosen && chosen?.reason ? `${label} (${chosen.reason})` : label
}

function inOrder(classes: readonly PriorityClass[]): PriorityClass[] {
  return classes.toSorted((a, b) => a.order - b.order)
}

/** Someone who waits: `place` says in which order people came, `dueAt` is a booked time (ms), null for whoever just came. */
export type InLine = { place: number; priority: boolean; dueAt: number | null }

/** What gave a turn: the class, the other class's share, the place alone, or that nobody else waits. */
type Turn<T> = { leg: T; by: 'priority' | 'share' | 'place' | 'early' }

/**
 * The calling order, if nobody else comes and no booked time strikes.
 * - Two classes. Priority goes first, but after `ratio` priority calls in a row (1–9, `priorityStreak` of them already
 *   made) comes one regular call. Where only one class waits, neither the class nor the ratio has any effect.
 * - Within a class: bookings whose time has come, by that time; then everybody else by place.
 * - A booking before its time waits behind all others of both classes; it is called when nobody else waits.
 *
 * Nobody starves. With k of the own class in front, s = min(streak, ratio) and any number of people of the other class,
 * now or later, a regular person is called at the latest as number (k + 1)(ratio + 1) − s, a priority person as number
 * k + 1 + ⌊(k + s) / ratio⌋. Only bookings of the own class that fall due meanwhile add to k.
 */
function lineUp<T extends InLine>(
  waiting: readonly T[],
  priorityStreak: number,
  ratio: number,
  now: number,
): Turn<T>[] {
  const line = waiting.toSorted(compareInClass)
  const isEarly = ({ dueAt }: T) => dueAt !== null && dueAt > now
  const here = line.filter((leg) => !isEarly(leg))
  const priority = here.filter((leg) => leg.priority)
  const regular = here.filter((leg) => !leg.priority)
  const turns: Turn<T>[] = []
  let streak = priorityStreak
  for (let [p, r] = [0, 0]; p + r < here.length; ) {
    const [preferred, other] = [priority[p], regular[r]]
    const isPreferred = preferred !== undefined && (streak < ratio || !other)
    const leg = isPreferred ? preferred : other
    if (leg) turns.push({ leg, by: !preferred || !other ? 'place' : isPreferred ? 'priority' : 'share' })
    if (isPreferred) p++
    else r++
    streak = isPreferred ? streak + 1 : 0
  }
  return [...turns, ...line.filter(isEarly).map((leg): Turn<T> => ({ leg, by: 'early' }))]
}

/** Booked times first, in their order, then places; equals keep the order in which they were given. */
function compareInClass(a: InLine, b: InLine): number {
  const bookedFirst = Number(a.dueAt === null) - Number(b.dueAt === null)
  return bookedFirst || (a.dueAt ?? 0) - (b.dueAt ?? 0) || a.place - b.place
}

/** The next to call, or null when nobody waits. `now` is the hub's clock in ms; the rule stands at `lineUp`. */
export function chooseNext<T extends InLine>(
  waiting: readonly T[],
  priorityStreak: number,
  ratio: number,
  now: number,
): T | null {
  return lineUp(waiting, priorityStreak, ratio, now)[0]?.leg ?? null
}

/** Everyone who waits, in the order in which `chooseNext` will call them if nobody else comes. */
export function callingOrder<T extends InLine>(
  waiting: readonly T[],
  priorityStreak: number,
  ratio: number,
  now: number,
): T[] {
  return lineUp(waiting, priorityStreak, ratio, now).map(({ leg }) => leg)
}

/**
 * The calling order, and why each stands there, as a nurse can say it: «didahulukan: lansia», «giliran umum setelah
 * 2 prioritas», «janji temu pukul 09.00», «urutan datang». `sayClock` reads a moment from the facility's wall.
 */
export function explainOrder<T extends InLine & { priorityLabel: string | null }>(
  waiting: readonly T[],
  priorityStreak: number,
  ratio: number,
  now: number,
  sayClock: (at: number) => string,
): { leg: T; turn: string }[] {
  return lineUp(waiting, priorityStreak, ratio, now).map(({ leg, by }) => {
    const booked = leg.dueAt === null ? '' : `janji temu pukul ${sayClock(leg.dueAt)}`
    if (by === 'early') return { leg, turn: `${booked}, belum waktunya` }
    const ahead = {
      priority: ['didahulukan', inSentence(leg.priorityLabel ?? '')].filter(Boolean).join(': '),
      share: `giliran umum setelah ${ratio} prioritas`,
      place: '',
    }[by]
    return { leg, turn: [ahead, booked].filter(Boolean).join('; ') || 'urutan datang' }
  })
}

import type { LocalDate } from './local-date.ts'

/**
 * Who is called first (UU 25/2009 Pasal 29; lansia in klaster 3: KMK 2015/2023). All given keys must hold.
 * `because` is an Indonesian template, filled like that of a routing rule.
 */
export type PriorityClass = {
  code: string
  label: string
  order: number
  when: { emergency?: true; ageFrom?: number; ageBelow?: number; pregnant?: true; needsHelp?: true }
  because: string
  effectiveFrom: LocalDate
  effectiveTo: LocalDate | null
  source: string
}

/** Two priority calls to one regular call, in a room where both wait. */
export const priorityRatio = 2

/** What a priority class looks at; `years` is null when the age is not known. */
export type PriorityFacts = {
  emergency: boolean
  years: number | null
  pregnant: boolean
  needsHelp: boolean
}

/** The first class, by order, that holds. A class that asks for an age never holds when the age is unknown. */
export function priorityOf(classes: readonly PriorityClass[], facts: PriorityFacts): PriorityClass | null {
  return classes.toSorted((a, b) => a.order - b.order).find(({ when }) => holds(when, facts)) ?? null
}

function holds(when: PriorityClass['when'], facts: PriorityFacts): boolean {
  const { ageFrom, ageBelow } = when
  return (
    (!when.emergency || facts.emergency) &&
    (!when.pregnant || facts.pregnant) &&
    (!when.needsHelp || facts.needsHelp) &&
    (ageFrom === undefined || (facts.years !== null && facts.years >= ageFrom)) &&
    (ageBelow === undefined || (facts.years !== null && facts.years < ageBelow))
  )
}

/**
 * The next to call: priority first, but after `ratio` priority calls in a row the longest-waiting other person.
 * `priorityStreak` is how many of the last calls in a row were priority; `ratio` is at least 1.
 */
export function chooseNext<T extends { place: number; priority: boolean }>(
  waiting: readonly T[],
  priorityStreak: number,
  ratio: number,
): T | null {
  const inOrder = waiting.toSorted((a, b) => a.place - b.place)
  const preferred = inOrder.find((leg) => leg.priority === priorityStreak < ratio)
  return preferred ?? inOrder[0] ?? null
}

/** Everyone who waits, in the order in which `chooseNext` will call them if nobody else comes. */
export function callingOrder<T extends { place: number; priority: boolean }>(
  waiting: readonly T[],
  priorityStreak: number,
  ratio: number,
): T[] {
  const order: T[] = []
  let streak = priorityStreak
  let rest = [...waiting]
  for (let next = chooseNext(rest, streak, ratio); next; next = chooseNext(rest, streak, ratio)) {
    order.push(next)
    const called = next
    rest = rest.filter((leg) => leg !== called)
    streak = called.priority ? streak + 1 : 0
  }
  return order
}

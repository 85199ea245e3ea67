import type { LegCard } from '#contract/hub/queue'
import { findGiven } from '#domain/care-given'
import { type CareItem, dueCare } from '#domain/due-care'
import type { LegState } from '#domain/leg'
import { careItems, findCareItem } from './rule-resources.ts'
import type { CardFacts } from './store/cards.ts'
import type { NotedCare, StoredCare } from './store/care-events.ts'

type CardCare = LegCard['dueCare'][number]

/** Whoever was called has come in; care is noted until they have gone home. */
const inFront: readonly LegState[] = ['called', 'serving', 'done', 'moved']

export function canNoteCare({ state, visitStatus }: Pick<CardFacts, 'state' | 'visitStatus'>): boolean {
  return visitStatus === 'open' && inFront.includes(state)
}

/**
 * What is due for this person today, each with the care that stands for it, and what else was given at this visit:
 * a correction of the person may have made it due no longer, and it can still be taken back.
 */
export function careOf(stay: CardFacts, given: readonly StoredCare[]): CardCare[] {
  const { visitId, patientId, day, birth, sex, arrival, motherhood } = stay
  const own = given.filter((care) => care.patientId === patientId)
  const due = dueCare({ birth, sex }, arrival, motherhood, careItems, day).map((item) => ({
    item,
    care: findGiven(item, own, { visitId, today: day }),
  }))
  const shown = new Set(due.map(({ care }) => care))
  const others = own.filter((care) => care.visitId === visitId && !shown.has(care))
  return [
    ...due.map(({ item, care }) => {
      if (care?.visitId === visitId) return presentGiven(care, visitId, item.reason)
      const { item: id, label, reason, asks } = item
      return { item: id, label, reason, asks: [...asks], given: care && givenOf(care, visitId) }
    }),
    ...others.map((care) => presentGiven(care, visitId, '')),
  ]
}

/** What is kept of an item of the schedule that was given. */
export function notedFrom(
  { id, code, label, vaccine }: CareItem,
  where: Omit<NotedCare, 'item' | 'code' | 'label' | 'resource'>,
): NotedCare {
  return { ...where, item: id, code, label, resource: vaccine === null ? 'observation' : 'immunization' }
}

/** What was given at this visit, in the words it was noted with. */
function presentGiven(care: StoredCare, visitId: string, reason: string): CardCare {
  const { item, label } = care
  const asks = [...(findCareItem(item)?.asks ?? [])]
  return { item, label, reason, asks, given: givenOf(care, visitId) }
}

function givenOf({ at, day, by, room, values, ...care }: StoredCare, visitId: string): CardCare['given'] {
  return { at, day, by, room, values, here: care.visitId === visitId }
}

import { type CardPerson, registerAgain } from '#demo/corruption'
import { createRandom } from '#demo/random'
import type { LocalDate } from '#domain/local-date'
import type { Nik } from '#domain/nik'
import { type DuplicateHit, findDuplicates } from '#hub/store/duplicates'
import type { Store } from '#hub/store/open'
import type { StoredPatient } from '#hub/store/patients'
import { createWordShares } from '#hub/store/word-shares'
import { comparedOf } from './labelled.ts'

const today = '2026-11-23' as LocalDate

export type Answer = { wanted: string | null; hits: DuplicateHit[] }

/** People on file come as new once more, each written down in another way; what the hub shows for each. */
export async function comeAgain(
  store: Store,
  people: readonly CardPerson[],
  seed: string,
): Promise<Answer[]> {
  const random = createRandom(`${seed}/again`)
  const villages = [...new Set(people.map(({ villageCode }) => villageCode))]
  const answers: Answer[] = []
  for (const person of people) {
    const again = registerAgain(random, person, { today, villages, people })
    answers.push({ wanted: person.id, hits: await ask(store, again) })
  }
  return answers
}

/** People nobody has on file come for the first time. */
export async function comeFirst(store: Store, people: readonly CardPerson[]): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const person of people) answers.push({ wanted: null, hits: await ask(store, person) })
  return answers
}

function ask(store: Store, person: CardPerson): Promise<DuplicateHit[]> {
  return findDuplicates(store.db, createWordShares(store.db), { ...comparedOf(person), exceptId: null })
}

/** A stored person as the demo once made them. */
export function asCardPerson(stored: StoredPatient): CardPerson | null {
  const { birth, sex, villageCode, rt, rw } = stored
  if (birth === null || sex === null || villageCode === null || rt === null || rw === null) return null
  return { ...stored, birth, sex, villageCode, rt, rw, nik: stored.nik as Nik | null }
}

/** The share of answers, in percent. */
export function percent<T>(answers: readonly T[], holds: (answer: T) => boolean): number {
  return (100 * answers.filter(holds).length) / answers.length
}

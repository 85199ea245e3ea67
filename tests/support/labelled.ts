import { join, resolve } from 'node:path'
import type { CardPerson } from '#demo/corruption'
import { type LabelledPair, labelledPairs, type PairKind } from '#demo/labelled-pairs'
import { generatePeople } from '#demo/people'
import { choosePlace } from '#demo/place'
import { type Compared, compareRecords, type DuplicateLevel } from '#domain/duplicate'
import { estimateShare, type WordShare, wordsOf } from '#domain/duplicate-name'
import type { LocalDate } from '#domain/local-date'
import { openAreas } from '#files/areas'

const areas = openAreas(join(resolve(import.meta.dirname, '..', '..'), 'resources'))
const today = '2026-11-23' as LocalDate

/** Each seed is a Puskesmas somewhere else in the country, with the names of that place. */
export type LabelledSet = { pairs: LabelledPair[]; shareOf: WordShare }

export function labelledSet(seed: string, size: { people: number; pairs: number }): LabelledSet {
  const options = { seed, count: size.people, today, days: 30, place: choosePlace(seed, areas) }
  return { pairs: [...labelledPairs({ ...options, pairs: size.pairs })], shareOf: countWords(options) }
}

/** How common words are at that place, counted on other people than those of the pairs. */
function countWords(options: Parameters<typeof generatePeople>[0]): WordShare {
  const counts = new Map<string, number>()
  const people = [...generatePeople({ ...options, seed: `${options.seed}/words` })].flat()
  for (const { name } of people)
    for (const word of new Set(wordsOf(name))) counts.set(word, (counts.get(word) ?? 0) + 1)
  return (word) => estimateShare(counts.get(word) ?? 0, people.length)
}

export type Rates = { precision: number; recall: number }
export type Verdicts = {
  /** Any warning. */
  warned: Rates
  /** «Hampir pasti» alone. */
  certain: Rates
  /** What peers do: the same name, letter for letter, and the same birth date. */
  baseline: Rates
  /** How each kind of pair was judged. */
  byKind: Map<PairKind, Record<DuplicateLevel | 'silent', number>>
}

export function judge(sets: readonly LabelledSet[]): Verdicts {
  const judged = sets.flatMap(({ pairs, shareOf }) =>
    pairs.map(({ kind, same, first, second }) => ({
      kind,
      same,
      level: compareRecords(comparedOf(first), comparedOf(second), shareOf).level,
      equal: first.name === second.name && first.birth.date === second.birth.date,
    })),
  )
  const byKind: Verdicts['byKind'] = new Map()
  for (const { kind, level } of judged) {
    const counts = byKind.get(kind) ?? { hampir_pasti: 0, mungkin: 0, silent: 0 }
    counts[level ?? 'silent'] += 1
    byKind.set(kind, counts)
  }
  return {
    warned: ratesOf(judged.map(({ same, level }) => ({ same, said: level !== null }))),
    certain: ratesOf(judged.map(({ same, level }) => ({ same, said: level === 'hampir_pasti' }))),
    baseline: ratesOf(judged.map(({ same, equal }) => ({ same, said: equal }))),
    byKind,
  }
}

function ratesOf(answers: readonly { same: boolean; said: boolean }[]): Rates {
  const said = answers.filter((answer) => answer.said)
  const right = said.filter(({ same }) => same).length
  return { precision: right / said.length, recall: right / answers.filter(({ same }) => same).length }
}

/** A person of the demo as the hub compares one that is typed. */
export function comparedOf(person: CardPerson): Compared {
  const { name, sex, birth, nik, cardNo, motherId, motherName, birthOrder, familyId } = person
  const { villageCode, rt, rw, phone } = person
  const born = { motherId, motherName, birthOrder, familyId }
  return { name, sex, birth, nik, cardNo, passport: null, ...born, villageCode, rt, rw, phone }
}

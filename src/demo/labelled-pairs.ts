import { addDays, type LocalDate, yearOf } from '#domain/local-date'
import type { Nik } from '#domain/nik'
import { type CardPerson, type Elsewhere, registerAgain } from './corruption.ts'
import { inventName } from './names.ts'
import { type DemoPerson, generatePeople, type PeopleOptions } from './people.ts'
import { createRandom, type Random } from './random.ts'

/** How two records came about; only the first two are one person. */
export type PairKind =
  | 'again'
  | 'baby_named'
  | 'twins'
  | 'unnamed_twins'
  | 'siblings'
  | 'one_household'
  | 'father_and_son'
  | 'namesakes_in_village'
  | 'namesakes_of_one_day'

export type LabelledPair = { kind: PairKind; same: boolean; first: CardPerson; second: CardPerson }

type World = Elsewhere & { random: Random; households: readonly CardPerson[][] }

/** Every second pair is one person; the others are whom a clerk could take for one. */
const kindWeights: Record<PairKind, number> = {
  again: 48,
  baby_named: 2,
  twins: 7,
  unnamed_twins: 2,
  siblings: 9,
  one_household: 8,
  father_and_son: 6,
  namesakes_in_village: 10,
  namesakes_of_one_day: 8,
}

/** Pairs of records whose answer is known. The same seed gives the same pairs. */
export function* labelledPairs(options: PeopleOptions & { pairs: number }): Generator<LabelledPair> {
  const random = createRandom(`${options.seed}/pairs`)
  const households = [...generatePeople(options)].map((people, at) => shareCard(random, people, at))
  const villages = [...options.place.inside, ...options.place.outside]
  const world: World = { random, households, people: households.flat(), villages, today: options.today }
  for (let made = 0; made < options.pairs; made += 1) {
    const kind = random.weigh(kindWeights)
    let found = makers[kind](world)
    while (!found) found = makers[kind](world)
    yield { kind, same: kind === 'again' || kind === 'baby_named', first: found[0], second: found[1] }
  }
}

/** Two thirds have shown their family card. */
function shareCard(random: Random, people: readonly DemoPerson[], at: number): CardPerson[] {
  const familyId = random.chance(0.66) ? `family-${at}` : null
  return people.map((person) => ({ ...person, familyId, birthOrder: null }))
}

type Maker = (world: World) => [CardPerson, CardPerson] | null

const makers: Record<PairKind, Maker> = {
  again: (world) => {
    const person = world.random.pick(world.people)
    return [person, registerAgain(world.random, person, world)]
  },

  baby_named: (world) => {
    const child = pickChild(world)
    if (!child) return null
    const baby = { ...child, name: `By. Ny. ${child.motherName}`, nik: null }
    const named = registerAgain(world.random, child, world)
    return [baby, { ...named, birth: child.birth, motherName: named.motherName ?? child.motherName }]
  },

  twins: ({ random, ...world }) => {
    const child = pickChild({ random, ...world })
    if (!child) return null
    const numbered = random.chance(0.4)
    const second = bearTwin(random, child, numbered ? 2 : null)
    return [{ ...child, birthOrder: numbered ? 1 : null }, second]
  },

  unnamed_twins: (world) => {
    const child = pickChild(world)
    if (!child) return null
    const unnamed = { ...child, nik: null, name: `By. Ny. ${child.motherName}` }
    return [
      { ...unnamed, name: `${unnamed.name} I` },
      { ...unnamed, id: `${child.id}-II`, name: `${unnamed.name} II` },
    ]
  },

  siblings: ({ random, households }) => {
    const children = random.pick(households).filter(({ motherId }) => motherId !== null)
    const first = children.find(({ motherId }) => children.filter((x) => x.motherId === motherId).length > 1)
    const second = children.find(
      (other) =>
        other !== first && other.motherId === first?.motherId && other.birth.date !== first?.birth.date,
    )
    return first && second ? [first, second] : null
  },

  one_household: ({ random, households }) => {
    const [first, second] = random.pick(households)
    return first && second ? [first, second] : null
  },

  father_and_son: ({ random, households }) => {
    const members = random.pick(households)
    const son = members.find(({ sex, motherId }) => sex === 'L' && motherId !== null)
    const father = members.find(
      ({ sex, birth }) => sex === 'L' && son && olderBy(birth.date, son.birth.date, 16),
    )
    if (!father || !son) return null
    return [father, { ...son, name: random.chance(0.6) ? father.name : `${father.name} MUDA` }]
  },

  namesakes_in_village: ({ random, people }) => {
    const [first, other] = [random.pick(people), random.pick(people)]
    if (first.sex !== other.sex || first.id === other.id || first.birth.date === other.birth.date) return null
    return [first, { ...other, name: first.name, villageCode: first.villageCode }]
  },

  namesakes_of_one_day: ({ random, people }) => {
    const [first, other] = [random.pick(people), random.pick(people)]
    if (first.sex !== other.sex || first.id === other.id || first.nik === null || other.nik === null)
      return null
    const nik = `${first.nik.slice(0, 12)}${other.nik.slice(12)}` as Nik
    if (nik === first.nik) return null
    return [first, { ...other, name: first.name, birth: first.birth, nik: random.chance(0.15) ? null : nik }]
  },
}

function pickChild({ random, people, today }: World): CardPerson | null {
  const person = random.pick(people)
  const young = olderBy(addDays(today, -18 * 365), person.birth.date, 0)
  return young && person.motherId !== null && !person.name.startsWith('By.') ? person : null
}

function bearTwin(random: Random, child: CardPerson, birthOrder: number | null): CardPerson {
  const sex = random.pick(['L', 'P'] as const)
  const bearer = { flavour: 'islamic', surname: null, order: 0, birthYear: yearOf(child.birth.date) } as const
  const name = inventName(random, { ...bearer, sex })
  const nik = child.nik && nextNik(child.nik, child.sex, sex)
  return {
    ...child,
    id: `${child.id}-twin`,
    sex,
    name,
    nik,
    cardNo: child.cardNo && nextCard(child.cardNo),
    birthOrder,
  }
}

/** Twins are registered one after the other. */
function nextNik(nik: Nik, from: CardPerson['sex'], to: CardPerson['sex']): Nik {
  const day = Number(nik.slice(6, 8)) + (from === to ? 0 : to === 'P' ? 40 : -40)
  const serial = (Number(nik.slice(12)) % 9998) + 1
  return `${nik.slice(0, 6)}${String(day).padStart(2, '0')}${nik.slice(8, 12)}${String(serial).padStart(4, '0')}` as Nik
}

function nextCard(cardNo: string): string {
  return String((Number(cardNo) + 1) % 10 ** 13).padStart(13, '0')
}

function olderBy(older: LocalDate, younger: LocalDate, years: number): boolean {
  return yearOf(younger) - yearOf(older) >= years && younger >= older
}

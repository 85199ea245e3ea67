import type { FamilyRelation } from '#domain/family'
import { addDays, type LocalDate } from '#domain/local-date'
import type { Sex } from '#domain/sex'
import type { Random } from './random.ts'

/** One of those who live on one family card (KK); parents stand before their children. */
export type Member = {
  /** Whose family it belongs to: surnames and customs follow it. */
  line: 'husband' | 'wife'
  sex: Sex
  /** What the card calls them. */
  relation: FamilyRelation
  birth: LocalDate
  /** Positions in the household, where the parent lives in it. */
  mother: number | null
  father: number | null
  /** Which child of its mother, from 0. */
  order: number
  twin: 'I' | 'II' | null
}

const oldest = 98
const daysInYear = 365.25

/** Women of a household by age; with their children and parents this gives about the country's age pyramid. */
const ageBands: Record<string, number> = {
  '20-29': 22,
  '30-39': 27,
  '40-49': 22,
  '50-59': 15,
  '60-69': 9,
  '70-88': 5,
}
const childCounts: Record<string, number> = { '0': 6, '1': 20, '2': 38, '3': 24, '4': 9, '5': 3 }

export function inventHousehold(random: Random, today: LocalDate): Member[] {
  return random.chance(0.09) ? [livingAlone(random, today)] : livingTogether(random, today)
}

function livingAlone(random: Random, today: LocalDate): Member {
  const age = random.chance(0.5) ? 19 + random.unit() * 20 : 55 + random.unit() * 35
  return person(random, 'husband', 'kepala', random.pick(['L', 'P']), bornYearsAgo(today, age))
}

function livingTogether(random: Random, today: LocalDate): Member[] {
  const woman = drawAge(random)
  const man = woman + (random.unit() + random.unit()) * 6 - 2
  const members = random.chance(0.2) ? inventParents(random, today, woman) : []
  const grandmother = members.findIndex((member) => member.sex === 'P')
  const grandfather = members.findIndex((member) => member.sex === 'L')

  const wife = members.length
  members.push({
    ...person(random, 'wife', 'istri', 'P', bornYearsAgo(today, woman)),
    mother: grandmother === -1 ? null : grandmother,
    father: grandfather === -1 ? null : grandfather,
  })
  const widow = random.chance(woman > 72 ? 0.65 : woman > 58 ? 0.3 : 0.04)
  const husband = widow
    ? null
    : members.push(person(random, 'husband', 'kepala', 'L', bornYearsAgo(today, man))) - 1

  for (const child of inventChildren(random, today, woman))
    members.push({ ...child, mother: wife, father: husband })
  return husband === null ? members.map(headedByWife) : members
}

/** Without a husband the woman heads the card, and her parents are her own. */
function headedByWife(member: Member): Member {
  if (member.relation === 'istri') return { ...member, relation: 'kepala' }
  return member.relation === 'mertua' ? { ...member, relation: 'orang_tua' } : member
}

/** The woman's parents who live with her: her mother, her father, or both. */
function inventParents(random: Random, today: LocalDate, daughter: number): Member[] {
  const mother = daughter + 19 + random.unit() * 14
  const father = mother + random.unit() * 8
  const who = random.weigh({ P: 6, L: 1, both: 3 })
  const parents: Member[] = []
  if (who !== 'L' && mother < oldest)
    parents.push(person(random, 'wife', 'mertua', 'P', bornYearsAgo(today, mother)))
  if (who !== 'P' && father < oldest)
    parents.push(person(random, 'wife', 'mertua', 'L', bornYearsAgo(today, father)))
  return parents
}

/** Children from the woman's 19th year on, some years apart; grown ones have mostly left. */
function inventChildren(random: Random, today: LocalDate, mother: number): Member[] {
  const children: Member[] = []
  const wanted = Number(random.weigh(childCounts)) + (mother > 50 ? random.int(0, 2) : 0)
  let motherAge = 18.5 + random.unit() * 9
  for (let order = 0; order < wanted && motherAge < Math.min(mother, 43); order++) {
    const age = mother - motherAge
    motherAge += 1.6 + random.unit() * 4
    if (age > 27 || (age > 19 && random.chance(0.55))) continue
    const child: Member = {
      ...person(random, 'husband', 'anak', random.pick(['L', 'P']), bornYearsAgo(today, age)),
      order,
    }
    if (random.chance(0.012))
      children.push({ ...child, twin: 'I' }, { ...child, sex: random.pick(['L', 'P']), twin: 'II' })
    else children.push(child)
  }
  return children
}

function person(
  random: Random,
  line: Member['line'],
  relation: FamilyRelation,
  sex: Sex,
  birth: LocalDate,
): Member {
  return { line, relation, sex, birth, mother: null, father: null, order: random.int(0, 3), twin: null }
}

function drawAge(random: Random): number {
  const [from = 20, to = 88] = random.weigh(ageBands).split('-').map(Number)
  return from + random.unit() * (to - from + 1)
}

function bornYearsAgo(today: LocalDate, years: number): LocalDate {
  return addDays(today, -Math.floor(years * daysInYear))
}

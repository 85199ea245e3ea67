import { birthFromAge, birthFromYear } from '#domain/birth'
import { datesMistakenFor } from '#domain/duplicate-birth'
import { addDays, ageOn, type LocalDate, parseLocalDate, yearOf } from '#domain/local-date'
import type { Nik } from '#domain/nik'
import { mistypeName, writeNameAgain } from './name-corruption.ts'
import type { DemoPerson } from './people.ts'
import type { Random } from './random.ts'

/** What is compared of a person of the demo; the family card where it was shown, twins by their order. */
export type CardPerson = Pick<
  DemoPerson,
  | 'id'
  | 'name'
  | 'sex'
  | 'birth'
  | 'nik'
  | 'cardNo'
  | 'motherId'
  | 'motherName'
  | 'villageCode'
  | 'rt'
  | 'rw'
  | 'phone'
> & { familyId: string | null; birthOrder: number | null }

/** What one who comes again may bring from elsewhere: another number, another village. */
export type Elsewhere = { today: LocalDate; villages: readonly string[]; people: readonly CardPerson[] }

/**
 * The same person registered a second time, from another paper or from hearsay. Every field goes wrong on its own, as
 * often as clerks and papers make it (docs/decisions/0018).
 */
export function registerAgain(random: Random, person: CardPerson, elsewhere: Elsewhere): CardPerson {
  const again = { ...person, id: `${person.id}-again` }
  const written = writeNameAgain(random, person.name)
  return {
    ...again,
    name: random.chance(0.07) ? mistypeName(random, written) : written,
    birth: rememberOtherwise(random, person, elsewhere.today),
    sex: random.chance(0.007) ? (person.sex === 'L' ? 'P' : 'L') : person.sex,
    nik: bringNik(random, person, elsewhere),
    cardNo: bringCard(random, person, elsewhere),
    ...nameMother(random, person),
    ...moveHouse(random, person, elsewhere),
    phone:
      random.weigh({ same: 35, other: 40, none: 25 } as const) === 'same' ? person.phone : newPhone(random),
    familyId: random.chance(0.6) ? person.familyId : null,
  }
}

function rememberOtherwise(random: Random, { birth }: CardPerson, today: LocalDate): DemoPerson['birth'] {
  const { years } = ageOn(birth.date, today)
  const inexact = years >= 45 ? 14 : 2
  const how = random.weigh({ same: 81, swapped: 3, slip: 4, next_year: 3, wrong: 2, inexact })
  if (how === 'inexact' || (birth.precision !== 'exact' && how !== 'same')) {
    const told = Math.max(0, years + random.pick([-2, -1, -1, 0, 0, 0, 1, 1, 2]))
    return random.chance(0.5) ? birthFromYear(yearOf(birth.date)) : birthFromAge(told, today)
  }
  const date = {
    same: birth.date,
    swapped: parseLocalDate(`${birth.date.slice(0, 4)}-${birth.date.slice(8)}-${birth.date.slice(5, 7)}`),
    slip: random.pick(datesMistakenFor(birth.date)),
    next_year: parseLocalDate(`${yearOf(birth.date) + random.pick([-1, 1])}${birth.date.slice(4)}`),
    wrong: addDays(birth.date, random.int(-1500, 1500)),
  }[how]
  return date === null || date > today ? birth : { ...birth, date }
}

function bringNik(random: Random, { nik }: CardPerson, { people }: Elsewhere): Nik | null {
  if (nik === null) return null
  switch (random.weigh({ same: 64, none: 26, one_digit: 5, swapped: 3, of_another: 2 })) {
    case 'same':
      return nik
    case 'none':
      return null
    case 'one_digit':
      return changeDigit(random, nik) as Nik
    case 'swapped':
      return swapDigits(random, nik) as Nik
    case 'of_another':
      return random.pick(people).nik
  }
}

function bringCard(random: Random, { cardNo }: CardPerson, { people }: Elsewhere): string | null {
  if (cardNo === null) return random.chance(0.9) ? null : random.pick(people).cardNo
  const how = random.weigh({ same: 55, none: 37, one_digit: 3, of_another: 5 })
  if (how === 'none') return null
  if (how === 'same') return cardNo
  return how === 'one_digit' ? changeDigit(random, cardNo) : random.pick(people).cardNo
}

/** A link to the mother's record is seldom made twice; a woman is written under her own name or her husband's. */
function nameMother(random: Random, person: CardPerson): Pick<CardPerson, 'motherId' | 'motherName'> {
  const { motherId, motherName } = person
  const how = motherName === null ? 'none' : random.weigh(mothers)
  if (motherName === null || how === 'none') return { motherId: null, motherName: null }
  if (how === 'linked') return { motherId, motherName }
  if (how === 'same') return { motherId: null, motherName }
  const again = writeNameAgain(random, motherName)
  const written = how === 'again' ? mistypeName(random, again) : `NY. ${again.split(' ').at(-1)}`
  return { motherId: null, motherName: written }
}
const mothers = { linked: 25, same: 15, again: 15, another: 5, none: 40 }

function moveHouse(
  random: Random,
  person: CardPerson,
  { villages }: Elsewhere,
): Pick<CardPerson, 'villageCode' | 'rt' | 'rw'> {
  const { villageCode, rt, rw } = person
  const otherRt = String(random.int(1, 9)).padStart(3, '0')
  switch (random.weigh({ same: 76, within: 13, away: 11 })) {
    case 'same':
      return { villageCode, rt, rw }
    case 'within':
      return { villageCode, rt: otherRt, rw }
    case 'away':
      return {
        villageCode: random.pick(villages),
        rt: otherRt,
        rw: String(random.int(1, 6)).padStart(3, '0'),
      }
  }
}

function newPhone(random: Random): string | null {
  return random.chance(0.6) ? `0860${String(random.int(0, 99_999_999)).padStart(8, '0')}` : null
}

function changeDigit(random: Random, digits: string): string {
  const at = random.int(0, digits.length - 1)
  const other = random.pick([...'0123456789'].filter((digit) => digit !== digits[at]))
  return digits.slice(0, at) + other + digits.slice(at + 1)
}

function swapDigits(random: Random, digits: string): string {
  const at = random.int(0, digits.length - 2)
  return `${digits.slice(0, at)}${digits[at + 1]}${digits[at]}${digits.slice(at + 2)}`
}

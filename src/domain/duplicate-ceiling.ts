import { type Compared, mostBitsOfHome, possibleFrom, weighSex } from './duplicate.ts'
import { weighBirths } from './duplicate-birth.ts'
import { weighFamilies, weighMothers, weighPlaces } from './duplicate-home.ts'
import { type WordShare, weighNames } from './duplicate-name.ts'
import { weighCards, weighNik, weighPhones } from './duplicate-numbers.ts'

/** What can be kept of everybody, and rules most of them out before they are read. */
export type Sketch = Pick<Compared, 'sex' | 'birth' | 'nik' | 'cardNo'>

/**
 * Whether somebody is worth comparing with this person, who has no passport: name and home are taken to agree as they
 * would with the person themself, which nobody exceeds. Who was born on the same day always is.
 */
export function worthComparing(person: Compared, shareOf: WordShare): (other: Sketch) => boolean {
  const needed = possibleFrom - mostBitsOfNameAndHome(person, shareOf)
  return ({ sex, birth, nik, cardNo }) => {
    const born = weighBirths(person.birth, birth)
    if (born.likeness === 'same') return true
    const numbers = weighNik(person.nik, nik, born.bits).bits + weighCards(person.cardNo, cardNo).bits
    return born.bits + weighSex(person.sex, sex).bits + numbers >= needed
  }
}

function mostBitsOfNameAndHome(person: Compared, shareOf: WordShare): number {
  const { name, familyId, phone } = person
  const home = [
    weighMothers(person, person, shareOf),
    weighFamilies(familyId, familyId),
    weighPlaces(person, person),
    weighPhones(phone, phone),
  ].reduce((sum, { bits }) => sum + bits, 0)
  return Math.max(0, weighNames(name, name, shareOf).bits) + Math.min(mostBitsOfHome, home)
}

import { type Compared, mostBitsOfHome, possibleFrom, weighSex } from './duplicate.ts'
import { weighBirths } from './duplicate-birth.ts'
import { type Placed, weighFamilies, weighMothers, weighPlaces } from './duplicate-home.ts'
import { type WordShare, weighNames } from './duplicate-name.ts'
import { weighCards, weighNik, weighPhones } from './duplicate-numbers.ts'

/** What can be kept of everybody, and rules most of them out before they are read. */
export type Sketch = Placed & Pick<Compared, 'sex' | 'birth' | 'nik' | 'cardNo' | 'phone'>

/**
 * Whether somebody of another passport, or none, is worth comparing with this person: name, mother and card of the family
 * are taken to agree as they would with the person themself, which nobody exceeds. Who was born on the same day always is.
 */
export function worthComparing(person: Compared, shareOf: WordShare): (other: Sketch) => boolean {
  const { name, familyId } = person
  const named = Math.max(0, weighNames(name, name, shareOf).bits)
  const related = weighMothers(person, person, shareOf).bits + weighFamilies(familyId, familyId).bits
  return (other) => {
    const born = weighBirths(person.birth, other.birth)
    if (born.likeness === 'same') return true
    const home = related + weighPlaces(person, other).bits + weighPhones(person.phone, other.phone).bits
    const own = named + born.bits + weighSex(person.sex, other.sex).bits + Math.min(mostBitsOfHome, home)
    const numbers =
      weighNik(person.nik, other.nik, born.bits).bits + weighCards(person.cardNo, other.cardNo).bits
    return own + numbers >= possibleFrom
  }
}

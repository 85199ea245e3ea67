import { readBabyName } from './baby-name.ts'
import { type Finding, nothingToCompare, weight } from './duplicate-finding.ts'
import { type WordShare, weighOwnNames } from './duplicate-name.ts'

export type Mothered = { name: string; motherId: string | null; motherName: string | null }
export type Placed = { villageCode: string | null; rt: string | null; rw: string | null }

const mostBitsOfMother = 8

/** A newborn's name tells the mother's. Another mother says little: women are written under several names. */
export function weighMothers(a: Mothered, b: Mothered, shareOf: WordShare): Finding & { same: boolean } {
  const same = { same: true, bits: mostBitsOfMother, words: 'ibu sama' }
  if (a.motherId !== null && a.motherId === b.motherId) return same
  const [nameA, nameB] = [motherNameOf(a), motherNameOf(b)]
  if (nameA === null || nameB === null) return { ...nothingToCompare, same: false }
  const { likeness, bits } = weighOwnNames(nameA, nameB, shareOf)
  if (likeness === 'unknown') return { ...nothingToCompare, same: false }
  if (likeness === 'same') return { ...same, bits: Math.min(bits, mostBitsOfMother), words: 'nama ibu sama' }
  if (likeness === 'alike')
    return { same: true, bits: Math.min(Math.max(bits, 0), mostBitsOfMother / 2), words: 'nama ibu mirip' }
  return { same: false, bits: weight(0.12, likeness === 'part' ? 0.3 : 0.7), words: 'nama ibu beda' }
}

export function weighFamilies(a: string | null, b: string | null): Finding & { same: boolean } {
  if (a === null || b === null) return { ...nothingToCompare, same: false }
  if (a === b) return { same: true, bits: weight(0.9, 0.05), words: 'satu kartu keluarga' }
  return { same: false, bits: weight(0.25, 0.95), words: 'kartu keluarga beda' }
}

/** Most patients of a Puskesmas live in a few villages; people move, so that another place says little. */
export function weighPlaces(a: Placed, b: Placed): Finding {
  if (a.villageCode === null || b.villageCode === null) return nothingToCompare
  if (a.villageCode !== b.villageCode) return { bits: weight(0.12, 0.3), words: 'desa beda' }
  const [rt, rw] = [agrees(a.rt, b.rt), agrees(a.rw, b.rw)]
  if (rt === true && rw !== false) return { bits: weight(0.7, 0.03), words: 'desa dan RT sama' }
  if (rt === false || rw === false) return { bits: weight(0.25, 0.12), words: 'desa sama, RT/RW beda' }
  return { bits: weight(0.85, 0.15), words: 'desa sama' }
}

function agrees(a: string | null, b: string | null): boolean | null {
  return a === null || b === null ? null : Number(a) === Number(b)
}

function motherNameOf({ name, motherName }: Mothered): string | null {
  return motherName?.trim() || (readBabyName(name)?.mother ?? null)
}

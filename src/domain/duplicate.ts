import { readBabyName } from './baby-name.ts'
import type { Birth } from './birth.ts'
import { type BirthFinding, weighBirths } from './duplicate-birth.ts'
import { type Finding, nothingToCompare, weight } from './duplicate-finding.ts'
import { type Mothered, type Placed, weighFamilies, weighMothers, weighPlaces } from './duplicate-home.ts'
import { type NameFinding, type WordShare, weighNames } from './duplicate-name.ts'
import { type NumberFinding, weighCards, weighNik, weighPassports, weighPhones } from './duplicate-numbers.ts'
import type { Sex } from './sex.ts'

/** What of a person is compared; whatever is null says nothing. */
export type Compared = Mothered &
  Placed & {
    sex: Sex | null
    birth: Birth | null
    nik: string | null
    cardNo: string | null
    passport: string | null
    birthOrder: number | null
    familyId: string | null
    phone: string | null
  }

export const duplicateLevels = ['hampir_pasti', 'mungkin'] as const
export type DuplicateLevel = (typeof duplicateLevels)[number]

/** One sentence of a clerk, and whether it speaks for one person or for two. */
export type Evidence = { agrees: boolean; words: string }

/** `score` in bits; `level` null when these are two people, or too little is known. Strongest evidence first. */
export type Likeness = { score: number; level: DuplicateLevel | null; evidence: Evidence[] }

/**
 * Among a million people one in twenty who come as new is on file: even odds need some 24 bits, fewer people fewer
 * bits. A warning costs a glance, a missed one a second record; «hampir pasti» should be wrong once in twenty.
 */
export const possibleFrom = 18
const almostCertainFrom = 26
/** Mother, card, address and phone agree for everyone who lives together: together they say no more than this. */
export const mostBitsOfHome = 9
const worthSaying = 0.8

const levelLabels: Record<DuplicateLevel, string> = {
  hampir_pasti: 'Hampir pasti orang ini',
  mungkin: 'Mungkin orang ini',
}
export function describeLevel(level: DuplicateLevel): string {
  return levelLabels[level]
}

/** How likely two records are one person, and why. Warns at most; the clerk decides. */
export function compareRecords(a: Compared, b: Compared, shareOf: WordShare): Likeness {
  const birth = weighBirths(a.birth, b.birth)
  const found: Found = {
    name: weighNames(a.name, b.name, shareOf),
    birth,
    sex: weighSex(a.sex, b.sex),
    nik: weighNik(a.nik, b.nik, birth.bits),
    card: weighCards(a.cardNo, b.cardNo),
    passport: weighPassports(a.passport, b.passport),
    mother: weighMothers(a, b, shareOf),
    family: weighFamilies(a.familyId, b.familyId),
  }
  const { mother, family, ...own } = found
  const home = [mother, family, weighPlaces(a, b), weighPhones(a.phone, b.phone)]
  const score = sumOf(Object.values(own)) + Math.min(mostBitsOfHome, sumOf(home))
  return { score, level: levelOf(score, found, [a, b]), evidence: tell([...Object.values(own), ...home]) }
}

type Found = {
  name: NameFinding
  birth: BirthFinding
  sex: Finding
  nik: NumberFinding
  card: NumberFinding
  passport: NumberFinding
  mother: ReturnType<typeof weighMothers>
  family: ReturnType<typeof weighFamilies>
}

/** Whoever shares a number is shown, whatever the score; what cannot be one person is not, however alike. */
function levelOf(score: number, found: Found, pair: [Compared, Compared]): DuplicateLevel | null {
  const sameNik = found.nik.likeness === 'same'
  const sameNumber = [found.nik, found.card, found.passport].some(({ likeness }) => likeness === 'same')
  if (areTwins(found, pair)) return sameNik ? 'mungkin' : null
  if (areParentAndChild(found) && !sameNumber) return null
  const certain = score >= almostCertainFrom && (sameNik || !isDoubtful(found, pair))
  if (certain) return 'hampir_pasti'
  return score >= possibleFrom || sameNumber ? 'mungkin' : null
}

/** One mother, one birth date, and names or places in the row of their own. The mother's JKN card may serve for both. */
function areTwins(found: Found, [a, b]: [Compared, Compared]): boolean {
  const { likeness } = found.name
  const ordered = a.birthOrder !== null && b.birthOrder !== null && a.birthOrder !== b.birthOrder
  return areBornTogether(found) && (likeness === 'part' || likeness === 'other' || ordered)
}

/** Father and son may bear one name; nobody forgets a generation. */
function areParentAndChild({ birth, family }: Found): boolean {
  return birth.likeness === 'generation' && family.same
}

/** Too much speaks against it to call it almost certain: a NIK, a sex or a name of their own, or perhaps twins. */
function isDoubtful(found: Found, pair: [Compared, Compared]): boolean {
  const { name, sex, nik } = found
  return nik.likeness === 'other' || name.likeness === 'other' || sex.bits < 0 || mayBeTwins(found, pair)
}

/** RINA and RINI may be twins or a slip; «By. Ny. SITI I» and AHMAD may be one child or two. */
function mayBeTwins(found: Found, pair: [Compared, Compared]): boolean {
  const numbered = pair.some((one) => one.birthOrder !== null || readBabyName(one.name)?.order)
  const { likeness } = found.name
  return areBornTogether(found) && (likeness === 'alike' || (likeness === 'unknown' && numbered))
}

function areBornTogether({ birth, mother, family }: Found): boolean {
  return birth.likeness === 'same' && (mother.same || family.same)
}

export function weighSex(a: Sex | null, b: Sex | null): Finding {
  if (a === null || b === null) return nothingToCompare
  if (a === b) return { bits: weight(0.99, 0.5), words: null }
  return { bits: weight(0.01, 0.5), words: 'jenis kelamin beda' }
}

function sumOf(findings: readonly Finding[]): number {
  return findings.reduce((sum, { bits }) => sum + bits, 0)
}

function tell(findings: readonly Finding[]): Evidence[] {
  return findings
    .toSorted((a, b) => Math.abs(b.bits) - Math.abs(a.bits))
    .flatMap(({ bits, words }) =>
      words !== null && Math.abs(bits) >= worthSaying ? [{ agrees: bits > 0, words }] : [],
    )
}

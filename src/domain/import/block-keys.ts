import { readBabyName } from '../baby-name.ts'
import type { Birth } from '../birth.ts'
import type { Compared } from '../duplicate.ts'
import { datesMistakenFor } from '../duplicate-birth.ts'
import { bitsOfWord, type WordShare, wordsOf, worthOfFurtherWord } from '../duplicate-name.ts'
import { type LocalDate, yearOf } from '../local-date.ts'
import { soundOf } from '../name-sound.ts'
import { normalizePhone } from '../phone.ts'
import { normalizeRecordNo } from '../record-number.ts'
import { remember } from '../remember.ts'

/**
 * A file of 100,000 rows cannot ask the desk's dozen questions for each of them. Everybody is therefore kept under a few
 * keys, and whoever shares one with a row is weighed. What the desk would find and no key leads to has too little in
 * common to be likely by more than chance: common words of a name and another birth date. A key is a hash of 32 bits;
 * two that fall together bring somebody who was not meant, and who is weighed and found to be another.
 */
export type Blocked = Compared & { recordNo: string | null }

/** A word of so many bits is rare enough to be looked for within a year. */
const rareWord = 9
/** Two words together are rare enough to be looked for among those of whom no day of birth is known. */
const rareWords = 13
/** A name of so many bits outweighs another birth date, where the home is one. */
const rareName = 18
/** Below, a word says too little to be looked for on other days than the person's own, where another is rarer. */
const tellingWord = 6
/** A told age may be so many years off. */
const yearsOff: Record<Birth['precision'], number> = { exact: 1, month: 1, year: 1, estimated: 3 }
const mostWords = 5

/** The keys under which somebody is kept. */
export function keysOf(person: Blocked): number[] {
  const { name, birth } = person
  const words = namedBy(name)
  const isExact = birth?.precision === 'exact'
  const keys = [...ownNumbers(person), ...numbersNear(person), ...atHome(person, words)]
  for (const pair of pairsOf(words.sounds)) keys.push(...pairKeys(isExact ? 'w' : 'u', person, pair))
  if (birth === null) return keys
  const year = keyOf('y', birth.date.slice(0, 4))
  keys.push(joined(year, isExact ? words.whole : words.wholeOfInexact))
  for (const sound of words.sounds) keys.push(joined(year, hashOf(sound)))
  if (!isExact) return keys
  const day = hashOf(birth.date)
  for (const sound of words.sounds) keys.push(joined(day, hashOf(sound)))
  return [...keys, ...bornOn(birth.date, person, words)]
}

/** The keys under which a person may be kept already beside their own numbers, by what an error leaves standing. */
export function keysAskedFor(person: Blocked, shareOf: WordShare): number[] {
  const { name, birth, nik } = person
  const words = namedBy(name)
  const isExact = birth?.precision === 'exact'
  const keys = [...numbersNear(person), ...atHome(person, words)]
  if (nik !== null) for (const place of seams) keys.push(keyOf('n', swapped(nik, place)))
  const rarestFirst = words.words
    .map((word) => ({ sound: soundOfWord(word), bits: bitsOfWord(word, shareOf) }))
    .sort((a, b) => b.bits - a.bits)
  const [rarest, next] = rarestFirst
  if (rarest && next && bitsOfWords(rarest, next) >= rareWords) {
    const isRare = !isExact || bitsOfWords(...rarestFirst) >= rareName
    for (const pair of pairsOf([rarest.sound, next.sound]))
      for (const kind of isRare ? datedOrNot : undated) keys.push(...pairKeys(kind, person, pair))
  }
  if (birth === null) return keys
  const telling = rarestFirst.filter(({ bits }, at) => at === 0 || bits >= tellingWord)
  for (let off = -yearsOff[birth.precision]; off <= yearsOff[birth.precision]; off += 1) {
    const year = keyOf('y', String(yearOf(birth.date) + off))
    keys.push(joined(year, words.wholeOfInexact))
    // Two known days of different years are two people, unless one may be mistaken for the other or the name is rare.
    if (!isExact || off === 0) keys.push(joined(year, words.whole))
    for (const { sound, bits } of telling)
      if (!isExact || (off === 0 && bits >= rareWord)) keys.push(joined(year, hashOf(sound)))
  }
  if (!isExact) return keys
  for (const { sound } of telling) {
    const hash = hashOf(sound)
    for (const day of daysNear(birth.date)) keys.push(joined(day, hash))
  }
  return [...keys, ...bornOn(birth.date, person, words)]
}

/** Of whoever has no day of birth on file, and of everybody else. */
type PairKind = 'u' | 'w'
const undated: readonly PairKind[] = ['u']
const datedOrNot: readonly PairKind[] = ['u', 'w']

/** Two words of the name: another sex besides another birth date leaves nobody likely. */
function pairKeys(kind: PairKind, { sex }: Blocked, pair: string): number[] {
  const sexes = sex === null ? (['L', 'P'] as const) : [sex]
  return sexes.map((one) => keyOf(kind + one, pair))
}

/** Of words from the rarest on, as names are weighed. */
function bitsOfWords(...[rarest, ...others]: { bits: number }[]): number {
  return others.reduce((sum, { bits }) => sum + worthOfFurtherWord * bits, rarest?.bits ?? 0)
}

/** Whoever shares one of these is compared, whatever else they are. */
export function ownNumbers({
  nik,
  cardNo,
  passport,
  recordNo,
}: Pick<Blocked, 'nik' | 'cardNo' | 'passport' | 'recordNo'>): number[] {
  const keys: number[] = []
  if (nik !== null) keys.push(keyOf('n', nik))
  if (cardNo !== null) keys.push(keyOf('c', cardNo))
  if (passport !== null) keys.push(keyOf('e', passport))
  if (recordNo !== null) keys.push(keyOf('r', normalizeRecordNo(recordNo)))
  return keys
}

/**
 * A NIK that is one slip away differs in one of its parts (district, day, month, year, serial), so the others are a key,
 * beside a word of the name where many share them; two digits swapped across a seam are asked for one by one.
 */
function numbersNear({ nik, name }: Blocked): number[] {
  if (nik === null) return []
  const keys = [keyOf('d', nik.slice(6))]
  const { sounds } = namedBy(name)
  for (const [from, to] of shared) {
    const rest = keyOf(`${from}`, nik.slice(0, from) + nik.slice(to))
    for (const sound of sounds) keys.push(joined(rest, hashOf(sound)))
  }
  return keys
}

/** Day, month, year and serial of a NIK: without one of them, what is left is shared by several people of a district. */
const shared = [
  [6, 8],
  [8, 10],
  [10, 12],
  [12, 16],
] as const
/** The last digit of each part but the serial. */
const seams = [5, 7, 9, 11]

function swapped(nik: string, place: number): string {
  return nik.slice(0, place) + nik.charAt(place + 1) + nik.charAt(place) + nik.slice(place + 2)
}

/** A house shares its telephone and its card: within it, a word that begins alike. */
function atHome({ phone, familyId }: Blocked, { starts }: Named): number[] {
  const homes: number[] = []
  if (phone !== null) homes.push(keyOf('p', normalizePhone(phone)))
  if (familyId !== null) homes.push(keyOf('f', familyId))
  return homes.flatMap((home) => starts.map((start) => joined(home, hashOf(start))))
}

/** On the day itself: a word that begins alike, or the mother, whose name a newborn bears. */
function bornOn(date: LocalDate, { name, motherName }: Blocked, { starts }: Named): number[] {
  const day = keyOf('b', date)
  const mother = motherName ?? readBabyName(name)?.mother ?? ''
  const mothers = mother === '' ? [] : namedBy(mother).sounds.map((sound) => keyOf('m', sound))
  return [...starts.map(hashOf), ...mothers].map((key) => joined(day, key))
}

const daysNear = remember(50_000, (date: LocalDate) => Int32Array.from(datesMistakenFor(date), hashOf))
const soundOfWord = remember(20_000, soundOf)

type Named = { words: string[]; sounds: string[]; starts: string[]; whole: number; wholeOfInexact: number }

const namedBy = remember(1000, (name: string): Named => {
  const words = wordsOf(name).slice(0, mostWords)
  const sounds = [...new Set(words.map(soundOfWord))]
  const starts = [...new Set(sounds.map((sound) => sound.slice(0, 2)))]
  const all = words.join(' ')
  return { words, sounds, starts, whole: keyOf('k', all), wholeOfInexact: keyOf('i', all) }
})

function pairsOf(sounds: readonly string[]): string[] {
  const sorted = [...new Set(sounds)].sort()
  return sorted.flatMap((one, at) => sorted.slice(at + 1).map((other) => `${one} ${other}`))
}

/** What stands before the text says of what kind it is. */
function keyOf(kind: string, text: string): number {
  return hashOf(kind + text)
}

/** FNV-1a with a last stir. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) | 0
}

function joined(one: number, other: number): number {
  const mixed = Math.imul(one ^ Math.imul(other, 0x9e3779b1), 0x85ebca6b)
  return (mixed ^ (mixed >>> 13)) | 0
}

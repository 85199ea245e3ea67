import { type Compared, compareRecords, type Evidence, possibleFrom } from '../duplicate.ts'
import { weighBirths } from '../duplicate-birth.ts'
import type { WordShare } from '../duplicate-name.ts'
import { nameKey } from '../name-key.ts'
import { normalizeRecordNo } from '../record-number.ts'
import type { ImportedPerson } from './read-person.ts'
import { type Reason, reason } from './reasons.ts'

/** Somebody who may be the person of a row: on file, or in an earlier row of the same file. */
export type Candidate = Compared & {
  /** Of the record in use; null for a row. */
  id: string | null
  recordNo: string | null
  /** A record that was merged into the one in use, and is found by its number alone. */
  isOld: boolean
  /** The earlier row; null for somebody on file. */
  row: number | null
}

/** What becomes of a row that could be read. `recordNo` is the one to keep; null asks for a new one. */
export type Standing = {
  verdict: 'new' | 'likely' | 'known' | 'rejected'
  recordNo: string | null
  reasons: Reason[]
  /** Whom it was recognised as. */
  who: Candidate | null
  /** What speaks for and against it where a person has to decide, strongest first. */
  evidence: Evidence[]
}

/** As the desk compares; a family's card stands for the family. */
export function comparedOf(person: ImportedPerson): Compared {
  const { name, sex, birth, nik, cardNo, passport, motherName, villageCode, rt, rw, phone, family } = person
  const unasked = { motherId: null, birthOrder: null }
  const familyId = family?.key ?? null
  return {
    name,
    sex,
    birth,
    nik,
    cardNo,
    passport,
    motherName,
    villageCode,
    rt,
    rw,
    phone,
    familyId,
    ...unasked,
  }
}

/**
 * Recognised is who shares a number and a like name, or name, day of birth and home with nothing that speaks against it;
 * whoever is likely by the desk's own weighing is for a person to decide, and a number that two different people claim
 * is never given to both.
 */
export function recognise(
  person: ImportedPerson,
  candidates: readonly Candidate[],
  shareOf: WordShare,
): Standing {
  const { nik, recordNo } = person
  const inUse = candidates.filter(({ isOld }) => !isOld)
  const stand = (
    verdict: Standing['verdict'],
    who: Candidate | null,
    reasons: Reason[],
    evidence: Evidence[] = [],
  ): Standing => ({ verdict, recordNo, reasons, who, evidence })
  const sameNik = nik === null ? [] : inUse.filter((other) => other.nik === nik)
  const byNik = sameNik.find((other) => isAlike(person, other)) ?? sameNik[0]
  if (byNik)
    return isAlike(person, byNik)
      ? stand('known', byNik, known(byNik, recordNo))
      : stand('rejected', byNik, [nikTaken(byNik)])
  const byRecordNo = recordNo === null ? undefined : candidates.find((other) => bears(other, recordNo))
  const namesake = byRecordNo && isSamePerson(person, byRecordNo) ? byRecordNo : undefined
  if (namesake && !isOfOtherAge(person, namesake) && !sexDiffers(person, namesake))
    return stand('known', namesake, known(namesake, recordNo))
  const recognised =
    inUse.find((other) => sharesCard(person, other) && isSamePerson(person, other)) ??
    inUse.find(
      (other) => isNamesake(person, other) && sharesHome(person, other) && !isDoubtful(person, other),
    )
  if (recognised) return stand('known', recognised, known(recognised, recordNo))
  const [likeliest = namesake && doubted(person, namesake, shareOf)] = weigh(person, inUse, shareOf)
  const standing = likeliest
    ? stand('likely', likeliest.who, [likely(likeliest.who, likeliest.level)], likeliest.evidence)
    : stand('new', null, [])
  if (!byRecordNo || recordNo === null) return standing
  return { ...standing, recordNo: null, reasons: [...standing.reasons, recordNoTaken(recordNo, byRecordNo)] }
}

/** Those whom the desk would name, likeliest first. A card alone is none: children are treated on their mother's. */
function weigh(person: ImportedPerson, candidates: readonly Candidate[], shareOf: WordShare) {
  const mine = comparedOf(person)
  return candidates
    .flatMap((who) => {
      const { score, level, evidence } = compareRecords(mine, who, shareOf)
      return level === null || score < possibleFrom ? [] : [{ who, score, level, evidence }]
    })
    .sort((a, b) => b.score - a.score)
}

/** Who bears number and name, and is of another sex or generation: two Puskesmas count from one. A person decides. */
function doubted(person: ImportedPerson, who: Candidate, shareOf: WordShare) {
  const { score, evidence } = compareRecords(comparedOf(person), who, shareOf)
  return { who, score, level: 'mungkin' as const, evidence }
}

function isOfOtherAge({ birth }: ImportedPerson, other: Candidate): boolean {
  return weighBirths(birth, other.birth).likeness === 'generation'
}

/** All words alike, or the same birthday and at least one word of the name. */
function isAlike(person: ImportedPerson, other: Candidate): boolean {
  const [mine, theirs] = [nameKey(person.name), nameKey(other.name)]
  if (mine === theirs) return true
  const words = new Set(theirs.split(' '))
  return sameBirth(person, other) && mine.split(' ').some((word) => words.has(word))
}

function isSamePerson(person: ImportedPerson, other: Candidate): boolean {
  return isAlike(person, other) && !nikDiffers(person, other)
}

function isNamesake(person: ImportedPerson, other: Candidate): boolean {
  return (
    sameBirth(person, other) && !sexDiffers(person, other) && nameKey(person.name) === nameKey(other.name)
  )
}

function sameBirth({ birth }: ImportedPerson, other: Candidate): boolean {
  return birth !== null && birth.date === other.birth?.date
}

function bears({ recordNo: theirs }: Numbered, recordNo: string): boolean {
  return theirs !== null && normalizeRecordNo(theirs) === normalizeRecordNo(recordNo)
}

/** The card of JKN, or the passport. */
function sharesCard({ cardNo, passport }: ImportedPerson, other: Candidate): boolean {
  return (cardNo !== null && other.cardNo === cardNo) || (passport !== null && other.passport === passport)
}

function nikDiffers(person: ImportedPerson, other: Candidate): boolean {
  return differ(person.nik, other.nik)
}

function sexDiffers(person: ImportedPerson, other: Candidate): boolean {
  return other.sex !== null && other.sex !== person.sex
}

/** Enough to ask a person first: another home, mother or NIK, no day of birth, or two records of one file. */
function isDoubtful(person: ImportedPerson, other: Candidate): boolean {
  const isEstimate = other.birth?.precision !== 'exact' || person.birth?.precision !== 'exact'
  const otherHamlet = person.rt !== null && other.rt !== null && person.rt !== other.rt
  const otherRecord = other.row !== null && differ(person.recordNo, other.recordNo)
  return isEstimate || otherHamlet || otherRecord || nikDiffers(person, other) || motherDiffers(person, other)
}

function motherDiffers({ motherName }: ImportedPerson, other: Candidate): boolean {
  return differ(motherName && nameKey(motherName), other.motherName && nameKey(other.motherName))
}

function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other
}

function sharesHome(person: ImportedPerson, other: Candidate): boolean {
  const sameMother =
    person.motherName !== null &&
    other.motherName !== null &&
    nameKey(person.motherName) === nameKey(other.motherName)
  return sameMother || (person.villageCode !== null && person.villageCode === other.villageCode)
}

type Numbered = Pick<Candidate, 'recordNo'>

/**
 * What there is to say of a row that is this person, recognised or decided by somebody: the old system's number goes on
 * finding whoever is on file under another.
 */
export function known(who: Pick<Candidate, 'row' | 'recordNo'>, recordNo: string | null): Reason[] {
  const found =
    who.row === null
      ? reason('on_file', { recordNo: who.recordNo ?? '' })
      : reason('in_file', { row: who.row })
  const other = recordNo === null || bears(who, recordNo) ? [] : [reason('old_number', { text: recordNo })]
  return [found, ...other]
}

function likely({ row, name, recordNo }: Candidate, level: 'hampir_pasti' | 'mungkin'): Reason {
  const sure = level === 'hampir_pasti'
  return row === null
    ? reason(sure ? 'surely_on_file' : 'likely_on_file', { name, recordNo: recordNo ?? '' })
    : reason(sure ? 'surely_in_file' : 'likely_in_file', { row })
}

function nikTaken({ row, name, recordNo }: Candidate): Reason {
  return row === null
    ? reason('nik_of_other', { name, recordNo: recordNo ?? '' })
    : reason('nik_twice', { row })
}

function recordNoTaken(text: string, { row, name }: Candidate): Reason {
  return row === null ? reason('record_no_taken', { text, name }) : reason('record_no_twice', { text, row })
}

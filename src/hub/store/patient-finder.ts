import { sql } from 'kysely'
import { readBabyName, readBabySearch } from '#domain/baby-name'
import { tokensMet } from '#domain/found-words'
import { canonicalWords, fold, foldPrefix } from '#domain/name-fold'
import { nameStart, nameTokens, type QueryWord, queryWords } from '#domain/name-key'
import { nameWords } from '#domain/name-words'
import type { Roles } from '#domain/search-roles'
import type { SearchText } from '#domain/search-text'
import { beginning, both, either, oneOf } from './fts-match.ts'
import { endingAsAsked, type Found, findByNumber } from './number-finder.ts'
import type { Db } from './open.ts'
import { bornWords, endWord, placeWords } from './patient-search.ts'
import {
  beginningWith,
  matchOf,
  meets,
  type OwnWords,
  termOf,
  type Wanted,
  type Ways,
} from './wanted-words.ts'
import { createWordMemory, type WordMemory } from './word-memory.ts'

export type PatientFinder = {
  db: Db
  villageName: (code: string) => string | null
  find: (asked: SearchText, limit: number) => Promise<Found[]>
  /** Reads the words on file now, not at the first search, when a clerk would feel it. */
  warm: () => Promise<void>
}

/** Guesses stand below what was typed, and are few: a list of them teaches nobody anything. */
const mostSlips = 8
/** Short words are names; village names are longer. */
const shortestVillage = 3
/** So many are read where a list is sorted afterwards; a longer page of the same list then begins with the shorter one. */
const readAhead = 100

/**
 * `villageName` says what people call a village; the codes are those that occur among the patients. `thisYear` tells who
 * may be a baby.
 */
export function createPatientFinder(
  db: Db,
  villageName: (code: string) => string | null,
  thisYear: () => number,
): PatientFinder {
  const memory = createWordMemory(db, villageName)
  return {
    db,
    villageName,
    warm: memory.refresh,
    find: async (asked, limit) => {
      await memory.refresh()
      const found = new Map<number, Found>()
      for await (const rows of tiers({ db, memory, thisYear }, asked, limit)) {
        const ending = await endingAsAsked(db, asked.ends, rows)
        for (const row of ending) if (found.size < limit && !found.has(row.rid)) found.set(row.rid, row)
        if (found.size >= limit) break
      }
      return [...found.values()]
    },
  }
}

/**
 * Each has its own LIMIT in the order of an index (any other order would first collect every SITI of a million), and is
 * asked only when the ones before did not fill the list: number from its start, its last digits, babies where one is
 * asked for, whom «desa» or «kk» tells, names that begin as typed, whole words, beginnings of words, words written
 * together or apart, village, mother and head of the family, what sounds alike, what was typed with one slip, villages
 * among it.
 */
async function* tiers(
  { db, memory, thisYear }: Pick<Search, 'db' | 'memory' | 'thisYear'>,
  asked: SearchText,
  limit: number,
): AsyncGenerator<Found[]> {
  if (asked.number !== null) yield* findByNumber(db, asked.number, limit)
  const text = asked.words.join(' ')
  const ofMother = readBabySearch(text)
  const words = queryWords(ofMother || text)
  const narrow = narrowTo(asked, thisYear())
  if (words.length === 0) {
    if (narrow === '') return
    const matched = asked.rt === null && asked.rw === null ? 'lahir' : 'desa'
    yield byWords(db, narrow, { matched, tokens: [] }, limit)
    return
  }
  const tokens = words.map(({ token }) => token)
  const places = placesOf(memory, tokens)
  const search: Search = { db, memory, thisYear, words, tokens, places, narrow, limit }
  if (ofMother !== null) yield babies(ofMother === '' ? { ...search, tokens: [], places: [] } : search)
  if (asked.roles) {
    const said = await asSaid(search, asked.roles)
    yield said
    if (said.length > 0 && tellsApart(asked.roles)) return
  }
  yield* asWritten(search)
  yield* apartOrTogether(search)
  yield* bySound(search)
  yield* bySlip(search)
}

type Search = {
  db: Db
  memory: WordMemory
  thisYear: () => number
  words: readonly QueryWord[]
  tokens: readonly string[]
  /** Per word, the codes of the villages it may name. */
  places: readonly (readonly string[])[]
  /** FTS5: what every hit must have besides its names; empty for nothing. */
  narrow: string
  limit: number
}

const babyYears = 2

/** Who is called by the mother's name, and whoever is about under two and has such a mother; the youngest first. */
async function babies({ db, memory, tokens, places, narrow, limit, thisYear }: Search): Promise<Found[]> {
  const years = Array.from({ length: babyYears + 1 }, (_, ago) => String(thisYear() - ago))
  const baby = either(oneOf('name', ['BY', 'BAYI']), oneOf('born', years))
  const mother = asTyped({ memory, tokens, places }, 'name kin')
  const found = await byWords(
    db,
    both(...mother, baby, narrow),
    { matched: 'bayi', tokens },
    readAhead,
    'DESC',
  )
  const rows = await db
    .selectFrom('patients')
    .select(['rid', 'name', 'mother_name', 'birth_date'])
    .where(
      'rid',
      'in',
      found.map(({ rid }) => rid),
    )
    .orderBy('birth_date', 'desc')
    .execute()
  const isOfMother = (words: string | null) => {
    const met = tokensMet(words, tokens)
    return tokens.every((token, at) => met.includes(token) || places[at]?.length)
  }
  return rows
    .filter(({ name, mother_name }) => isOfMother(readBabyName(name) ? name : mother_name))
    .slice(0, limit)
    .map(({ rid }) => ({ rid, matched: 'bayi', tokens }))
}

/**
 * DESA AYU and KAMPUNG BARU are names of their own; otherwise AYU behind «desa» is a village, and AHMAD behind «kk» of
 * the family. Where nobody is found so, the words are looked for wherever they stand.
 */
async function asSaid({ db, memory, narrow, limit }: Search, roles: Roles): Promise<Found[]> {
  const literal = nameWords(roles.all.join(' ')).map(foldPrefix)
  const [own, village, kin] = [tokensOf(roles.own), tokensOf(roles.village), tokensOf(roles.kin)]
  const villages = placesOf(memory, village)
  const readings = [
    { tokens: literal, matches: namesOrPlaces(memory, literal) },
    {
      tokens: [...own, ...village, ...kin],
      matches: [
        ...namesOrPlaces(memory, own),
        ...villages.map((codes) => oneOf('place', codes)),
        ...kin.map((token) => beginningWith(memory, 'kin', token)),
      ],
    },
  ]
  const found: Found[] = []
  for (const { tokens, matches } of tellsApart(roles) ? readings : readings.slice(0, 1)) {
    if (matches.includes('')) continue
    found.push(...(await byWords(db, both(...matches, narrow), { matched: null, tokens }, limit)))
  }
  return found
}

function tellsApart({ village, kin }: Roles): boolean {
  return village.length > 0 || kin.length > 0
}

function namesOrPlaces(memory: WordMemory, tokens: readonly string[]): string[] {
  return asTyped({ memory, tokens, places: placesOf(memory, tokens) }, 'name')
}

function tokensOf(words: readonly string[]): string[] {
  return queryWords(words.join(' ')).map(({ token }) => token)
}

/** Per word, the codes of the villages that it may name. */
function placesOf(memory: WordMemory, tokens: readonly string[]): string[][] {
  return tokens.map((token) => (token.length < shortestVillage ? [] : memory.villages(token)))
}

/**
 * A word may be the beginning of a name or name a village. Everybody of whom that is true, with the family's names
 * counted, is asked for first: mostly there is nobody, and the nearer lists need not be gone through.
 */
async function* asWritten(search: Search): AsyncGenerator<Found[]> {
  const { db, memory, tokens, words, places, narrow, limit } = search
  const start = words.map(({ written }) => written).join(' ')
  if (tokens.some((token, at) => !memory.begins(token) && places[at]?.length === 0)) return
  if (narrow === '') yield startingWith(db, start, search)
  const found = { matched: null, tokens }
  const anybody = await byWords(db, both(...asTyped(search, 'name kin'), narrow), found, limit)
  if (anybody.length === 0) return
  const few = await readFew(search, anybody)
  const nowhere = { begins: null, words: [], villages: [] }
  const whole = tokens.map((token): Wanted => ({ ...nowhere, words: [token] }))
  const begun = tokens.map((token): Wanted => ({ ...nowhere, begins: token }))
  const isNearer = matchOf(memory, 'name', [whole]) !== matchOf(memory, 'name', [begun])
  if (isNearer && tokens.every(memory.isWord)) yield named(search, [whole], few, start)
  yield named(search, [begun], few, start)
  if (places.some((codes) => codes.length > 0)) yield inOwnName(search, [typedAs(search)], few, found)
  yield anybody
}

async function* apartOrTogether({ db, memory, words, narrow, limit }: Search): AsyncGenerator<Found[]> {
  for (const tokens of respelled(memory, words)) {
    const match = both(...tokens.map((token) => beginningWith(memory, 'name', token)), narrow)
    yield byWords(db, match, { matched: 'nama', tokens }, limit)
  }
}

/** In the order of the alphabet, as a clerk expects a list of names. */
async function startingWith(db: Db, start: string, { tokens, limit }: Search): Promise<Found[]> {
  const rows = await db
    .selectFrom('patient_lists')
    .innerJoin('patients', 'patients.rid', 'patient_lists.rid')
    .select('patient_lists.rid')
    .where('list', '=', 'name')
    .where('key', '>=', start)
    .where('key', '<', `${start}\u{10ffff}`)
    .where('merged_into', 'is', null)
    .orderBy('key')
    .limit(limit)
    .execute()
  return rows.map(({ rid }) => ({ rid, matched: 'nama', tokens }))
}

/** With a birth year or a place the list is short enough to put those first that begin as typed. */
async function named(search: Search, ways: Ways, few: Few, start: string): Promise<Found[]> {
  const { db, memory, narrow, tokens } = search
  const found = { matched: 'nama' as const, tokens }
  if (narrow === '') return inOwnName(search, ways, few, found)
  const ahead = few
    ? await inOwnName(search, ways, few, found)
    : await byWords(db, both(matchOf(memory, 'name', ways), narrow), found, readAhead)
  const own = few ?? (await readOwn(db, ahead))
  const begins = ({ rid }: Found) => Number(own.get(rid)?.start.startsWith(start) ?? false)
  return ahead.toSorted((a, b) => begins(b) - begins(a))
}

/** Per word, what it may be: the beginning of a name, or a village. */
function typedAs({ tokens, places }: Pick<Search, 'tokens' | 'places'>): Wanted[] {
  return tokens.map((token, at) => ({ begins: token, words: [], villages: places[at] ?? [] }))
}

function asTyped(search: Pick<Search, 'memory' | 'tokens' | 'places'>, columns: string): string[] {
  return typedAs(search).map((wanted) => termOf(search.memory, columns, wanted))
}

/** People with the words of their own names, where they are so few that the index need not be gone through once more. */
type Few = ReadonlyMap<number, Own> | null
type Own = OwnWords & { start: string }
/** A list that is shorter than it might be holds everybody, and so those of nearer lists. */
async function readFew({ db, limit }: Search, anybody: readonly Found[]): Promise<Few> {
  return anybody.length < limit ? readOwn(db, anybody) : null
}

async function readOwn(db: Db, found: readonly Found[]): Promise<Map<number, Own>> {
  const rids = found.map(({ rid }) => rid)
  const rows = await db
    .selectFrom('patients')
    .select(['rid', 'name', 'village_code'])
    .where('rid', 'in', rids)
    .orderBy('rid')
    .execute()
  return new Map(
    rows.map(({ rid, name, village_code }) => [
      rid,
      { words: nameTokens(name), start: nameStart(name), village: village_code },
    ]),
  )
}

async function inOwnName(
  { db, memory, narrow, limit }: Search,
  ways: Ways,
  few: Few,
  found: Pick<Found, 'matched' | 'tokens'>,
): Promise<Found[]> {
  if (!few) return byWords(db, both(matchOf(memory, 'name', ways), narrow), found, limit)
  const met = [...few].filter(([, own]) => ways.some((way) => way.every((wanted) => meets(own, wanted))))
  return met.map(([rid]) => ({ rid, ...found }))
}

/** Too little of a word to have a sound of its own yet; it stands for its own beginning. */
const shortestSound = 4

/** First in the person's own name, then in the family's. */
async function* bySound(search: Search): AsyncGenerator<Found[]> {
  const { memory, words, tokens, places } = search
  const alike = words.map(({ written }, at) => {
    const unfinished = at === words.length - 1
    return unfinished && written.length < shortestSound ? null : memory.alike(written, unfinished)
  })
  // Who sounds alike is mostly spelled alike, and stands in the list already.
  if (alike.every((found, at) => found === null || isAllBegun(found, tokens[at]))) return
  const heard = alike.map((found, at): Wanted => {
    const villages = places[at] ?? []
    return found === null
      ? { begins: tokens[at] ?? '', words: [], villages }
      : { begins: null, words: found, villages }
  })
  const met = alike.flatMap((found, at) => found ?? tokens[at] ?? [])
  yield* inNameThenKin(search, [heard], { matched: 'bunyi', tokens: met })
}

function isAllBegun(found: readonly string[], token = ''): boolean {
  return found.every((word) => word.startsWith(token))
}

/** One slip in one word; a word that nobody has must be the one. First in the person's own name, then in the family's. */
async function* bySlip(search: Search): AsyncGenerator<Found[]> {
  const { memory, words, tokens, places, limit } = search
  const unknown = words.filter(({ token }, at) => !memory.begins(token) && places[at]?.length === 0)
  if (unknown.length > 1) return
  const guesses = words.flatMap((word, at) => {
    if (unknown[0] && unknown[0] !== word) return []
    const meant = memory.slips(word.written, at === words.length - 1)
    const others = meant.filter((one) => !one.startsWith(word.token))
    const villages = unknown[0] ? memory.slipsOfVillage(word.written) : []
    return others.length + villages.length === 0 ? [] : [{ at, meant: others, villages }]
  })
  if (guesses.length === 0) return
  const met = guesses.flatMap(({ meant, villages }) => [...meant, ...villages.map(({ word }) => word)])
  const typed = typedAs(search)
  const ways = guesses.map(({ at, meant, villages }) =>
    typed.with(at, { begins: null, words: meant, villages: villages.map(({ code }) => code) }),
  )
  const short = { ...search, limit: Math.min(limit, mostSlips) }
  yield* inNameThenKin(short, ways, { matched: 'salah_ketik', tokens: [...tokens, ...met] })
}

/** Mostly nobody is found with the family's names counted, and the own names need not be gone through. */
async function* inNameThenKin(
  search: Search,
  ways: Ways,
  found: Pick<Found, 'matched' | 'tokens'>,
): AsyncGenerator<Found[]> {
  const { db, memory, narrow, limit } = search
  // A word that can be nothing is met by nobody.
  if (ways.some((way) => way.some((wanted) => termOf(memory, 'name kin', wanted) === ''))) return
  const anybody = await byWords(db, both(matchOf(memory, 'name kin', ways), narrow), found, limit)
  if (anybody.length === 0) return
  yield inOwnName(search, ways, await readFew(search, anybody), found)
  yield anybody
}

/** NURHAYATI for NUR HAYATI and the other way round, where such words are on file. */
function respelled(memory: WordMemory, words: readonly QueryWord[]): string[][] {
  const tokens = words.map(({ token }) => token)
  return words.flatMap(({ written }, at) => {
    const next = words[at + 1]
    const together = next ? foldPrefix(written + next.written) : null
    const cuts = Array.from({ length: Math.max(written.length - 4, 0) }, (_, cut) => [
      fold(written.slice(0, cut + 2)),
      foldPrefix(written.slice(cut + 2)),
    ])
    const apart = [canonicalWords(written, false), ...cuts].filter(
      ([first = '', second]) => second && memory.isWord(first) && memory.begins(second),
    )
    return [
      ...(together !== null && memory.begins(together) ? [tokens.toSpliced(at, 2, together)] : []),
      ...apart.map((pair) => tokens.toSpliced(at, 1, ...pair)),
    ]
  })
}

/** Whoever is 45 was born 45 years ago or, without a birthday yet this year, 46. */
function narrowTo({ birthYear, birthDates, age, rt, rw, ends }: SearchText, thisYear: number): string {
  const years = [
    ...(birthYear === null ? [] : [birthYear]),
    ...(age === null ? [] : [0, 1].map((ago) => thisYear - age - ago)),
  ]
  const born = birthDates.flatMap((date) => [
    bornWords.exact(date),
    bornWords.month(date),
    bornWords.roughly(date),
  ])
  return both(
    oneOf('born', [...born, ...years.map(String)]),
    oneOf('place', rt === null ? [] : [placeWords.rt(rt)]),
    oneOf('place', rw === null ? [] : [placeWords.rw(rw)]),
    ends === null ? '' : beginning('ends', endWord(ends)),
  )
}

async function byWords(
  db: Db,
  match: string,
  found: Pick<Found, 'matched' | 'tokens'>,
  limit: number,
  order: 'ASC' | 'DESC' = 'ASC',
): Promise<Found[]> {
  const { rows } = await sql<{ rid: number }>`
    SELECT rowid AS rid FROM patient_words WHERE patient_words MATCH ${match}
    ORDER BY rowid ${sql.raw(order)} LIMIT ${limit}
  `.execute(db)
  return rows.map(({ rid }) => ({ rid, ...found }))
}

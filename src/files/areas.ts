import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A kecamatan; `code` has 6 digits without dots (`340406`), `label` is what a list shows. */
type District = { code: string; name: string; regency: string; province: string; label: string }
/** A desa or kelurahan; `code` has 10 digits without dots (`3404062004`), as stored everywhere in Loket. */
type Village = {
  code: string
  name: string
  district: string
  regency: string
  province: string
  label: string
}

export type Areas = {
  /** Villages whose names hold every typed word, in any order, perhaps unfinished; words may also name the district,
   * regency or province. Those nearest to the villages of `near` (the working area) come first. */
  searchVillages(text: string, options?: { near?: readonly string[]; limit?: number }): Village[]
  villageByCode(code: string): Village | null
  /** Districts by words of their own name, or of their regency and province as well. */
  searchDistricts(text: string, options?: { limit?: number }): District[]
  villagesOfDistrict(districtCode: string): Village[]
}

/**
 * Words of many places in one string, so that a search is a few scans of it instead of one look at each place.
 * A place is ` Sumberrejo Sumber Rejo\n`: its name as one word, for those who type it so, then its words. Every word
 * begins with a capital and has no other: a scan for `Sum` stops only at words.
 */
type WordIndex = { text: string; starts: Uint32Array }

type Places = {
  districts: District[]
  districtWords: WordIndex
  /** Sorted by code (as a number: 10 digits, no leading zero); position i of all four is one village. */
  codes: Float64Array
  names: string[]
  districtOf: Uint16Array
  villageWords: WordIndex
}

const mostWords = 8
const defaultLimit = 12

/** `resourcesDir` holds `areas/areas.txt.gz` (scripts/build-areas.ts); it is read on first use, 0.1 s and about 15 MB. */
export function openAreas(resourcesDir: string): Areas {
  let loaded: Places | null = null
  function places(): Places {
    loaded ??= readPlaces(join(resourcesDir, 'areas', 'areas.txt.gz'))
    return loaded
  }
  return {
    searchVillages: (text, options = {}) =>
      findVillages(places(), text, options.near ?? [], options.limit ?? defaultLimit),
    villageByCode: (code) => villageByCode(places(), code),
    searchDistricts: (text, options = {}) => findDistricts(places(), text, options.limit ?? defaultLimit),
    villagesOfDistrict: (districtCode) => villagesOfDistrict(places(), districtCode),
  }
}

function findVillages(places: Places, text: string, near: readonly string[], limit: number): Village[] {
  const words = typedWords(text)
  if (words.length === 0) return []
  const all = 2 ** words.length - 1
  const inDistrict = markWords(places.districtWords, words)
  const inVillage = markWords(places.villageWords, words)
  const joined = joinWords(words)
  // «Sumber Rejo» typed, «Sumberrejo» written: the typed words may be one word of the name.
  if (words.length > 1) markWord(places.villageWords, joined, inVillage, all)

  const nearness = measureNearness(places.districts, near)
  const working = new Set(near.map(Number))
  const ranks: number[][] = Array.from({ length: 20 }, () => [])
  for (let village = 0; village < inVillage.length; village++) {
    const own = inVillage[village] ?? 0
    const district = places.districtOf[village] ?? 0
    if (own === 0 || (own | (inDistrict[district] ?? 0)) !== all) continue
    const quality = own === all ? matchQuality(places.villageWords, village, joined) : 3
    const distance = working.has(places.codes[village] ?? 0) ? 0 : (nearness[district] ?? 4)
    const rank = ranks[distance * 4 + quality]
    if (rank && rank.length < limit) rank.push(village)
  }
  return ranks
    .flat()
    .slice(0, limit)
    .map((village) => villageAt(places, village))
}

function findDistricts(places: Places, text: string, limit: number): District[] {
  const words = typedWords(text)
  if (words.length === 0) return []
  const all = 2 ** words.length - 1
  const joined = joinWords(words)
  const ranks: District[][] = [[], [], []]
  markWords(places.districtWords, words).forEach((found, at) => {
    const district = places.districts[at]
    if (found === all && district) ranks[matchQuality(places.districtWords, at, joined)]?.push(district)
  })
  return ranks.flat().slice(0, limit)
}

/** 0 the whole name, 1 its beginning, 2 anything else. */
function matchQuality({ text, starts }: WordIndex, place: number, joinedWords: string): number {
  const from = (starts[place] ?? 0) + 1
  if (!text.startsWith(joinedWords, from)) return 2
  const next = text[from + joinedWords.length]
  return next === ' ' || next === '\n' ? 0 : 1
}

/** Per district: 1 the same district as one of the given codes, 2 its regency, 3 its province, 4 elsewhere. */
function measureNearness(districts: readonly District[], near: readonly string[]): Uint8Array {
  const levels = [6, 4, 2].map((digits) => new Set(near.map((code) => code.slice(0, digits))))
  return Uint8Array.from(districts, ({ code }) => {
    const level = levels.findIndex((codes, at) => codes.has(code.slice(0, 6 - 2 * at)))
    return level === -1 ? 4 : level + 1
  })
}

function villageByCode(places: Places, code: string): Village | null {
  const at = lowerBound(places.codes, Number(code))
  return /^\d{10}$/.test(code) && places.codes[at] === Number(code) ? villageAt(places, at) : null
}

function villagesOfDistrict(places: Places, districtCode: string): Village[] {
  if (!/^\d{6}$/.test(districtCode)) return []
  const from = lowerBound(places.codes, Number(districtCode) * 10_000)
  const to = lowerBound(places.codes, (Number(districtCode) + 1) * 10_000)
  return Array.from({ length: to - from }, (_, at) => villageAt(places, from + at))
}

function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

function villageAt(places: Places, at: number): Village {
  const district = places.districts[places.districtOf[at] ?? -1]
  const name = places.names[at]
  const code = places.codes[at]
  if (!district || name === undefined || code === undefined) throw new RangeError(`no village at ${at}`)
  const { regency, province } = district
  return {
    code: String(code),
    name,
    district: district.name,
    regency,
    province,
    label: `${name}, ${district.label}`,
  }
}

// --- words ---

/** One capital a word, without accents; an apostrophe («Soka'an») joins, other marks part. */
function foldWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'"’‘`]/gu, '')
  const words = plain.split(/[^a-z0-9]+/).filter((word) => word !== '')
  return words.map(capitalise)
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function joinWords(words: readonly string[]): string {
  return capitalise(words.join('').toLowerCase())
}

function typedWords(text: string): string[] {
  return foldWords(text).slice(0, mostWords)
}

function indexWords(places: readonly { name: string; within: string }[]): WordIndex {
  const starts = new Uint32Array(places.length)
  let length = 0
  const lines = places.map(({ name, within }, place) => {
    const words = foldWords(name)
    const line = [joinWords(words), ...(words.length > 1 ? words : []), ...foldWords(within)].join(' ')
    starts[place] = length
    length += line.length + 2
    return ` ${line}\n`
  })
  return { text: lines.join(''), starts }
}

/** Per place, one bit a word: set where some word of the place begins with it. */
function markWords(index: WordIndex, words: readonly string[]): Uint8Array {
  const marks = new Uint8Array(index.starts.length)
  words.forEach((word, at) => {
    markWord(index, word, marks, 2 ** at)
  })
  return marks
}

function markWord({ text, starts }: WordIndex, word: string, marks: Uint8Array, bits: number): void {
  const pattern = /^\d/.test(word) ? ` ${word}` : word
  let place = 0
  for (let at = text.indexOf(pattern); at !== -1; at = text.indexOf(pattern, starts[place] ?? text.length)) {
    while ((starts[place] ?? text.length) <= at) place++
    marks[place - 1] = (marks[place - 1] ?? 0) | bits
  }
}

// --- the resource ---

/** Reads the indented lines of scripts/build-areas.ts: one leading space a level, the last part of the code, the name. */
function readPlaces(file: string): Places {
  const path = ['', '', '', '']
  const above = ['', '', '']
  const districts: District[] = []
  const codes: number[] = []
  const names: string[] = []
  const districtOf: number[] = []
  for (const [, indent = '', part = '', name = ''] of readText(file).matchAll(/^( {0,3})(\d+) (.+)$/gm)) {
    const level = indent.length
    path[level] = part
    const code = path.slice(0, level + 1).join('')
    if (level === 3) {
      codes.push(Number(code))
      names.push(name)
      districtOf.push(districts.length - 1)
    } else above[level] = name
    if (level === 2) districts.push(describeDistrict(code, name, above[1] ?? '', above[0] ?? ''))
  }
  return {
    districts,
    districtWords: indexWords(
      districts.map((d) => ({ name: d.name, within: `kecamatan ${d.regency} ${d.province}` })),
    ),
    codes: Float64Array.from(codes),
    names,
    districtOf: Uint16Array.from(districtOf),
    villageWords: indexWords(names.map((name) => ({ name, within: '' }))),
  }
}

function readText(file: string): string {
  return gunzipSync(readFileSync(file)).toString('latin1')
}

function describeDistrict(code: string, name: string, regency: string, province: string): District {
  const label = `Kec. ${name}, ${regency.replace(/^Kabupaten /, 'Kab. ')}, ${province}`
  return { code, name, regency, province, label }
}

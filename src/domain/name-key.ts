import { type Problem, problem } from './errors.ts'

const LONGEST_NAME = 120

/** The name as it is kept: typed letters and case, without control characters and doubled spaces. */
export function displayName(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim()
}

/** What stands in names on Indonesian papers, titles and «a.n. (alias)» included; no emoji, no markup. */
const nameLike = /^[\p{L}\p{M}\p{N} .,'’`()/-]+$/u

/** One word is a valid name; emoji, markup and punctuation alone are not. */
export function checkName(text: string): Problem | null {
  const name = displayName(text)
  if (name === '') return problem('name_empty')
  if ([...name].length > LONGEST_NAME) return problem('name_too_long', { most: LONGEST_NAME })
  if (!/\p{L}/u.test(name)) return problem('name_no_letters')
  return nameLike.test(name) ? null : problem('name_symbols')
}

/**
 * What the search index holds for a name: each word as written, its folded spelling, and the usual short
 * forms of Muhammad, Siti and Abdul. Every prefix of every word of a name, put through queryTokens, is a
 * prefix of one of these. Index and query may each be folded alone, because queries expand nothing.
 */
export function nameTokens(name: string): string[] {
  const written = words(name)
  const key = keyTokens(name)
  const shortForms = aliases.filter((alias) => key.includes(alias.canonical)).flatMap((alias) => alias.index)
  return [...new Set([...written, ...written.map(fold), ...key, ...shortForms])]
}

/** One key for all spellings of a name: its folded words without titles, sorted. Never empty for a valid name. */
export function nameKey(name: string): string {
  return keyTokens(name).sort().join(' ')
}

/** The folded words of a query; each may be unfinished. Titles are left out while another word remains. */
export function queryTokens(text: string): string[] {
  const all = words(text)
  const meant = all.filter((word, place) => place === all.length - 1 || !ignored.has(word))
  return meant.map(foldPrefix)
}

/** Canonical folded words, for comparing whole names. */
function keyTokens(name: string): string[] {
  const meant = words(name).filter((word) => !ignored.has(word))
  const kept = meant.length > 0 ? meant : words(name)
  return kept.map((word, place) => canonical(word, place === 0 && kept.length > 1))
}

// "H. M. YUSUF, S.Pd": titles are dropped, "M." before another word is Muhammad, "S.T." is a degree, "ST." is Siti.
const forms = 'BY NY TN NN AN SDR SDRI BPK H HJ KH DR DRG DRS DRA IR PROF BIN BINTI BINTE'.split(' ')
const degrees =
  'SPD SPDI SKM SKEP SFARM SGZ SKOM SSOS SAG SIP SKED AMD AMDKEB AMDKEP AMDGZ MKES MPD MSI'.split(' ')
const ambiguousDegrees = new Set('SE SH ST SST MM NERS NS APT STRKEB STRKEP STRGZ MKEB MKEP'.split(' '))
const ignored = new Set([...forms, ...degrees])

const aliases = [
  {
    canonical: 'MUHAMAD',
    spellings: 'MOHAMAD MUHAMED MOHAMED MUHAMAT MUH MOH MHD MUHD MOHD'.split(' '),
    initials: ['M'],
    index: ['MOHAMAD', 'MHD'],
  },
  { canonical: 'SITI', spellings: ['ST'], initials: [], index: ['ST'] },
  { canonical: 'ABDUL', spellings: ['ABD'], initials: [], index: ['ABD'] },
]

function canonical(word: string, mayBeInitial: boolean): string {
  const folded = fold(word)
  const alias = aliases.find(
    ({ spellings, initials }) => spellings.includes(folded) || (mayBeInitial && initials.includes(folded)),
  )
  return alias?.canonical ?? folded
}

/** Upper-case words without accents, apostrophes, dots and degrees. */
function words(text: string): string[] {
  const plain = displayName(text).normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase()
  const [name = '', ...afterComma] = plain.split(',')
  return [...split(name), ...split(afterComma.join(' ')).filter((word) => !ambiguousDegrees.has(word))]
}

function split(text: string): string[] {
  return text
    .replace(/['’‘`ʼ]/g, '')
    .split(/[^\p{L}\p{N}.]+/u)
    .flatMap((word) => {
      const joined = word.replaceAll('.', '')
      const isDegree = /\..*\p{L}/u.test(word) && (ignored.has(joined) || ambiguousDegrees.has(joined))
      return isDegree ? [] : word.split('.')
    })
    .filter((word) => word !== '')
}

const oldSpellings: Record<string, string> = {
  OE: 'U',
  TJ: 'C',
  DJ: 'Y',
  J: 'Y',
  CH: 'H',
  KH: 'H',
  DH: 'D',
  TH: 'T',
}

/**
 * Folds spellings that sound alike: oe/u, tj/c, dj/j/y, ch/kh/h (Achmad, Akhmad, Ahmad), dh/d, th/t, doubled
 * letters, final h. Roman numerals stay: twins are "By. Ny. SITI I" and "II".
 */
function fold(word: string): string {
  if (/^[IVX]+$/.test(word)) return word
  const modern = word.replace(/OE|TJ|DJ|CH|KH|DH|TH|J/g, (old) => oldSpellings[old] ?? old)
  const single = modern.replace(/(.)\1+/gu, '$1')
  return single.length > 3 ? single.replace(/H$/, '') : single
}

/** Folds an unfinished word: a last letter that may yet become "dj" or "oe" is left off once the rest has changed. */
function foldPrefix(word: string): string {
  const folded = fold(word)
  return folded !== word && /.[OTDCK]$/.test(word) ? fold(word.slice(0, -1)) : folded
}

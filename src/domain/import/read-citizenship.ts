import { countryName, foreignCountries } from '../country.ts'
import { readCell } from './cell.ts'
import { type Read, reason } from './reasons.ts'

const namesInEnglish = new Intl.DisplayNames('en', { type: 'region' })

/** As people and other systems write countries whose official name is another; ISO 3166-1 alpha-3 of those that come most. */
const otherNames: Record<string, string> = {
  amerika: 'US',
  as: 'US',
  usa: 'US',
  aus: 'AU',
  bruneidarussalam: 'BN',
  chinese: 'CN',
  cina: 'CN',
  tiongkok: 'CN',
  rakyattiongkok: 'CN',
  rrc: 'CN',
  rrt: 'CN',
  chn: 'CN',
  england: 'GB',
  gbr: 'GB',
  inggris: 'GB',
  uk: 'GB',
  hongkong: 'HK',
  jpn: 'JP',
  korea: 'KR',
  kor: 'KR',
  mys: 'MY',
  burma: 'MM',
  myanmar: 'MM',
  mmr: 'MM',
  nld: 'NL',
  holland: 'NL',
  palestina: 'PS',
  papuanugini: 'PG',
  png: 'PG',
  perancis: 'FR',
  filipina: 'PH',
  phl: 'PH',
  sgp: 'SG',
  demokratiktimorleste: 'TL',
  rdtl: 'TL',
  timorleste: 'TL',
  timtim: 'TL',
  tls: 'TL',
  turkey: 'TR',
  vnm: 'VN',
}

/** Two letters that mean something else here more often than the country: «IN» is Indonesia, «SD» a school. */
const noCountryCode = new Set(['AS', 'IN', 'SD', 'SM', 'TK'])

const countries = new Map([
  ...foreignCountries.flatMap((code) => {
    const names = [
      countryName(code),
      namesInEnglish.of(code) ?? code,
      ...(noCountryCode.has(code) ? [] : [code]),
    ]
    return names.map((name) => [fold(name), code] as const)
  }),
  ...Object.entries(otherNames),
])

const citizen = /^(id|idn|ind|ina|indo|indonesia\w*|ri|nkri|pribumi|1)$/
const foreigner = /\b(wna|warga\s*negara\s*asing|orang asing|asing|foreigner|(?:bukan|non)\s*wni)\b|^2$/i

/** `isForeign` where the cell says so, with or without the country: ISO 3166-1 alpha-2, and none for a citizen of Indonesia. */
export function readNationality(cell: string): Read<string> & { isForeign: boolean } {
  const text = readCell(cell)
  const written = text.replaceAll('.', '')
  const name = fold(written)
  const isCitizen =
    citizen.test(name) || /(?<!\b(?:bukan|non)\s*)\bwni\b|\b(?:bukan|non)\s*wna\b/i.test(written)
  if (text === '' || isCitizen) return { value: null, reason: null, isForeign: false }
  // «Malaysian» is whoever is from Malaysia.
  const code = countries.get(name) ?? countries.get(name.replace(/n$/, ''))
  if (code !== undefined) return { value: code, reason: null, isForeign: true }
  const isForeign = foreigner.test(written)
  const said = isForeign ? 'nationality_unnamed' : 'nationality_unknown'
  return { value: null, reason: reason(said, { text }), isForeign }
}

/** Small letters and digits, without the words that say that a country or its people are meant. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\b(warga\s*negara|wna?|republik|rep|negara|asing|asal)\b/g, '')
    .replace(/[^a-z\d]/g, '')
}

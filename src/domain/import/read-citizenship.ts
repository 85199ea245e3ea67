import { countryName, foreignCountries } from '../country.ts'
import { readCell } from './cell.ts'
import { type Read, reason } from './reasons.ts'

const namesInEnglish = new Intl.DisplayNames('en', { type: 'region' })

/** As people and other systems write countries whose official name is another; ISO 3166-1 alpha-3 of those that come most. */
const otherNames: Record<string, string> = {
  amerika: 'US',
  usa: 'US',
  aus: 'AU',
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
  india: 'IN',
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

/** «IN» and «IND» stand for Indonesia more often than for India, so only the name is taken for it. */
const namesOf = (code: string) =>
  [countryName(code), namesInEnglish.of(code) ?? code, code === 'IN' ? [] : code].flat()

const countries = new Map([
  ...foreignCountries.flatMap((code) => namesOf(code).map((name) => [fold(name), code] as const)),
  ...Object.entries(otherNames),
])

const citizen = /^(id|idn|ind|ina|indo|indonesian?|ri|nkri|pribumi|1)$/
const foreigner = /\b(wna|warga\s*negara\s*asing|orang asing|asing|foreigner)\b|^2$/i

/** `isForeign` where the cell says so, with or without the country: ISO 3166-1 alpha-2, and none for a citizen of Indonesia. */
export function readNationality(cell: string): Read<string> & { isForeign: boolean } {
  const text = readCell(cell)
  const name = fold(text)
  if (text === '' || /\bwni\b/i.test(text) || citizen.test(name))
    return { value: null, reason: null, isForeign: false }
  // «Malaysian» is whoever is from Malaysia.
  const code = countries.get(name) ?? countries.get(name.replace(/n$/, ''))
  if (code !== undefined) return { value: code, reason: null, isForeign: true }
  const isForeign = foreigner.test(text)
  const said = isForeign ? 'nationality_unnamed' : 'nationality_unknown'
  return { value: null, reason: reason(said, { text }), isForeign }
}

/** Small letters and digits, without the words that say that a country or its people are meant. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\b(warga\s*negara|wna?|republik|negara|asing|asal)\b/g, '')
    .replace(/[^a-z\d]/g, '')
}

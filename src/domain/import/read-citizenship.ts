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
  rrc: 'CN',
  chn: 'CN',
  gbr: 'GB',
  inggris: 'GB',
  uk: 'GB',
  india: 'IN',
  ind: 'IN',
  jpn: 'JP',
  korea: 'KR',
  kor: 'KR',
  mys: 'MY',
  burma: 'MM',
  nld: 'NL',
  holland: 'NL',
  papuanugini: 'PG',
  png: 'PG',
  filipina: 'PH',
  phl: 'PH',
  sgp: 'SG',
  timorleste: 'TL',
  timtim: 'TL',
  tls: 'TL',
}

const countries = new Map([
  ...foreignCountries.flatMap((code) =>
    [code, countryName(code), namesInEnglish.of(code) ?? code].map((name) => [fold(name), code] as const),
  ),
  ...Object.entries(otherNames),
])

const citizen = /^(wni|id|idn|indonesian?|ri|pribumi|1)$/
const foreigner = /^(wna|asing|orangasing|foreigner|2)$/

/** ISO 3166-1 alpha-2 of a foreign country; a citizen of Indonesia has none. */
export function readNationality(cell: string): Read<string> {
  const text = readCell(cell)
  const name = fold(text)
  if (text === '' || citizen.test(name)) return { value: null, reason: null }
  const code = countries.get(name)
  if (code !== undefined) return { value: code, reason: null }
  const said = foreigner.test(name) ? 'nationality_unnamed' : 'nationality_unknown'
  return { value: null, reason: reason(said, { text }) }
}

/** Small letters and digits, without the words that say that a country or its people are meant. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\b(warga\s*negara|wn|republik|negara)\b/g, '')
    .replace(/[^a-z\d]/g, '')
}

import { type Disability, disabilities } from '../disability.ts'
import type { Religion } from '../religion.ts'
import type { Sex } from '../sex.ts'
import { readCell } from './cell.ts'
import type { ColumnFacts } from './column-facts.ts'
import { type Read, type Reason, reason } from './reasons.ts'

const men = /^(?:L|LK2?|LAKI2?|LAKILAKI|LELAKI|PRIA|PA|PUTRA|COWOK|M|MALE|1)$/
const women = /^(?:PR|PRP|PI|P[ER]{1,3}MP[UANE]{0,4}|WANITA|WNT|PUTRI|CEWEK|F|FEMALE|W|2)$/

/** L and P, pria and wanita, 1 and 2, whole words in any case; null: no such code. */
export function readSex(
  cell: string,
  { womenAre }: Pick<ColumnFacts, 'womenAre'>,
): { sex: Sex } | { reason: Reason } {
  const text = readCell(cell)
  if (text === '') return { reason: reason('sex_missing', {}) }
  const code = text
    .toUpperCase()
    // «Laki-laki (L)», but «(L)» as well.
    .replace(/(?<=\w\s*)\(.*\)|[^A-Z0-9]/g, '')
    .replace(/^(\d)0+$/, '$1')
  if (code === 'P') return { sex: womenAre === 'P' ? 'P' : 'L' }
  if (men.test(code)) return { sex: 'L' }
  return women.test(code) ? { sex: 'P' } : { reason: reason('sex_unreadable', { text }) }
}

/** In the order of Kemendagri's codes 1–7. */
const religionWords: readonly (readonly [RegExp, Religion])[] = [
  [/^(1|islam|islm|muslim|moslem)$/, 'islam'],
  [/^(3|katolik|katholik|khatolik|katolic|catholic|kristenkatolik|kristenkatholik)$/, 'katolik'],
  [/^(2|kristen|protestan|kristenprotestan|protestant|christian|krist)$/, 'kristen'],
  [/^(4|hindu|hindhu)$/, 'hindu'],
  [/^(5|buddha|budha|budda|buda)$/, 'buddha'],
  [/^(6|khonghucu|konghucu|konghuchu|kongfucu)$/, 'khonghucu'],
  [/^(7|kepercayaan.*|penghayat.*|aliran.*)$/, 'kepercayaan'],
]

export function readReligion(cell: string): Read<Religion> {
  const text = readCell(cell)
  if (text === '') return { value: null, reason: null }
  const word = text.toLowerCase().replace(/[^a-z0-9]/g, '')
  const found = religionWords.find(([pattern]) => pattern.test(word))
  return found
    ? { value: found[1], reason: null }
    : { value: null, reason: reason('religion_unknown', { text }) }
}

/** By what each is called on forms of dinas sosial, in UU 8/2016 and in older registers. */
const disabilityWords: Record<Disability, RegExp> = {
  fisik: /fisik|daksa|gerak|lumpuh|amputasi|kursi roda|paraplegi|cerebral palsy|\bcp\b|orang kecil/,
  netra: /netra|penglihatan|buta(?! (?:warna|huruf|aksara))|low vision/,
  rungu: /rungu|pendengaran|tuli/,
  wicara: /wicara|bisu/,
  intelektual: /intelektual|grahita|down s[iy]ndrom|(?:retardasi|keterbelakangan) mental/,
  mental: /(?<!retardasi |keterbelakangan )mental|jiwa|odgj|laras|autis|skizofreni|hiperaktif/,
}

/** What somebody cannot do, as a kind of disability: «tidak bisa mendengar dan bicara» → «rungu wicara». */
const inabilities: readonly (readonly [RegExp, Disability])[] = [
  [/\b(?:men)?dengar\b/, 'rungu'],
  [/\b(?:me)?lihat\b/, 'netra'],
  [/\b(?:ber)?bicara\b/, 'wicara'],
  [/\b(?:ber)?jalan\b/, 'fisik'],
]
const ability = '(?:(?:men)?dengar|(?:me)?lihat|(?:ber)?bicara|(?:ber)?jalan)'
const unable = new RegExp(
  `\\b(?:tidak|tdk|tak|sulit|kurang)(?: (?:dapat|bisa|mampu))? (${ability}(?: (?:dan|atau|maupun|serta) ${ability})*)\\b`,
  'g',
)

const denials = /\b(?:tidak|tdk|tak|tanpa|non|bukan|belum|no|normal|sehat|negatif|baik)\b/
/** «Tidak ada cacat fisik dan mental», «sehat jasmani rohani»: words of nobody who has one. */
const deniedWhole =
  /^(?:[nt]|(?:tidak|tdk|tak|tanpa|non|bukan|belum|no|normal|sehat|negatif|baik)(?: (?:ada|punya|memiliki|menyandang|penyandang|tuna|cacat|disabilitas|difabel|kecacatan|kelainan|keterbatasan|gangguan|tubuh|jasmani|rohani|fisik|mental|jiwa|intelektual|penglihatan|pendengaran|bicara|wicara|netra|rungu|tuli|buta|bisu|dan|atau|maupun|serta))*)$/

/** Every kind that the cell names; one that says there is none names none, and one that is unclear is said. */
export function readDisabilities(cell: string): { value: Disability[]; reason: Reason | null } {
  const text = readCell(cell)
  const words = text
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
    .replace(unable, (_all, what: string) =>
      inabilities.flatMap(([pattern, kind]) => (pattern.test(what) ? kind : [])).join(' '),
    )
  if (text === '' || deniedWhole.test(words)) return { value: [], reason: null }
  const named = denials.test(words) ? [] : disabilities.filter((kind) => disabilityWords[kind].test(words))
  return { value: named, reason: named.length > 0 ? null : reason('disability_unknown', { text }) }
}

import { type Disability, disabilities } from '../disability.ts'
import type { Payer } from '../payer.ts'
import type { Religion } from '../religion.ts'
import type { Sex } from '../sex.ts'
import { readCell } from './cell.ts'
import type { ColumnFacts } from './column-facts.ts'
import { type Read, type Reason, reason } from './reasons.ts'

const men = new Set([
  'L',
  'LK',
  'LAKI',
  'LAKILAKI',
  'LAKI2',
  'LK2',
  'PRIA',
  'PA',
  'PUTRA',
  'COWOK',
  'M',
  'MALE',
  '1',
])
const women = new Set([
  'PR',
  'PEREMPUAN',
  'PREMPUAN',
  'PRP',
  'WANITA',
  'PI',
  'PUTRI',
  'WNT',
  'CEWEK',
  'F',
  'FEMALE',
  'W',
  '2',
])

/** L and P, pria and wanita, 1 and 2, whole words in any case; null: no such code. */
export function readSex(
  cell: string,
  { womenAre }: Pick<ColumnFacts, 'womenAre'>,
): { sex: Sex } | { reason: Reason } {
  const text = readCell(cell)
  if (text === '') return { reason: reason('sex_missing', {}) }
  const code = text
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^(\d)0+$/, '$1')
  if (code === 'P') return { sex: womenAre === 'P' ? 'P' : 'L' }
  if (men.has(code)) return { sex: 'L' }
  return women.has(code) ? { sex: 'P' } : { reason: reason('sex_unreadable', { text }) }
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

/** By what each is called on forms of dinas sosial and in older registers as well. */
const disabilityWords: Record<Disability, RegExp> = {
  fisik: /fisik|daksa|gerak|lumpuh|amputasi|kursi roda/,
  netra: /netra|penglihatan|buta(?! warna)/,
  rungu: /rungu|pendengaran|tuli/,
  wicara: /wicara|bisu/,
  intelektual: /intelektual|grahita|down syndrome|(retardasi|keterbelakangan) mental/,
  mental: /(?<!retardasi |keterbelakangan )mental|jiwa|laras/,
}
const noDisability = /^(tidak|tdk|tanpa|non|bukan|normal|sehat)\b/

/** Every kind that the cell names; one that says there is none names none. */
export function readDisabilities(cell: string): { value: Disability[]; reason: Reason | null } {
  const text = readCell(cell)
  const words = text.toLowerCase()
  if (text === '' || noDisability.test(words)) return { value: [], reason: null }
  const named = disabilities.filter((kind) => disabilityWords[kind].test(words))
  return { value: named, reason: named.length > 0 ? null : reason('disability_unknown', { text }) }
}

/** From the most telling word to the least; «BPJS» alone does not say which segment. */
const payerWords: readonly (readonly [RegExp, Payer])[] = [
  [/\bnon\s*pbi\b.*\b(mandiri|pbpu)\b|\bmandiri\b|\bpbpu\b(?!.*pemda)/, 'jkn_pbpu'],
  [/\bpemda\b|\bapbd\b|\bkis\s*daerah\b|\bpbi\s*d/, 'jkn_pbpu_pemda'],
  [/\bppu\b|\bpns\b|\basn\b|\btni\b|\bpolri\b|\baskes\b|\bnon\s*pbi\b|\bpekerja\b|\bjamsostek\b/, 'jkn_ppu'],
  [/\bbp\b|\bpensiun\w*|\bveteran\b/, 'jkn_bp'],
  [/\bpbi\b|\bjamkesmas\b/, 'jkn_pbi'],
  [/\bjamkesda\b|\bsktm\b|\btidak mampu\b/, 'jamkesda'],
  [/\bgratis\b|\bprogram\b|\bbebas\b/, 'program'],
  [/\bumum?\b|\bbayar\b|\btunai\b|\bpribadi\b|\bsendiri\b|\bcash\b/, 'umum'],
  [/\basuransi\b|\bperusahaan\b|\binhealth\b/, 'lain'],
]
const anyJkn = /\bbpjs?\b|\bjkn\b|\bkis\b/

/** Who pays; without a word about it, whoever has a JKN card pays by it. */
export function readPayer(cell: string, hasCard: boolean): { value: Payer; reason: Reason | null } {
  const text = readCell(cell)
  if (text === '') {
    return hasCard
      ? { value: 'jkn_pbi', reason: reason('payer_segment', { text: 'kartu JKN' }) }
      : { value: 'umum', reason: null }
  }
  const words = text
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
  const found = payerWords.find(([pattern]) => pattern.test(words))
  if (found) return { value: found[1], reason: null }
  if (anyJkn.test(words)) return { value: 'jkn_pbi', reason: reason('payer_segment', { text }) }
  return { value: 'umum', reason: reason('payer_unknown', { text }) }
}

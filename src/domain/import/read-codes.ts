import { type Disability, disabilities } from '../disability.ts'
import { type Payer, payerLabels } from '../payer.ts'
import type { Religion } from '../religion.ts'
import type { Sex } from '../sex.ts'
import { readCell } from './cell.ts'
import type { ColumnFacts } from './column-facts.ts'
import { type Read, type Reason, reason } from './reasons.ts'

const men = /^(?:L|LK2?|LAKI.*|LELAKI|PRIA|PA|PUTRA|COWOK|M|MALE|1)$/
const women = /^(?:PR|PRP|PI|P[ER]{1,3}MP.*|WANITA|WNT|PUTRI|CEWEK|F|FEMALE|W|2)$/

/** L and P, pria and wanita, 1 and 2, whole words in any case; null: no such code. */
export function readSex(
  cell: string,
  { womenAre }: Pick<ColumnFacts, 'womenAre'>,
): { sex: Sex } | { reason: Reason } {
  const text = readCell(cell)
  if (text === '') return { reason: reason('sex_missing', {}) }
  const code = text
    .toUpperCase()
    .replace(/\(.*\)|[^A-Z0-9]/g, '')
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
  fisik:
    /fisik|daksa|gerak|lumpuh|amputasi|kursi roda|paraplegi|cerebral palsy|\bcp\b|orang kecil|(tidak|tdk|sulit)( \w+)? (ber)?jalan/,
  netra:
    /netra|penglihatan|buta(?! (warna|huruf|aksara))|low vision|(tidak|tdk|sulit|kurang)( \w+)? (me)?lihat/,
  rungu: /rungu|pendengaran|tuli|(tidak|tdk|sulit|kurang)( \w+)? (men)?dengar/,
  wicara: /wicara|bisu|(tidak|tdk|sulit)( \w+)? (ber)?bicara/,
  intelektual: /intelektual|grahita|down syndrom|(retardasi|keterbelakangan) mental/,
  mental: /(?<!retardasi |keterbelakangan )mental|jiwa|odgj|laras|autis|skizofreni|hiperaktif/,
}
/** «Tidak», «tidak ada cacat», «non disabilitas»; but not «tidak mendengar». */
const noDisability =
  /^(?:n|t|no|normal|sehat|(?:tidak|tdk|tak|tanpa|non|bukan|belum)(?: (?:ada|punya|memiliki|menyandang|penyandang|cacat|disabilitas|difabel|kecacatan|kelainan|fisik))*)$/

/** Every kind that the cell names; one that says there is none names none. */
export function readDisabilities(cell: string): { value: Disability[]; reason: Reason | null } {
  const text = readCell(cell)
  const words = text
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
  if (text === '' || noDisability.test(words)) return { value: [], reason: null }
  const named = disabilities.filter((kind) => disabilityWords[kind].test(words))
  return { value: named, reason: named.length > 0 ? null : reason('disability_unknown', { text }) }
}

const ofWorkers = 'ppu|pns|asn|pppk|tni|polri|pegawai|karyawan|pensiun\\w*'

/** From the most telling word to the least. P-Care names the kind of member («PENERIMA PENSIUN PNS») in place of the segment. */
const payerWords: readonly (readonly [RegExp, Payer])[] = [
  [new RegExp(`^(?!.*\\b(?:${ofWorkers})\\b).*\\b(?:pemda|apbd|kis\\s*daerah|pbi\\s*d)`), 'jkn_pbpu_pemda'],
  [/\bmandiri\b|\bpbpu\b|\bbukan penerima upah\b/, 'jkn_pbpu'],
  [/\bbp\b|\bbukan pekerja\b|\bpensiun\w*|\bveteran\b|\bperintis\b|\binvestor\b|\bpemberi kerja\b/, 'jkn_bp'],
  [new RegExp(`\\b(?:${ofWorkers}|pekerja|askes|jamsostek)\\b`), 'jkn_ppu'],
  [/(?<!\b(?:non|bukan)\s*)\bpbi\b|\bjamkesmas\b/, 'jkn_pbi'],
  [/\bjamkesda\b|\bsktm\b|\btidak mampu\b/, 'jamkesda'],
  [/\bgratis\b|\bprogram\b|\bbebas\b|\b(?:tidak|tdk|tanpa|non)\s+(?:mem)?bayar\b/, 'program'],
  [/\bumum?\b|\bbayar\b|\btunai\b|\bpribadi\b|\bsendiri\b|\bcash\b/, 'umum'],
  [/\b(?:non|bukan|tidak|tdk|tanpa|belum)\b.*\b(?:bpjs?|jkn|kis)\b/, 'umum'],
  [/\basuransi\b|\bperusahaan\b|\binhealth\b/, 'lain'],
]
/** JKN without a word about the segment: the likeliest one, and a remark. */
const segmentWords: readonly (readonly [RegExp, Payer])[] = [
  [/\b(?:non|bukan)\s*pbi\b/, 'jkn_ppu'],
  [/\bbpjs?\b|\bjkn\b|\bkis\b/, 'jkn_pbi'],
]

/** Who pays. Whoever has a JKN card pays by it, unless another payer is named. */
export function readPayer(cell: string, hasCard: boolean): { value: Payer; reason: Reason | null } {
  const text = readCell(cell)
  const words = text
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
  const named = payerWords.find(([pattern]) => pattern.test(words))
  if (named) return { value: named[1], reason: null }
  const segment = segmentWords.find(([pattern]) => pattern.test(words))?.[1] ?? (hasCard ? 'jkn_pbi' : null)
  if (segment !== null)
    return {
      value: segment,
      reason: reason('payer_segment', { text: text || 'kartu JKN', segment: payerLabels[segment] }),
    }
  return { value: 'umum', reason: text === '' ? null : reason('payer_unknown', { text }) }
}

import { type Disability, disabilities } from '../disability.ts'
import { type Payer, payerLabels } from '../payer.ts'
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

const workers = 'ppu|pns|asn|pppk|p3k|tni|polri|pegawai|karyawan|pensiun\\w*'
const region = 'pemda|pemerintah daerah|apbd|uhc|kis\\s*daerah|pbi\\s*d'

/** The segment of a member of JKN. P-Care names the kind of member in its place («PENERIMA PENSIUN PNS»). */
const segmentWords: readonly (readonly [RegExp, Payer])[] = [
  [new RegExp(`^(?!.*\\b(?:${workers})\\b).*\\b(?:${region})`), 'jkn_pbpu_pemda'],
  [/\bmandiri\b|\bpbpu\b|\bbukan penerima upah\b/, 'jkn_pbpu'],
  [/\bbp\b|\bbukan pekerja\b|\bpensiun\w*|\bveteran\b|\bperintis\b|\binvestor\b|\bpemberi kerja\b/, 'jkn_bp'],
  [new RegExp(`\\b(?:${workers}|pekerja|askes|jamsostek)\\b`), 'jkn_ppu'],
  [/(?<!\b(?:non|bukan)\s*)\bpbi(?:jk)?\b|\bpenerima bantuan iuran\b|\bjamkesmas\b/, 'jkn_pbi'],
]
/** JKN without a word about the segment: the likeliest one, and a remark. */
const anySegment: readonly (readonly [RegExp, Payer])[] = [
  [/\b(?:non|bukan)\s*pbi\b/, 'jkn_ppu'],
  [/\bbpjs?\b|\bjkn\b|\bkis\b/, 'jkn_pbi'],
]
/** «Belum punya kartu BPJS»; but not «belum bawa kartu BPJS». */
const noMember =
  /^(?:non|bukan|tanpa|belum|(?:tidak|tdk|belum) (?:punya|ada|memiliki|ikut|menjadi))(?: peserta| kartu)* (?:bpjs?|jkn|kis)\b/

/** From the most telling word to the least. */
const otherPayers: readonly (readonly [RegExp, Payer])[] = [
  [/\bgratis\b|\bprogram\b|\bbebas\b|\b(?:tidak|tdk|tanpa|non) (?:mem)?bayar\b/, 'program'],
  [/\bumum?\b|\bbayar\b|\btunai\b|\bpribadi\b|\bsendiri\b|\bcash\b/, 'umum'],
  [/\basuransi\b|\bperusahaan\b|\binhealth\b/, 'lain'],
]

/** Who pays. Whoever has a JKN card pays by it, unless another payer is named. */
export function readPayer(cell: string, hasCard: boolean): { value: Payer; reason: Reason | null } {
  const text = readCell(cell)
  const words = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  const meant = (among: readonly (readonly [RegExp, Payer])[]) =>
    among.find(([pattern]) => pattern.test(words))?.[1] ?? null
  const isRegional = /\bjamkesda\b|\bsktm\b|\btidak mampu\b/.test(words)
  const isNoMember = noMember.test(words) && !hasCard
  const named = isRegional ? 'jamkesda' : (meant(segmentWords) ?? (isNoMember ? 'umum' : null))
  if (named !== null) return { value: named, reason: null }
  const other = meant(anySegment) === null ? meant(otherPayers) : null
  if (other !== null) return { value: other, reason: null }
  const segment = meant(anySegment) ?? (hasCard ? 'jkn_pbi' : null)
  if (segment !== null)
    return {
      value: segment,
      reason: reason('payer_segment', { text: text || 'kartu JKN', segment: payerLabels[segment] }),
    }
  return { value: 'umum', reason: text === '' ? null : reason('payer_unknown', { text }) }
}

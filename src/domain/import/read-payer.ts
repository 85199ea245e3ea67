import { type Payer, payerLabels } from '../payer.ts'
import { readCell } from './cell.ts'
import { type Reason, reason } from './reasons.ts'

const workers = 'ppu|pns|asn|pppk|p3k|tni|polri|pegawai|karyawan|pensiun\\w*'
const region = 'pemda|pemerintah daerah|apbd|uhc|kis\\s*daerah|pbi\\s*d'

/** Jamkesda, or the segment of a member of JKN; P-Care names the kind of member in its place («PENERIMA PENSIUN PNS»). */
const surePayers: readonly (readonly [RegExp, Payer])[] = [
  [/\bjamkesda\b|\bsktm\b|\btidak mampu\b/, 'jamkesda'],
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
  const sure = meant(surePayers) ?? (noMember.test(words) && !hasCard ? 'umum' : null)
  if (sure !== null) return { value: sure, reason: null }
  const unsaid = meant(anySegment)
  const other = unsaid === null ? meant(otherPayers) : null
  if (other !== null) return { value: other, reason: null }
  const segment = unsaid ?? (hasCard ? 'jkn_pbi' : null)
  if (segment !== null)
    return {
      value: segment,
      reason: reason('payer_segment', { text: text || 'kartu JKN', segment: payerLabels[segment] }),
    }
  return { value: 'umum', reason: text === '' ? null : reason('payer_unknown', { text }) }
}

import { type Problem, sentenceOf } from '../errors.ts'

/**
 * Everything an import says about a row: `rejected` keeps it out, `likely` leaves the choice to a person, `known` is
 * somebody on file, `left` names what of a row could not be brought along, `mended` what was put right on the way.
 */
export type ReasonKind = 'rejected' | 'likely' | 'known' | 'left' | 'mended'

type Entry<P> = { kind: ReasonKind; label: string; say: (params: P) => string }
function entry<P = Record<never, never>>(
  kind: ReasonKind,
  label: string,
  say: (params: P) => string,
): Entry<P> {
  return { kind, label, say }
}
type Quoted = { text: string }
type Person = { name: string; recordNo: string }

const entries = {
  name_unusable: entry('rejected', 'Nama tidak dapat dipakai', (p: { problem: string }) => p.problem),
  birth_unreadable: entry(
    'rejected',
    'Tanggal lahir tidak terbaca',
    (p: Quoted) => `Tanggal lahir «${p.text}» tidak terbaca. Tulis seperti 02-03-1959.`,
  ),
  birth_refused: entry(
    'rejected',
    'Tanggal lahir tidak mungkin',
    (p: Quoted & { problem: string }) => `Tanggal lahir «${p.text}»: ${p.problem}`,
  ),
  sex_missing: entry('rejected', 'Jenis kelamin kosong', () => 'Jenis kelamin kosong. Isi L atau P.'),
  sex_unreadable: entry(
    'rejected',
    'Jenis kelamin tidak terbaca',
    (p: Quoted) => `Jenis kelamin «${p.text}» tidak terbaca. Isi L atau P.`,
  ),
  cell_merged: entry(
    'rejected',
    'Sel gabungan',
    (p: { column: string }) =>
      `Sel kolom ${p.column} digabung dengan baris lain, jadi tidak jelas milik siapa. Pisahkan sel itu lalu isi tiap baris.`,
  ),
  row_too_long: entry(
    'rejected',
    'Baris lebih panjang dari judul',
    (p: { cells: number; columns: number }) =>
      `Baris berisi ${p.cells} kolom, judul hanya ${p.columns}. Periksa tanda pemisah dan tanda kutip.`,
  ),
  nik_of_other: entry(
    'rejected',
    'NIK milik orang lain',
    (p: Person) => `NIK ini sudah dipakai ${p.name} (RM ${p.recordNo}). Periksa NIK keduanya.`,
  ),
  nik_twice: entry(
    'rejected',
    'NIK sama, nama berbeda',
    (p: { row: number }) => `NIK sama dengan baris ${p.row}, tetapi namanya berbeda. Periksa NIK keduanya.`,
  ),
  likely_on_file: entry(
    'likely',
    'Mungkin sudah ada di Loket',
    (p: Person) => `Mungkin orang yang sama dengan ${p.name} (RM ${p.recordNo}).`,
  ),
  likely_in_file: entry(
    'likely',
    'Mungkin sama dengan baris lain',
    (p: { row: number }) => `Mungkin orang yang sama dengan baris ${p.row}.`,
  ),
  surely_on_file: entry(
    'likely',
    'Hampir pasti sudah ada di Loket',
    (p: Person) => `Hampir pasti orang yang sama dengan ${p.name} (RM ${p.recordNo}).`,
  ),
  surely_in_file: entry(
    'likely',
    'Hampir pasti sama dengan baris lain',
    (p: { row: number }) => `Hampir pasti orang yang sama dengan baris ${p.row}.`,
  ),
  left_out_in_file: entry(
    'likely',
    'Sama dengan baris yang tidak masuk',
    (p: { row: number }) => `Sama dengan baris ${p.row}, yang tidak dimasukkan.`,
  ),
  on_file: entry(
    'known',
    'Sudah ada di Loket',
    (p: { recordNo: string }) => `Sudah ada di Loket (RM ${p.recordNo}).`,
  ),
  in_file: entry('known', 'Sama dengan baris lain', (p: { row: number }) => `Sama dengan baris ${p.row}.`),
  nik_damaged: entry(
    'left',
    'NIK rusak oleh Excel',
    (p: Quoted) =>
      `NIK «${p.text}» rusak oleh Excel dan tidak dapat dipulihkan. Minta KTP atau KK saat datang.`,
  ),
  nik_unusable: entry(
    'left',
    'NIK tidak sah',
    (p: Quoted & { problem: string }) => `NIK «${p.text}» tidak dibawa: ${p.problem}`,
  ),
  old_number: entry(
    'known',
    'Nomor lama ikut dicatat',
    (p: Quoted) => `Nomor lama «${p.text}» tetap menemukan pasien ini.`,
  ),
  birth_unknown: entry(
    'left',
    'Tanggal lahir tidak diketahui',
    () => 'Tanggal lahir kosong; dicatat tidak diketahui. Tanyakan saat datang.',
  ),
  kk_damaged: entry(
    'left',
    'Nomor KK rusak oleh Excel',
    (p: Quoted) => `Nomor KK «${p.text}» rusak oleh Excel; kartu keluarganya tidak dibawa.`,
  ),
  kk_unusable: entry(
    'left',
    'Nomor KK tidak sah',
    (p: Quoted) => `Nomor KK «${p.text}» tidak dibawa karena bukan 16 angka.`,
  ),
  kk_short: entry(
    'left',
    'Keluarga tanpa nomor KK',
    (p: Quoted) => `Nomor KK «${p.text}» bukan 16 angka: keluarganya dicatat bersama, tanpa nomor KK.`,
  ),
  relation_unknown: entry(
    'left',
    'Hubungan keluarga tidak dikenal',
    (p: Quoted) => `Hubungan keluarga «${p.text}» tidak dikenal dan tidak dibawa.`,
  ),
  second_head: entry(
    'left',
    'Kepala keluarga kedua',
    (p: { head: string }) =>
      `Kartu keluarga ini sudah punya kepala: ${p.head}. Hubungan keluarga tidak dibawa.`,
  ),
  death_undated: entry(
    'left',
    'Tanggal meninggal tidak diketahui',
    (p: { date: string }) =>
      `Meninggal tanpa tanggal; dicatat ${p.date}, hari data ini dibuat. Betulkan bila tanggalnya diketahui.`,
  ),
  death_refused: entry(
    'left',
    'Tanggal meninggal tidak mungkin',
    (p: Quoted & { problem: string; date: string }) =>
      `Tanggal meninggal «${p.text}»: ${p.problem} Dicatat ${p.date}.`,
  ),
  death_unreadable: entry(
    'left',
    'Status hidup tidak terbaca',
    (p: Quoted) => `«${p.text}» tidak mengatakan hidup atau meninggal; dicatat hidup.`,
  ),
  record_no_taken: entry(
    'left',
    'Nomor RM sudah dipakai orang lain',
    (p: Quoted & { name: string }) => `Nomor RM «${p.text}» sudah dipakai ${p.name}; diberi nomor baru.`,
  ),
  record_no_twice: entry(
    'left',
    'Nomor RM sama dengan baris lain',
    (p: Quoted & { row: number }) => `Nomor RM «${p.text}» sama dengan baris ${p.row}; diberi nomor baru.`,
  ),
  record_no_unusable: entry(
    'left',
    'Nomor RM tidak dapat dipakai',
    (p: Quoted) => `Nomor RM «${p.text}» tidak dapat dipakai; diberi nomor baru.`,
  ),
  card_unusable: entry(
    'left',
    'Nomor kartu tidak sah',
    (p: Quoted) => `Nomor kartu «${p.text}» tidak dibawa karena bukan 13 angka.`,
  ),
  phone_unusable: entry(
    'left',
    'Nomor telepon tidak sah',
    (p: Quoted) => `Telepon «${p.text}» tidak dibawa karena bukan nomor telepon.`,
  ),
  village_unknown: entry(
    'left',
    'Desa tidak dikenal',
    (p: Quoted) => `Desa «${p.text}» tidak ditemukan; ditulis pada alamat.`,
  ),
  religion_unknown: entry(
    'left',
    'Agama tidak dikenal',
    (p: Quoted) => `Agama «${p.text}» tidak dikenal dan tidak dibawa.`,
  ),
  nationality_unknown: entry(
    'left',
    'Kewarganegaraan tidak dikenal',
    (p: Quoted) => `Kewarganegaraan «${p.text}» tidak dikenal dan tidak dibawa.`,
  ),
  nationality_unnamed: entry(
    'left',
    'Warga negara asing tanpa nama negara',
    (p: Quoted) => `«${p.text}» tidak menyebut negaranya. Tanyakan saat datang.`,
  ),
  passport_unusable: entry(
    'left',
    'Nomor paspor tidak sah',
    (p: Quoted & { problem: string }) => `Paspor «${p.text}» tidak dibawa: ${p.problem}`,
  ),
  disability_unknown: entry(
    'left',
    'Disabilitas tidak dikenal',
    (p: Quoted) => `Disabilitas «${p.text}» tidak dikenal dan tidak dibawa.`,
  ),
  payer_unknown: entry(
    'left',
    'Penjamin tidak dikenal',
    (p: Quoted) => `Penjamin «${p.text}» tidak dikenal; dicatat Umum. Cocokkan saat datang.`,
  ),
  text_shortened: entry(
    'left',
    'Tulisan dipendekkan',
    (p: Quoted) => `Tulisan terlalu panjang dan dipendekkan: «${p.text}»`,
  ),
  guardian_number: entry(
    'left',
    'Penanggung jawab berupa nomor',
    (p: Quoted) => `«${p.text}» adalah nomor, bukan nama penanggung jawab, dan tidak dibawa.`,
  ),
  place_number_left: entry(
    'left',
    'RT/RW tidak terbaca',
    (p: Quoted) => `RT/RW «${p.text}» tidak terbaca dan tidak dibawa.`,
  ),
  payer_segment: entry(
    'mended',
    'Segmen JKN dikira-kira',
    (p: Quoted & { segment: string }) =>
      `Penjamin «${p.text}» tanpa segmen dicatat ${p.segment}. Cocokkan saat datang.`,
  ),
  card_restored: entry(
    'mended',
    'Nol di depan nomor kartu dikembalikan',
    (p: Quoted & { card: string }) => `Nomor kartu «${p.text}» dilengkapi menjadi ${p.card}.`,
  ),
  phone_restored: entry(
    'mended',
    'Nol di depan telepon dikembalikan',
    (p: Quoted & { phone: string }) => `Telepon «${p.text}» dilengkapi menjadi ${p.phone}.`,
  ),
  village_guessed: entry(
    'mended',
    'Ejaan desa dibetulkan',
    (p: Quoted & { village: string }) => `Desa «${p.text}» dibaca ${p.village}.`,
  ),
  birth_estimated: entry(
    'mended',
    'Tanggal lahir diperkirakan',
    (p: Quoted & { on: string | null }) =>
      `Tanggal lahir diperkirakan dari «${p.text}»${p.on ? `, dihitung dari ${p.on}` : ''}.`,
  ),
  birth_turned: entry(
    'mended',
    'Hari dan bulan lahir terbalik',
    (p: Quoted & { date: string }) =>
      `Tanggal lahir «${p.text}» hanya mungkin berarti ${p.date}, urutan lain dari kolomnya.`,
  ),
  name_title: entry(
    'mended',
    'Sapaan dilepas dari nama',
    (p: Quoted) => `Sapaan dilepas dari nama «${p.text}».`,
  ),
  sex_from_title: entry(
    'mended',
    'Jenis kelamin dari sapaan',
    (p: Quoted) => `Jenis kelamin diambil dari sapaan pada «${p.text}».`,
  ),
} as const

export type ReasonCode = keyof typeof entries
type ParamsOf<C extends ReasonCode> = (typeof entries)[C] extends Entry<infer P> ? P : never
export type Reason = { [C in ReasonCode]: { code: C; params: ParamsOf<C> } }[ReasonCode]

/** A value that may be missing, and what there is to say about it. */
export type Read<T> = { value: T | null; reason: Reason | null }

export const reasonCodes = Object.keys(entries) as [ReasonCode, ...ReasonCode[]]

/** Whoever reads a reason has a line for it, not for the novel that some cell holds. */
const longestQuote = 300

export function reason<C extends ReasonCode>(code: C, params: ParamsOf<C>): Reason {
  const shortened = Object.entries(params as Record<string, unknown>).map(([name, value]) => [
    name,
    typeof value === 'string' && value.length > longestQuote ? `${value.slice(0, longestQuote)}…` : value,
  ])
  return { code, params: Object.fromEntries(shortened) } as Reason
}

export function sayReason({ code, params }: Reason): string {
  const say = entries[code].say as (params: unknown) => string
  return say(params)
}

export function kindOfReason(code: ReasonCode): ReasonKind {
  return entries[code].kind
}

/** Of a row that may be somebody: nearly certain, by the desk's own weighing. */
export function isSure({ code }: Reason): boolean {
  return code === 'surely_on_file' || code === 'surely_in_file'
}

/** For counting: the reason without the row it concerns. */
export function labelOfReason(code: ReasonCode): string {
  return entries[code].label
}

/** The domain's own sentence about what was typed, for a reason that repeats it. */
export function wordsOf(problem: Problem): string {
  return sentenceOf(problem)
}

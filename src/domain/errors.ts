/**
 * Every refusal Loket can utter: a code, typed parameters, and one plain Indonesian sentence that says
 * what happened and what to do next. Screens branch on the code, never on the text.
 */
const sentences = {
  // what was typed
  name_empty: () => 'Nama belum diisi. Ketik nama pasien seperti pada KTP atau kartu keluarga.',
  name_too_long: (p: { most: number }) =>
    `Nama terlalu panjang (paling banyak ${p.most} huruf). Singkat gelar atau nama tengah.`,
  name_no_letters: () => 'Nama harus mengandung huruf. Emoji dan tanda baca saja tidak dapat disimpan.',
  name_symbols: () =>
    'Nama hanya boleh berisi huruf, angka, spasi, titik, koma, petik, kurung, garis miring, dan tanda hubung.',
  nik_length: (p: { digits: number }) =>
    `NIK harus 16 angka, yang diketik ${p.digits}. Periksa lagi pada KTP atau KK.`,
  nik_not_digits: () => 'NIK hanya berisi angka. Hapus huruf atau tanda baca.',
  nik_impossible: () => 'NIK ini tidak mungkin benar. Periksa lagi pada KTP atau KK.',
  nik_or_reason: () => 'NIK kosong. Isi NIK atau pilih alasan mengapa belum ada.',
  nik_taken: (p: { name: string; recordNo: string; id: string }) =>
    `NIK ini sudah dipakai ${p.name} (RM ${p.recordNo}). Buka pasien itu, atau simpan dengan alasan.`,
  record_no_taken: (p: { recordNo: string; name: string }) =>
    `Nomor RM ${p.recordNo} sudah milik ${p.name}. Kosongkan agar Loket memberi nomor baru.`,
  record_no_invalid: () =>
    'Nomor RM hanya boleh berisi angka, huruf, titik, garis miring, dan tanda hubung (paling banyak 20).',
  card_invalid: () => 'Nomor kartu JKN harus 13 angka. Periksa lagi pada kartu.',
  phone_invalid: () => 'Nomor telepon harus 8–15 angka, misalnya 0812 3456 7890.',
  date_invalid: () => 'Tanggal ini tidak ada di kalender. Tulis hari-bulan-tahun, misalnya 02-03-1959.',
  birth_in_future: () => 'Tanggal lahir ada di masa depan. Periksa tahunnya.',
  birth_too_old: () => 'Tanggal lahir lebih dari 125 tahun lalu. Periksa tahunnya.',
  birth_missing: () => 'Tanggal lahir belum diisi. Bila tidak tahu, isi perkiraan umur.',
  age_invalid: (p: { most: number }) => `Perkiraan umur antara 0 dan ${p.most} tahun, atau kosongkan.`,
  sex_missing: () => 'Jenis kelamin belum dipilih.',
  payer_missing: () => 'Penjamin belum dipilih. Pilih Umum bila bayar sendiri.',
  village_unknown: () => 'Desa atau kelurahan tidak ditemukan. Pilih dari daftar.',
  mother_missing: () => 'Ibu bayi belum dipilih. Cari ibunya dahulu.',
  pregnant_man: () => 'Hamil atau nifas hanya untuk perempuan. Periksa jenis kelamin atau hapus tanda hamil.',
  pregnant_and_postpartum: () => 'Hamil dan nifas tidak dapat dipilih bersamaan. Pilih salah satu.',
  delivery_in_future: () => 'Tanggal melahirkan ada di masa depan. Periksa tanggalnya.',
  delivery_too_long_ago: (p: { days: number }) =>
    `Melahirkan ${p.days} hari lalu; masa nifas paling lama 42 hari. Hapus tanda nifas bila sudah lewat.`,
  pregnancy_age_unlikely: (p: { years: number }) =>
    `Umur ${p.years} tahun dan hamil atau nifas jarang terjadi. Cocokkan tanggal lahir dan tanda hamil.`,
  emergency_sign_missing: () => 'Tanda gawat belum dipilih. Pilih paling sedikit satu.',
  weeks_invalid: () => 'Umur kehamilan antara 1 dan 45 minggu.',
  purpose_unknown: () => 'Keperluan ini tidak ada dalam daftar. Pilih dari daftar.',
  purpose_not_for: (p: { purpose: string }) =>
    `Keperluan ${p.purpose} tidak sesuai dengan usia atau jenis kelamin pasien.`,
  reason_missing: () => 'Alasan belum diisi. Tulis alasan singkat.',
  text_too_long: (p: { most: number }) => `Tulisan terlalu panjang (paling banyak ${p.most} huruf).`,
  // people and visits
  patient_unknown: () => 'Pasien tidak ditemukan. Cari lagi dari kotak pencarian.',
  patient_changed: () =>
    'Data pasien ini baru saja diubah petugas lain. Muat ulang, lalu ulangi perubahan Anda.',
  already_here: (p: { number: string; room: string }) =>
    `Pasien ini sudah terdaftar hari ini dengan nomor ${p.number} di ${p.room} dan belum selesai.`,
  visit_unknown: () => 'Kunjungan tidak ditemukan. Muat ulang daftar hari ini.',
  visit_not_temporary: () =>
    'Hanya kunjungan pasien gawat darurat tanpa nama yang dapat dipindahkan ke pasien lain yang bernama.',
  visit_undo_late: () =>
    'Kunjungan hanya dapat dibatalkan dari sini dalam satu menit. Batalkan lewat ruangannya.',
  identity_unconfirmed: () =>
    'Cocokkan dua tanda pengenal pasien (misalnya nama dan tanggal lahir) sebelum melanjutkan.',
  room_unknown: () => 'Ruangan tidak ditemukan atau tidak dipakai lagi. Pilih ruangan lain.',
  room_not_chosen: () => 'Ruangan lain belum dipilih. Pilih ruangannya, atau ikuti saran Loket.',
  series_full: (p: { series: string }) =>
    `Nomor antrean seri ${p.series} hari ini sudah mencapai 999. Pakai ruangan dengan seri lain.`,
  // the queue
  queue_empty: () => 'Belum ada pasien yang menunggu di ruangan ini.',
  leg_busy: (p: { number: string }) => `${p.number} masih dilayani. Selesaikan atau kembalikan dahulu.`,
  leg_move_refused: (p: { number: string; state: string; move: string }) =>
    `Antrean ${p.number} ${p.state} dan tidak dapat ${p.move} lagi.`,
  leg_of_past_day: (p: { number: string; date: string }) =>
    `Antrean ${p.number} milik tanggal ${p.date} dan sudah ditutup. Daftarkan lagi pasien di loket.`,
  leg_unknown: () => 'Antrean ini tidak ada di ruangan Anda. Muat ulang daftar.',
  same_room: () => 'Pasien sudah berada di ruangan itu. Pilih ruangan lain.',
  day_closed: (p: { date: string }) => `Hari ${p.date} sudah ditutup.`,
  // who may
  sign_in_failed: () => 'Nama pengguna atau kata sandi salah.',
  locked_out: (p: { minutes: number }) =>
    `Terlalu banyak percobaan gagal. Coba lagi ${p.minutes} menit lagi.`,
  signed_out: () => 'Anda sudah keluar. Masuk lagi untuk melanjutkan; yang sudah diketik tetap tersimpan.',
  not_allowed: () =>
    'Anda tidak berwenang melakukan ini. Minta kepala Puskesmas atau petugas yang berwenang.',
  page_not_opened: () =>
    'Halaman ini belum dibuka dari Loket. Jalankan Loket lagi dari ikonnya; layar ruangan dibuka lewat tombol di meja pendaftaran.',
  password_weak: (p: { least: number }) => `Kata sandi paling sedikit ${p.least} huruf atau angka.`,
  username_taken: () => 'Nama pengguna itu sudah dipakai. Pilih nama lain.',
  username_invalid: () => 'Nama pengguna 3–30 huruf kecil, angka, atau titik.',
  setup_done: () => 'Puskesmas ini sudah disiapkan. Masuk dengan akun yang ada.',
  setup_needed: () => 'Puskesmas ini belum disiapkan. Isi penyiapan awal dahulu.',
  setup_incomplete: (p: { what: string }) => `Penyiapan belum lengkap: ${p.what}.`,
  // sync
  sync_not_configured: () => 'Alamat server dinas belum diisi. Isi di Pengaturan › Kirim ke dinas.',
  sync_running: () => 'Pengiriman sedang berjalan. Tunggu sampai selesai.',
  sync_unreachable: () =>
    'Server dinas tidak dapat dihubungi. Data tetap tersimpan dan dikirim pada kesempatan berikutnya.',
  sync_not_fhir: () =>
    'Jawaban bukan dari server dinas (mungkin halaman masuk Wi-Fi). Sambungkan internet dahulu; data tetap tersimpan.',
  sync_refused_sign_in: () =>
    'Server dinas menolak kunci Puskesmas ini. Minta kunci baru ke dinas kesehatan.',
  sync_insecure: () => 'Alamat server dinas harus dimulai dengan https:// agar data terlindungi.',
  sync_wrong_server: (p: { what: string }) =>
    `Server dinas tidak dapat dipakai: ${p.what}. Hubungi dinas kesehatan.`,
  // the machine
  folder_unwritable: (p: { folder: string }) =>
    `Folder ${p.folder} tidak dapat ditulisi. Periksa izin folder atau ruang disk, atau pilih folder lain dengan --data.`,
  folder_in_use: (p: { folder: string }) =>
    `Folder ${p.folder} sedang dipakai program Loket lain di komputer ini. Tutup yang lain dahulu.`,
  folder_not_empty: (p: { folder: string }) =>
    `Folder ${p.folder} sudah berisi data. Pilih folder yang kosong.`,
  key_missing: (p: { file: string }) =>
    `Kunci data ${p.file} tidak ada, padahal data sudah ada. Kembalikan berkas kunci itu; jangan membuat yang baru.`,
  key_wrong: () =>
    'Kunci tidak cocok dengan data ini. Pakai berkas kunci yang asli dari komputer atau cadangan Anda.',
  database_damaged: (p: { file: string }) =>
    `Berkas data ${p.file} rusak atau terpotong. Jangan dipakai dulu; pulihkan dari cadangan terakhir.`,
  database_newer: () =>
    'Data ini dibuat oleh versi Loket yang lebih baru. Pasang versi terbaru untuk membukanya.',
  port_in_use: (p: { port: number }) =>
    `Port ${p.port} sedang dipakai program lain. Tutup program itu, atau pilih port lain dengan --port.`,
  arguments_invalid: (p: { argument: string }) => `Argumen ${p.argument} tidak dikenal atau kurang nilainya.`,
  hub_silent: () =>
    'Loket sedang tidak menjawab. Yang sudah diketik tetap ada; Loket akan tersambung lagi sendiri.',
  input_invalid: () => 'Ada isian yang tidak dapat dibaca. Periksa isian yang ditandai.',
  unexpected: (p: { reference: string }) =>
    `Terjadi kesalahan yang tidak terduga. Data yang sudah tersimpan aman. Sebutkan kode ${p.reference} bila melapor.`,
  // district
  database_unreachable: () =>
    'Basis data PostgreSQL tidak dapat dihubungi. Periksa alamat, nama pengguna, dan apakah server itu menyala.',
  link_spent: () =>
    'Tautan ini sudah dipakai atau tidak berlaku. Nyalakan ulang server dinas untuk mendapat tautan baru, atau masuk dengan akun Anda.',
  first_account_by_link: () =>
    'Akun pertama hanya dapat dibuat lewat tautan yang ditampilkan server dinas saat dinyalakan. Buka tautan itu.',
  first_account_exists: () => 'Akun pertama dinas sudah dibuat. Masuk dengan akun yang ada.',
  facility_code_invalid: () => 'Kode Puskesmas 4–20 huruf, angka, atau tanda hubung.',
  facility_code_taken: (p: { code: string }) =>
    `Kode ${p.code} sudah dipakai Puskesmas lain. Periksa kodenya.`,
  facility_unknown: () => 'Puskesmas tidak ditemukan. Muat ulang daftar.',
  period_invalid: (p: { most: number }) =>
    `Rentang tanggal harus urut dan paling lama ${p.most} hari. Perpendek rentangnya.`,
  fhir_unreadable: () => 'Kiriman tidak dapat dibaca sebagai FHIR JSON.',
  fhir_too_large: (p: { megabytes: number }) =>
    `Kiriman lebih besar dari ${p.megabytes} MB. Kirim dalam bagian kecil.`,
  fhir_too_many: (p: { most: number }) =>
    `Satu bundel paling banyak ${p.most} isian. Kirim dalam bagian kecil.`,
  fhir_element: (p: { element: string }) => `Bagian ${p.element} kosong atau tidak sah.`,
  fhir_own_identifier: (p: { system: string }) =>
    `Rekam ini harus membawa tepat satu pengenal dari Puskesmas yang masuk (${p.system}).`,
  fhir_identifier_changed: () => 'Pengenal rekam tidak boleh berubah. Periksa rekam yang dikirim.',
  fhir_reference_unknown: (p: { reference: string }) =>
    `Rujukan ${p.reference} belum ada di server dinas untuk Puskesmas ini. Kirim rekam itu lebih dahulu.`,
  fhir_unknown: (p: { what: string }) => `${p.what} tidak ada di server dinas untuk Puskesmas ini.`,
  fhir_version_conflict: (p: { version: number }) =>
    `Rekam ini sudah berubah di server dinas (versi ${p.version}). Baca ulang sebelum menyimpan.`,
  fhir_duplicate: () => 'Rekam dengan pengenal ini sudah ada di server dinas.',
  fhir_twice: () => 'Rekam yang sama muncul dua kali dalam satu bundel.',
  fhir_unsupported: (p: { what: string }) => `Server dinas tidak melayani ${p.what}.`,
  fhir_unstorable: () => 'Isi rekam tidak dapat disimpan. Periksa huruf atau angka yang tidak lazim.',
  fhir_sign_in: () => 'Server dinas menolak kunci Puskesmas ini. Minta kunci baru ke dinas kesehatan.',
} as const

export type ErrorCode = keyof typeof sentences
export type ErrorParams<C extends ErrorCode> =
  Parameters<(typeof sentences)[C]> extends [infer P] ? P : Record<string, never>
/** One refusal as data: what travels over HTTP and what a form shows under a field. */
export type Problem = { [C in ErrorCode]: { code: C; params: ErrorParams<C> } }[ErrorCode]
export type ProblemOf<C extends ErrorCode> = Extract<Problem, { code: C }>

export const errorCodes = Object.keys(sentences) as [ErrorCode, ...ErrorCode[]]

export function problem<C extends ErrorCode>(
  code: C,
  ...params: ErrorParams<C> extends Record<string, never> ? [] : [ErrorParams<C>]
): ProblemOf<C> {
  return { code, params: params[0] ?? {} } as ProblemOf<C>
}

/** The sentence a person reads. */
export function sentenceOf(problem: Problem): string {
  const say = sentences[problem.code] as (params: unknown) => string
  return say(problem.params)
}

/** A problem and the input field it concerns, as `birth` or `arrival.purpose`; null when it concerns no one field. */
export type FieldProblem = { field: string | null; problem: Problem }

/** Thrown by rules and use cases, with all that is wrong at once; the HTTP edge gives it the contract's error shape. */
export class Refusal extends Error {
  readonly problems: readonly [FieldProblem, ...FieldProblem[]]
  constructor(first: Problem, field: string | null = null, others: readonly FieldProblem[] = []) {
    super(first.code)
    this.name = 'Refusal'
    this.problems = [{ field, problem: first }, ...others]
  }
}

export function refuse<C extends ErrorCode>(
  code: C,
  ...params: ErrorParams<C> extends Record<string, never> ? [] : [ErrorParams<C>]
): never {
  throw new Refusal(problem(code, ...params))
}

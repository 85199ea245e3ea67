import { type Columns, type ImportField, importFields } from './fields.ts'

/**
 * Headings as SIMPUS, P-Care, Khanza and clerks' own sheets write them, after `foldHeading`. A phrase of one word counts
 * only when it is the whole heading: «Nama» is the patient's, «Nama Dokter» is not.
 */
const phrases: Record<ImportField, readonly string[]> = {
  name: [
    'nama',
    'nama pasien',
    'nama lengkap',
    'nama peserta',
    'nama penduduk',
    'nama warga',
    'nama anggota',
    'pasien',
    'name',
  ],
  nik: [
    'nik',
    'no nik',
    'no ktp',
    'ktp',
    'noktp',
    'nik ktp',
    'nik pasien',
    'no induk kependudukan',
    'no identitas',
    'no sim ktp',
    'no ktp sim',
  ],
  recordNo: [
    'rm',
    'norm',
    'no rm',
    'no rekam medis',
    'no rekam medik',
    'no rkm medis',
    'no mr',
    'nomr',
    'mr',
    'r m',
    'no r m',
    'erm',
    'no erm',
    'no e rm',
    'rekam medis',
    'no index',
    'no indeks',
    'no kartu berobat',
    'no cm',
    'nrm',
  ],
  birth: [
    'tanggal lahir',
    'tanggallahir',
    'lahir',
    'ttl',
    'tempat tanggal lahir',
    'tempat dan tanggal lahir',
    'birth date',
    'date of birth',
    'dob',
    'tahun lahir',
  ],
  age: ['umur', 'usia', 'umur tahun', 'usia tahun', 'age'],
  sex: [
    'jk',
    'j k',
    'l p',
    'lp',
    'p l',
    'jenis kelamin',
    'kelamin',
    'jkel',
    'jenkel',
    'jenis kel',
    'sex',
    'gender',
  ],
  motherName: ['ibu', 'nama ibu', 'nama ibu kandung', 'ibu kandung', 'nama ibu pasien'],
  address: [
    'alamat',
    'alamat lengkap',
    'alamat rumah',
    'alamat pasien',
    'alamat tinggal',
    'alamat ktp',
    'alamat domisili',
    'alamat sekarang',
    'jalan',
    'dusun',
    'address',
  ],
  rt: ['rt'],
  rw: ['rw'],
  rtRw: ['rt rw', 'rtrw'],
  village: [
    'desa',
    'kelurahan',
    'kel',
    'desa kelurahan',
    'kelurahan desa',
    'desa kel',
    'kel desa',
    'nama desa',
    'nama kel',
    'nama kelurahan',
    'ds',
  ],
  district: ['kecamatan', 'kec', 'nama kec', 'nama kecamatan'],
  regency: [
    'kabupaten',
    'kab',
    'kota',
    'kabupaten kota',
    'kab kota',
    'kota kabupaten',
    'nama kab',
    'nama kabupaten',
  ],
  phone: [
    'hp',
    'no hp',
    'telepon',
    'telp',
    'no telp',
    'no telepon',
    'no tlp',
    'tlp',
    'handphone',
    'no handphone',
    'wa',
    'no wa',
    'telepon hp',
    'hp telepon',
    'no hp telp',
    'no telp hp',
    'telp hp',
    'hp telp',
    'no hp wa',
    'hp wa',
    'no wa hp',
    'phone',
  ],
  cardNo: [
    'no kartu',
    'no bpjs',
    'no jkn',
    'no kis',
    'no peserta',
    'no kartu bpjs',
    'no kartu jkn',
    'no kartu peserta',
    'no kartu kis',
    'kartu bpjs',
    'kartu jkn',
    'kartu kis',
    'no asuransi',
    'noka',
    'nokartu',
    'bpjs',
  ],
  payer: [
    'penjamin',
    'jaminan',
    'cara bayar',
    'carabayar',
    'jenis bayar',
    'cara pembayaran',
    'jenis pembayaran',
    'jenis jaminan',
    'jenis penjamin',
    'nama penjamin',
    'pembiayaan',
    'pembayaran',
    'jenis pasien',
    'jenis peserta',
    'jenis kepesertaan',
    'kepesertaan',
    'segmen',
    'segmen peserta',
    'segmen kepesertaan',
    'asuransi',
    'status bayar',
    'png jawab',
    'kd pj',
  ],
  religion: ['agama', 'religion'],
  nationality: [
    'kewarganegaraan',
    'status kewarganegaraan',
    'warga negara',
    'warganegara',
    'wni wna',
    'kebangsaan',
    'negara',
    'negara asal',
    'nationality',
    'citizenship',
  ],
  passport: ['paspor', 'no paspor', 'pasport', 'no pasport', 'passport', 'no passport', 'passport no'],
  disability: [
    'disabilitas',
    'jenis disabilitas',
    'ragam disabilitas',
    'penyandang disabilitas',
    'status disabilitas',
    'difabel',
    'kecacatan',
    'cacat',
    'jenis cacat',
    'jenis kecacatan',
    'penyandang cacat',
    'cacat tubuh',
    'kelainan fisik',
    'cacat fisik',
  ],
  // Other systems write down which language everybody speaks at home: that is no need for help.
  language: ['perlu bantuan bahasa', 'bantuan bahasa'],
  kkNo: ['kk', 'no kk', 'nokk', 'no kartu keluarga', 'kartu keluarga'],
  familyRelation: [
    'shdk',
    'hubungan',
    'hubungan keluarga',
    'hub keluarga',
    'hubkel',
    'hub kel',
    'hubungan dalam keluarga',
    'hubungan kk',
    'hub kk',
    'hubungan dengan kk',
    'hubungan dengan kepala keluarga',
    'hub dengan kepala keluarga',
    'status hubungan',
    'status hubungan keluarga',
    'status hubungan dalam keluarga',
    'status dalam keluarga',
    'status keluarga',
    'status dalam kk',
  ],
  headName: ['nama kk', 'kepala keluarga', 'nama kepala keluarga', 'nama kepala kk'],
  guardianName: [
    'penanggung jawab',
    'nama penanggung jawab',
    'namakeluarga',
    'nama keluarga',
    'nama pj',
    'wali',
  ],
  alive: ['hidup', 'status hidup', 'hidup meninggal', 'status hidup meninggal', 'hidup mati'],
  died: ['meninggal', 'wafat', 'almarhum', 'sudah meninggal', 'status meninggal', 'status kematian'],
  diedOn: ['tanggal meninggal', 'tanggal wafat', 'tanggal kematian', 'tanggal mati', 'meninggal tanggal'],
  toldOn: [
    'tanggal kunjungan',
    'kunjungan terakhir',
    'tanggal kunjungan terakhir',
    'tanggal daftar',
    'tanggal pendaftaran',
    'tanggal registrasi',
    'tanggal periksa',
    'tanggal berobat',
    'tanggal pelayanan',
    'tanggal input',
  ],
}

const shortForms: Record<string, string> = {
  nomor: 'no',
  nmr: 'no',
  number: 'no',
  tgl: 'tanggal',
  tg: 'tanggal',
  nm: 'nama',
  jns: 'jenis',
  lhr: 'lahir',
  klm: 'kelamin',
  klmn: 'kelamin',
  thn: 'tahun',
  th: 'tahun',
  almt: 'alamat',
  dgn: 'dengan',
  dlm: 'dalam',
  stat: 'status',
}

/** `Tgl_Lahir (dd/mm/yyyy)` → `tanggal lahir`: words in small letters, short forms written out, brackets left off. */
function foldHeading(heading: string): string {
  return heading
    .replace(/\([^)]*\)/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => shortForms[word] ?? word)
    .join(' ')
}

const exact = new Map(
  importFields.flatMap((field) => phrases[field].map((phrase) => [phrase, field] as const)),
)
const long = [...exact.keys()].filter((phrase) => phrase.includes(' ')).sort((a, b) => b.length - a.length)

/** Khanza writes the code of who pays to the left of its name. */
const codeHeadings: ReadonlySet<string> = new Set(['kd pj'])

type Guess = { field: ImportField; certainty: number }

/** The whole heading is known, or some words of it are; the longest known words decide. */
function guessHeading(heading: string): Guess | null {
  const folded = foldHeading(heading)
  const inBrackets = foldHeading((heading.match(/\([^)]*\)/g) ?? []).join(' ').replace(/[()]/g, ' '))
  const whole = exact.get(folded)
  if (whole)
    return isAboutAnother(inBrackets, whole)
      ? null
      : { field: whole, certainty: codeHeadings.has(folded) ? 900 : 1000 }
  const guesses = long
    .filter((phrase) => ` ${folded} `.includes(` ${phrase} `))
    .flatMap((phrase) => {
      const field = exact.get(phrase)
      const others = `${` ${folded} `.replace(` ${phrase} `, ' ')} ${inBrackets}`
      return field === undefined || isAboutAnother(others, field) ? [] : { field, certainty: phrase.length }
    })
  return guesses[0] ?? null
}

const relatives =
  /\b(?:ibu|ayah|bapak|orang tua|ortu|suami|istri|isteri|wali|kepala|keluarga|penanggung|pj|dokter|petugas|kader|nakes|bidan)\b/
const facts =
  /\b(?:nik|ktp|no|tanggal|hp|telp|telepon|umur|usia|pekerjaan|agama|pendidikan|alamat|kelamin|jenis|hubungan)\b/

/** «NIK Ibu», «Tgl Lahir (Suami)», «NIK Kepala Keluarga»: its other words say that a heading is about somebody else, too. */
function isAboutAnother(others: string, field: ImportField): boolean {
  if (field === 'kkNo' || field === 'familyRelation' || /\bpasien\b/.test(others)) return false
  return field === 'headName' || field === 'motherName' || field === 'guardianName'
    ? facts.test(others)
    : relatives.test(others)
}

/** Which field each heading means; a field that two headings claim goes to the surer one, then to the left one. */
export function guessColumns(headings: readonly string[]): Columns {
  const guesses = headings.map(guessHeading)
  const owner = new Map<ImportField, number>()
  guesses.forEach((guess, at) => {
    if (!guess) return
    const held = owner.get(guess.field)
    const best = held === undefined ? -1 : (guesses[held]?.certainty ?? -1)
    if (guess.certainty > best) owner.set(guess.field, at)
  })
  return guesses.map((guess, at) => (guess && owner.get(guess.field) === at ? guess.field : null))
}

/** At least so many headings must be known before a row is taken for the row of headings. */
const leastHeadings = 2

/** The row of headings among the first rows of a file: titles of the Puskesmas often stand above it. Null: there is none. */
export function findHeadingRow(rows: readonly (readonly string[])[]): number | null {
  const known = rows.map((row) => guessColumns(row).filter((field) => field !== null).length)
  const most = Math.max(0, ...known)
  return most < leastHeadings ? null : known.indexOf(most)
}

/** Headings that stand more than once, as they are written: which column is meant is for a person to say. */
export function repeatedHeadings(headings: readonly string[]): string[] {
  const seen = new Map<string, number>()
  for (const heading of headings) {
    const folded = foldHeading(heading)
    if (folded !== '') seen.set(folded, (seen.get(folded) ?? 0) + 1)
  }
  const repeated = headings.filter((heading) => (seen.get(foldHeading(heading)) ?? 0) > 1)
  return [...new Set(repeated.map((heading) => heading.trim()))]
}

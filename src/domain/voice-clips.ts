/** One recording: the file `<name>.wav`, and what is heard in it. The chime has no words. */
export type Clip = { name: string; text: string }

const phrases = ['nomor antrean', 'panggilan ulang', 'silakan menuju', 'silakan segera menuju']
const letters = [...'abcdefghijklmnopqrstuvwxyz']
const units = ['satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan']

/** Words of a room's public label; two that belong together are one recording, said in one breath. */
const labelWords = `
  ruang, ruangan, loket, poli, poliklinik, klaster, unit, kamar, meja, pintu, lantai, gedung, bilik, pos, nomor
  ibu, anak, bayi, balita, remaja, dewasa, lansia, hamil, nifas, bersalin, persalinan, calon pengantin, catin
  umum, gigi, mulut, gizi, imunisasi, kesehatan, gawat darurat, tindakan, rawat inap, rawat jalan, isolasi, skrining
  pelayanan, layanan, konseling, konsultasi, pemeriksaan, periksa, pengobatan, terapi, fisioterapi, cek kesehatan gratis
  dokter, bidan, perawat, petugas, laboratorium, farmasi, apotek, obat, kasir, pembayaran, tensi, rekam medis
  pendaftaran, administrasi, informasi, pengaduan, pengambilan, penyerahan, sampel, surat, rujukan, sanitasi
  tunggu, utama, depan, belakang, kiri, kanan, tengah, atas, bawah, timur, barat, utara, selatan, dan, khusus
  prioritas, sehat, baru, lama, merah, kuning, hijau, biru, putih, ungu, jingga, cokelat
  melati, mawar, anggrek, kenanga, dahlia, teratai, cempaka, flamboyan, bugenvil, kamboja, seruni, sakura, soka, tulip
`
  .trim()
  .split(/,|\n/)
  .map((word) => word.trim())

/** The chime that opens an announcement. */
export const chime = 'nada'

/** Everything that can be heard, in the order in which a page loads it: what every call needs comes first. */
export const clips: readonly Clip[] = [
  { name: chime, text: '' },
  ...phrases.map(toClip),
  ...letters.map((letter) => ({ name: nameLetter(letter), text: letter.toUpperCase() })),
  ...['nol', ...units, 'sepuluh', 'sebelas', 'seratus'].map(toClip),
  ...units.slice(1).flatMap((unit) => [`${unit} belas`, `${unit} puluh`, `${unit} ratus`].map(toClip)),
  ...labelWords.map(toClip),
]

const labelClips = new Map(labelWords.map((word) => [word, nameClip(word)]))

/** Of a label's words (lower case) the most that one recording begins them with; null when there is none. */
export function findLabelClip(words: readonly string[]): { name: string; words: number } | null {
  for (let count = Math.min(3, words.length); count > 0; count -= 1) {
    const name = labelClips.get(words.slice(0, count).join(' '))
    if (name !== undefined) return { name, words: count }
  }
  return null
}

export function nameClip(text: string): string {
  return text.split(' ').join('-')
}

export function nameLetter(letter: string): string {
  return `huruf-${letter.toLowerCase()}`
}

export function nameDigit(digit: string): string {
  return nameUnit(Number(digit)) ?? 'nol'
}

/**
 * A number from 0 to 999 in words. `se-` stands for one before *belas*, *puluh* and *ratus* (sebelas, sepuluh,
 * seratus); 12–19 are unit + *belas*; larger parts come first, and a part that is zero is not said.
 */
export function nameNumber(value: number): string[] {
  if (value === 0) return ['nol']
  const [hundreds, rest] = [nameUnit(Math.floor(value / 100)), value % 100]
  const head = value >= 200 ? [`${hundreds}-ratus`] : value >= 100 ? ['seratus'] : []
  return [...head, ...nameBelowHundred(rest)]
}

function nameBelowHundred(value: number): string[] {
  const unit = nameUnit(value % 10)
  if (value < 10) return unit ? [unit] : []
  if (value < 12) return [value === 10 ? 'sepuluh' : 'sebelas']
  if (value < 20) return [`${unit}-belas`]
  const tens = `${nameUnit(Math.floor(value / 10))}-puluh`
  return unit ? [tens, unit] : [tens]
}

function nameUnit(value: number): string | undefined {
  return units[value - 1]
}

function toClip(text: string): Clip {
  return { name: nameClip(text), text }
}

import type { ImportPhase, ImportReport, ImportSummary } from '#contract/hub/import'

const number = new Intl.NumberFormat('id-ID')

/** 5.940 */
export function count(value: number): string {
  return number.format(value)
}

const workTitles: Partial<Record<ImportPhase, string>> = {
  receiving: 'Mengirim berkas',
  reading: 'Membaca berkas',
  checking: 'Memeriksa baris',
  running: 'Memasukkan pasien',
  paused: 'Impor dijeda',
  undoing: 'Menarik kembali pasien',
}

export function titleOf({ phase, atWork }: Pick<ImportSummary, 'phase' | 'atWork'>): string {
  if (phase === 'undoing' && !atWork) return 'Penarikan terhenti'
  return workTitles[phase] ?? ''
}

/** «1.200 dari 5.940 baris»; bytes as megabytes; what cannot be counted yet only as far as it is. */
export function sayProgress({ phase, done, total }: Pick<ImportSummary, 'phase' | 'done' | 'total'>): string {
  if (phase === 'receiving') return `${megabytes(done)} dari ${megabytes(total)} MB`
  const unit = phase === 'undoing' ? 'orang' : 'baris'
  return total === 0 ? `${count(done)} ${unit}` : `${count(done)} dari ${count(total)} ${unit}`
}

/** Whole and tenths, as 9,6. */
function megabytes(bytes: number): string {
  return new Intl.NumberFormat('id-ID', { maximumFractionDigits: 1 }).format(bytes / 1024 / 1024)
}

/** 0 to 100; null where nobody can say of how much. */
export function percentOf({ done, total }: Pick<ImportSummary, 'done' | 'total'>): number | null {
  return total === 0 ? null : Math.min(100, (100 * done) / total)
}

/** «sekitar 2 menit lagi», from the speed of what was seen so far. */
export function sayTimeLeft(elapsedMs: number, begun: number, done: number, total: number): string | null {
  if (elapsedMs < 2000 || done <= begun || total === 0) return null
  const seconds = Math.round((((total - done) / (done - begun)) * elapsedMs) / 1000)
  return seconds < 60 ? 'kurang dari 1 menit lagi' : `sekitar ${count(Math.round(seconds / 60))} menit lagi`
}

/** What became of an import, in one line. */
export function describeOutcome(one: ImportSummary): string {
  const parts = [
    `${count(one.added)} pasien ditambahkan`,
    one.known > 0 && `${count(one.known)} sudah ada`,
    one.keptOut > 0 && `${count(one.keptOut)} baris tidak masuk`,
    one.takenBack > 0 && `${count(one.takenBack)} ditarik kembali`,
  ]
  return parts.filter(Boolean).join(' · ')
}

/** Which number of a birth date was taken for the day, for whoever knows the old system. */
export function sayDates({ order, turned, either }: NonNullable<ImportReport['dates']>): string {
  const [order1, order2] = order === 'dmy' ? ['hari-bulan', 'bulan-hari'] : ['bulan-hari', 'hari-bulan']
  const read = `Tanggal lahir dibaca ${order1}-tahun`
  if (turned === 0) return `${read}.`
  return `${read}; ${count(turned)} baris hanya mungkin ${order2} dan dibaca begitu, ${count(either)} dapat berarti keduanya.`
}

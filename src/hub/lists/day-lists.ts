import { bookingSourceLabels } from '#contract/hub/booking'
import type { PaperVisit } from '#contract/hub/contingency'
import type { RegisterRow } from '#contract/hub/day'
import { describeAge } from '#domain/birth'
import { legStateLabels } from '#domain/leg'
import { formatLongDate, type LocalDate } from '#domain/local-date'
import { listBookings } from '../store/bookings.ts'
import { type ListedStay, listStays } from '../store/day-stays.ts'
import { readNotices } from '../store/queue.ts'
import { readRegister } from '../store/register.ts'
import { listPaperVisits } from '../store/reserved-blocks.ts'
import { listVisits, type TodayRow } from '../store/visits.ts'
import { defineList } from './definition.ts'
import { type ListPlace, namesOn } from './place.ts'

/** Lists of one day. */
type OfDay = { day: LocalDate }
const part = ({ day }: OfDay) => day
const titled =
  (words: string) =>
  ({ day }: OfDay) =>
    `${words} · ${formatLongDate(day)}`

/** As on paper (ilp.md §7.2). */
export const register = defineList<OfDay, RegisterRow>({
  file: 'register-kunjungan',
  part,
  title: titled('Register kunjungan'),
  rows: async (place, { day }) => readRegister(place.db, day, await namesOn(place, day)),
  columns: [
    { title: 'Antrean', width: 9, value: (row) => row.number },
    { title: 'Jam', width: 7, value: (row) => ({ day: null, clock: row.time }) },
    { title: 'No RM', width: 12, value: (row) => row.recordNo },
    { title: 'NIK', width: 19, value: (row) => row.nik },
    { title: 'Nama', width: 30, value: (row) => row.name },
    { title: 'L/P', width: 5, value: (row) => row.sex },
    { title: 'Umur', width: 16, value: (row) => row.age },
    { title: 'Alamat', width: 36, value: (row) => row.address },
    { title: 'Wilayah', width: 9, value: (row) => insideWords(row.insideArea) },
    { title: 'Penjamin', width: 16, value: (row) => row.payer },
    { title: 'No kartu', width: 16, value: (row) => row.cardNo },
    { title: 'Baru/lama', width: 10, value: (row) => (row.firstEver ? 'Baru' : 'Lama') },
    { title: 'Pertama tahun ini', width: 10, value: (row) => (row.firstThisYear ? 'Ya' : 'Tidak') },
    { title: 'Sakit/sehat', width: 11, value: (row) => (row.visitKind === 'sakit' ? 'Sakit' : 'Sehat') },
    { title: 'Siklus hidup', width: 16, value: (row) => row.lifeStage },
    { title: 'Klaster', width: 24, value: (row) => row.clusterLabel },
    { title: 'Ruang', width: 18, value: (row) => row.room },
    { title: 'Keperluan', width: 18, value: (row) => row.purpose },
    { title: 'Catatan', width: 30, value: (row) => row.notes },
    { title: 'Hasil', width: 24, value: (row) => row.outcome },
  ],
})

function insideWords(inside: boolean | null): string | null {
  if (inside === null) return null
  return inside ? 'Dalam' : 'Luar'
}

/** «Siapa di mana»: everybody of the day and where they are now. */
export const visits = defineList({
  file: 'kunjungan',
  part,
  title: titled('Siapa di mana'),
  rows: async (place: ListPlace, { day }: OfDay) => {
    const names = await namesOn(place, day)
    const rows = await listVisits(place.db, day)
    return rows.map((row) => ({
      ...row,
      age: row.birth && describeAge(row.birth, day),
      purpose: names.purpose(row.purpose),
      cluster: names.cluster(row.cluster).label,
    }))
  },
  columns: [
    { title: 'Antrean', width: 9, value: (row) => row.number },
    { title: 'Nama', width: 30, value: (row) => row.patientName },
    { title: 'L/P', width: 5, value: (row) => row.sex },
    { title: 'Umur', width: 12, value: (row) => row.age },
    { title: 'Data', width: 12, value: (row) => (row.temporary ? 'Sementara' : 'Lengkap') },
    { title: 'Keperluan', width: 20, value: (row) => row.purpose },
    { title: 'Klaster', width: 24, value: (row) => row.cluster },
    { title: 'Terdaftar', width: 10, value: (row, { clock }) => clock(row.registeredAt) },
    { title: 'Ruang sekarang', width: 24, value: (row) => row.at?.roomName ?? null },
    { title: 'Keadaan', width: 14, value: (row) => stateOf(row) },
    { title: 'Sejak', width: 8, value: (row, { clock }) => clock(row.at?.since ?? null) },
  ],
})

function stateOf({ at, status }: Pick<TodayRow, 'at' | 'status'>): string {
  if (at) return legStateLabels[at.state]
  return status === 'cancelled' ? 'dibatalkan' : 'selesai'
}

/** Every stay at every room and counter, with what each wait and each service took. */
export const queue = defineList({
  file: 'antrean-ruangan',
  part,
  title: titled('Antrean tiap ruangan'),
  rows: ({ db }: ListPlace, { day }: OfDay) => listStays(db, day),
  columns: [
    { title: 'Ruang', width: 26, value: (row) => row.room },
    { title: 'Antrean', width: 9, value: (row) => row.ticket },
    { title: 'No RM', width: 12, value: (row) => row.recordNo },
    { title: 'Nama', width: 30, value: (row) => row.patientName },
    { title: 'Prioritas', width: 18, value: (row) => row.priority },
    { title: 'Datang dari', width: 22, value: (row) => row.cameFrom },
    { title: 'Masuk', width: 8, value: (row, { clock }) => clock(row.enteredAt) },
    { title: 'Dipanggil', width: 10, value: (row, { clock }) => clock(row.calledAt) },
    { title: 'Kali dipanggil', width: 8, value: (row) => row.timesCalled },
    { title: 'Dilayani', width: 9, value: (row, { clock }) => clock(row.servedAt) },
    { title: 'Selesai', width: 8, value: (row, { clock }) => clock(row.endedAt) },
    { title: 'Keadaan', width: 12, value: (row) => legStateLabels[row.state] },
    { title: 'Menunggu (menit)', width: 11, value: (row, { now }) => waited(row, now) },
    { title: 'Dilayani (menit)', width: 11, value: (row, { now }) => served(row, now) },
  ],
})

/** Until the service began; of somebody who was never served, until they left the line. */
function waited({ enteredAt, calledAt, servedAt, endedAt }: ListedStay, now: number): number {
  return minutes((servedAt ?? calledAt ?? endedAt ?? now) - enteredAt)
}

/** Rooms that only call and finish count from the call. */
function served({ calledAt, servedAt, endedAt, state }: ListedStay, now: number): number | null {
  const since = servedAt ?? (state === 'done' || state === 'moved' ? calledAt : null)
  return since === null ? null : minutes((endedAt ?? now) - since)
}

function minutes(ms: number): number {
  return Math.max(0, Math.round(ms / 60_000))
}

/** What klaster 4 follows up. */
export const notices = defineList({
  file: 'tindak-lanjut-klaster-4',
  part,
  title: titled('Tindak lanjut klaster 4'),
  rows: ({ db }: ListPlace, { day }: OfDay) => readNotices(db, day),
  columns: [
    { title: 'Antrean', width: 9, value: (row) => row.number },
    { title: 'Jam', width: 7, value: (row, { clock }) => clock(row.at) },
    { title: 'Nama', width: 30, value: (row) => row.patientName },
    { title: 'Umur', width: 12, value: (row) => row.age },
    { title: 'Gejala', width: 40, value: (row) => row.symptoms.join(', ') },
    { title: 'Ruang', width: 24, value: (row) => row.room },
  ],
})

export const bookings = defineList({
  file: 'janji-temu',
  part,
  title: titled('Janji temu'),
  rows: ({ db }: ListPlace, { day }: OfDay) => listBookings(db, day),
  columns: [
    { title: 'Jam', width: 7, value: (row, { clock }) => clock(row.dueAt) },
    { title: 'No RM', width: 12, value: (row) => row.recordNo },
    { title: 'Nama', width: 30, value: (row) => row.patientName },
    { title: 'Umur', width: 12, value: (row) => row.age },
    { title: 'Ruang', width: 24, value: (row) => row.roomName ?? 'sesuai keperluan' },
    { title: 'Lewat', width: 10, value: (row) => bookingSourceLabels[row.source] },
    { title: 'Catatan', width: 30, value: (row) => row.note },
    { title: 'Datang dengan nomor', width: 12, value: (row) => row.number },
  ],
})

/** What was entered from the paper list of a power cut. */
export const paper = defineList({
  file: 'catatan-listrik-padam',
  part,
  title: titled('Catatan kertas setelah listrik padam'),
  rows: ({ db }: ListPlace, { day }: OfDay) => listPaperVisits(db, day),
  columns: [
    { title: 'Nomor', width: 9, value: (row) => row.number },
    { title: 'Nama', width: 30, value: (row) => row.patientName },
    { title: 'Data', width: 12, value: (row) => (row.temporary ? 'Sementara' : 'Lengkap') },
    { title: 'Ruang', width: 24, value: (row) => row.roomName },
    { title: 'Keadaan', width: 16, value: paperState },
  ],
})

function paperState({ status, served }: PaperVisit): string {
  if (status === 'cancelled') return 'dibatalkan'
  if (status === 'finished') return served ? 'selesai' : 'sudah pulang'
  return served ? 'dilayani' : 'di antrean'
}

import { roleLabels, surfaceLabels } from '#contract/access'
import { type Figure, sayFigure } from '#contract/hub/sync'
import { formatDate } from '#domain/local-date'
import { sayPaperNumber } from '#domain/paper-number'
import { roomRoleLabels } from '#domain/room'
import { listDevices } from '../store/devices.ts'
import { listRooms } from '../store/facility.ts'
import { inPortions, listFaultsOf, listHeld, mostFaults } from '../store/held.ts'
import { listBlocks } from '../store/reserved-blocks.ts'
import { listStaff } from '../store/staff.ts'
import { listRuns, readRun } from '../store/sync-runs.ts'
import { openFigure } from '../sync/behind-figure.ts'
import { recordFromRow, runFromRow } from '../sync/report.ts'
import { defineList } from './definition.ts'
import { type ListPlace, namesOn } from './place.ts'

/** What is in the drawer for the hours without power. */
export const paperBlocks = defineList({
  file: 'nomor-cadangan',
  title: () => 'Nomor cadangan listrik padam',
  rows: ({ db }: ListPlace) => listBlocks(db),
  columns: [
    { title: 'Seri', width: 6, value: (row) => row.series },
    { title: 'Dari', width: 9, value: ({ series, first }) => sayPaperNumber({ series, number: first }) },
    { title: 'Sampai', width: 9, value: ({ series, last }) => sayPaperNumber({ series, number: last }) },
    { title: 'Banyaknya', width: 10, value: ({ first, last }) => last - first + 1 },
    { title: 'Dicetak', width: 17, value: (row, { moment }) => moment(row.printedAt) },
    { title: 'Oleh', width: 24, value: (row) => row.printedBy },
  ],
})

/** Whether one is alive this minute is on the screen alone: a file would be wrong when it is opened. */
export const devices = defineList({
  file: 'perangkat',
  title: () => 'Layar dan perangkat',
  rows: ({ db, openPages }: ListPlace) => listDevices(db, openPages),
  columns: [
    { title: 'Nama', width: 28, value: (row) => row.name },
    { title: 'Untuk', width: 16, value: (row) => surfaceLabels[row.surface] },
    { title: 'Ruang', width: 24, value: (row) => row.roomName },
    { title: 'Area tunggu', width: 20, value: (row) => row.settings?.area ?? null },
    { title: 'Disambungkan', width: 17, value: (row, { moment }) => moment(row.pairedAt) },
    { title: 'Terakhir terlihat', width: 17, value: (row, { moment }) => moment(row.lastSeenAt) },
  ],
})

export const staff = defineList({
  file: 'petugas',
  title: () => 'Petugas',
  rows: ({ db }: ListPlace) => listStaff(db),
  columns: [
    { title: 'Nama', width: 30, value: (row) => row.name },
    { title: 'Nama pengguna', width: 20, value: (row) => row.username },
    { title: 'Peran', width: 24, value: (row) => roleLabels[row.role] },
    { title: 'Akun', width: 12, value: (row) => (row.active ? 'Aktif' : 'Tidak aktif') },
  ],
})

export const rooms = defineList({
  file: 'ruangan',
  title: () => 'Ruangan',
  rows: async (place: ListPlace) => {
    const { cluster } = await namesOn(place, place.today)
    return (await listRooms(place.db)).map((room) => ({ ...room, cluster: cluster(room.cluster).label }))
  },
  columns: [
    { title: 'Ruangan', width: 28, value: (row) => row.name },
    { title: 'Di layar dan tiket', width: 24, value: (row) => row.publicLabel },
    { title: 'Klaster', width: 28, value: (row) => row.cluster },
    {
      title: 'Melayani',
      width: 40,
      value: (row) => row.roles.map((role) => roomRoleLabels[role]).join(', '),
    },
    { title: 'Seri', width: 6, value: (row) => row.series },
    { title: 'Prioritas tiap umum', width: 10, value: (row) => row.ratio },
    { title: 'Dipakai', width: 9, value: (row) => (row.active ? 'Ya' : 'Tidak') },
  ],
})

/** What waits to be mended now, or what waited at the end of an earlier night. */
type Held = { runId: string | null }

export const heldBack = defineList({
  file: 'perlu-diperbaiki',
  title: async ({ runId }: Held, { db, moment }: ListPlace) => {
    const run = runId === null ? null : await readRun(db, runId)
    const began = run && moment(run.started_at)
    if (!run || !began?.day) return 'Ditolak dinas, perlu diperbaiki'
    const title = `Perlu diperbaiki, pengiriman ${formatDate(began.day)} pukul ${began.clock}`
    return run.to_fix > mostFaults ? `${title} · ${mostFaults} pertama dari ${run.to_fix}` : title
  },
  rows: ({ db }: ListPlace, { runId }: Held) =>
    runId === null ? inPortions((portion) => listHeld(db, portion)) : listFaultsOf(db, runId),
  columns: [
    { title: 'Data', width: 44, value: (row) => recordFromRow(row).title },
    { title: 'Kata dinas', width: 70, value: (row) => row.words },
    { title: 'Dicoba', width: 8, value: (row) => row.attempts },
    { title: 'Sudah diperbaiki', width: 16, value: (row) => (row.mended ? 'Ya' : 'Belum') },
  ],
})

/** The records behind a figure of the last report. */
export const syncRecords = defineList({
  file: 'data-laporan-pengiriman',
  title: sayFigure,
  rows: async function* ({ db }: ListPlace, figure: Figure) {
    yield* inPortions(await openFigure(db, figure))
  },
  columns: [
    { title: 'Data', width: 44, value: (row) => recordFromRow(row).title },
    { title: 'No RM', width: 12, value: (row) => row.recordNo },
    { title: 'Nama', width: 30, value: (row) => row.patientName },
  ],
})

const runStates = { running: 'berjalan', done: 'selesai', partly: 'sebagian', stopped: 'berhenti' } as const

export const syncRuns = defineList({
  file: 'pengiriman-ke-dinas',
  title: () => 'Pengiriman ke dinas',
  rows: async ({ db }: ListPlace) => (await listRuns(db)).map((row) => runFromRow(row, true)),
  columns: [
    { title: 'Mulai', width: 17, value: (row, { moment }) => moment(row.startedAt) },
    { title: 'Berakhir', width: 17, value: (row, { moment }) => moment(row.endedAt) },
    { title: 'Hasil', width: 12, value: (row) => runStates[row.state] },
    { title: 'Data', width: 8, value: ({ counts }) => counts.total },
    { title: 'Diterima dinas', width: 10, value: ({ counts }) => counts.confirmed },
    { title: 'Menunggu', width: 10, value: ({ counts }) => counts.waiting },
    { title: 'Perlu diperbaiki', width: 10, value: ({ counts }) => counts.toFix },
    {
      title: 'Hari yang belum sama',
      width: 12,
      value: ({ compared }) => compared.reduce((days, { differing }) => days + differing.length, 0),
    },
    { title: 'Masalah', width: 60, value: ({ problem }) => problem?.sentence ?? null },
  ],
})

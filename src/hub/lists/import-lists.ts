import { importPhaseLabels, type RowKind, rowKindLabels } from '#contract/hub/import'
import { listImports, readImport } from '../store/imports.ts'
import { listKept } from '../store/imports-undo.ts'
import { defineList } from './definition.ts'
import type { ListPlace } from './place.ts'

/** More than a screen shows. */
const mostImports = 10_000
const mostKept = 1_000_000

/** What was brought along from other systems, and what became of it. */
export const imports = defineList({
  file: 'impor',
  title: () => 'Impor data pasien',
  rows: ({ db }: ListPlace) => listImports(db, mostImports),
  columns: [
    { title: 'Berkas', width: 36, value: (row) => row.fileName },
    { title: 'Keadaan', width: 22, value: (row) => importPhaseLabels[row.phase] },
    { title: 'Dimulai', width: 17, value: (row, { moment }) => moment(row.startedAt) },
    { title: 'Oleh', width: 24, value: (row) => row.startedBy },
    { title: 'Berakhir', width: 17, value: (row, { moment }) => moment(row.endedAt) },
    { title: 'Pasien ditambahkan', width: 12, value: (row) => row.added },
    { title: 'Sudah ada', width: 10, value: (row) => row.known },
    { title: 'Tidak masuk', width: 12, value: (row) => row.keptOut },
    { title: 'Dengan catatan', width: 12, value: (row) => row.noted },
    { title: 'Ditarik kembali', width: 12, value: (row) => row.takenBack },
  ],
})

/** What a look at a file came to, row by row, for whoever knows the old system; empty once its import is over. */
export const importRows = defineList({
  file: 'hasil-pemeriksaan',
  title: ({ of }: { id: string; of: RowKind }) => `Hasil pemeriksaan berkas impor: ${rowKindLabels[of]}`,
  rows: ({ stagedRows }: ListPlace, { id, of }) => stagedRows(id, of),
  columns: [
    { title: 'Baris', width: 8, value: (row) => row.no },
    { title: 'Nama', width: 30, value: (row) => row.name },
    { title: 'Tanggal lahir', width: 16, value: (row) => row.birth },
    { title: 'JK', width: 5, value: (row) => row.sex },
    { title: 'NIK', width: 18, value: (row) => row.nik },
    { title: 'No RM', width: 14, value: (row) => row.recordNo },
    { title: 'Nama ibu', width: 26, value: (row) => row.motherName },
    { title: 'Tempat', width: 24, value: (row) => row.place },
    { title: 'Keterangan', width: 60, value: (row) => row.reasons.join(' ') },
    { title: 'Orang yang serupa', width: 30, value: ({ who }) => who?.name ?? '' },
    { title: 'No RM-nya', width: 14, value: ({ who }) => who?.recordNo ?? '' },
    { title: 'Di baris', width: 8, value: ({ who }) => who?.row ?? '' },
    {
      title: 'Yang sama dan yang beda',
      width: 60,
      value: ({ evidence }) => evidence.map(({ words }) => words).join(', '),
    },
  ],
})

/** Who stayed when an import was taken back, with why; nobody before it was. */
export const importKept = defineList({
  file: 'tetap-ada',
  title: () => 'Pasien yang tetap ada setelah impor ditarik kembali',
  rows: async ({ db }: ListPlace, { id }: { id: string }) => {
    const given = await readImport(db, id)
    return given?.state === 'undone' ? listKept(db, id, mostKept) : []
  },
  columns: [
    { title: 'No RM', width: 12, value: (row) => row.recordNo },
    { title: 'Nama', width: 30, value: (row) => row.name },
    { title: 'Tetap ada karena', width: 60, value: (row) => row.reasons.join(', ') },
  ],
})

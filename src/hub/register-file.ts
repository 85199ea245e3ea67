import writeExcelFile, { type Row } from 'write-excel-file/node'
import type { RegisterRow } from '#contract/hub/day'
import { formatLongDate, type LocalDate } from '#domain/local-date'

const columns: { title: string; width: number; value: (row: RegisterRow) => string | number | null }[] = [
  { title: 'No', width: 5, value: (row) => row.no },
  { title: 'Antrean', width: 9, value: (row) => row.number },
  { title: 'Jam', width: 7, value: (row) => row.time },
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
]

function insideWords(inside: boolean | null): string {
  if (inside === null) return ''
  return inside ? 'Dalam' : 'Luar'
}

/** Register kunjungan as XLSX bytes. NIK and card numbers are text cells: a number cell would lose their digits. */
export async function writeRegisterFile(
  rows: readonly RegisterRow[],
  day: LocalDate,
  facility: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const title: Row = [
    { value: `Register kunjungan ${facility} · ${formatLongDate(day)}`, fontWeight: 'bold' },
  ]
  const heading: Row = columns.map((column) => ({ value: column.title, fontWeight: 'bold' }))
  const body: Row[] = rows.map((row) =>
    columns.map((column) => {
      const value = column.value(row)
      if (value === null) return null
      return typeof value === 'number' ? { value, type: Number } : { value, type: String }
    }),
  )
  const sheet = [title, heading, ...body]
  const file = await writeExcelFile(sheet, {
    columns: columns.map(({ width }) => ({ width })),
    sheet: day,
    stickyRowsCount: 2,
  }).toBuffer()
  return new Uint8Array(file)
}

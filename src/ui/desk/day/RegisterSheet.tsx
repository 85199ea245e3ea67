import type { RegisterRow } from '#contract/hub/day'
import { formatLongDate, type LocalDate } from '#domain/local-date'
import type { Facility } from '#ui/shared/use-session.ts'
import sheet from '../sheet.module.css'
import classes from './RegisterSheet.module.css'

type RegisterSheetProps = { facility: Facility; day: LocalDate; rows: readonly RegisterRow[] }

type Column = { title: string; tight?: true; value: (row: RegisterRow) => string | number | null }

/** As the paper register, narrower: what the heading does not explain stands in the legend. */
const columns: readonly Column[] = [
  { title: 'No', tight: true, value: (row) => row.no },
  { title: 'Antrean', tight: true, value: (row) => row.number },
  { title: 'Jam', tight: true, value: (row) => row.time },
  { title: 'No. RM', tight: true, value: (row) => row.recordNo },
  { title: 'NIK', tight: true, value: (row) => row.nik },
  { title: 'Nama', value: (row) => row.name },
  { title: 'L/P', tight: true, value: (row) => row.sex },
  { title: 'Umur', tight: true, value: (row) => row.age },
  { title: 'Alamat', value: (row) => row.address },
  {
    title: 'Wil.',
    tight: true,
    value: ({ insideArea }) => (insideArea === null ? null : insideArea ? 'D' : 'L'),
  },
  { title: 'Penjamin', value: (row) => [row.payer, row.cardNo].filter(Boolean).join(' ') },
  { title: 'B/L', tight: true, value: (row) => (row.firstEver ? 'B' : 'L') },
  { title: 'Thn', tight: true, value: (row) => (row.firstThisYear ? 'B' : 'L') },
  { title: 'S/S', tight: true, value: (row) => (row.visitKind === 'sakit' ? 'Sakit' : 'Sehat') },
  {
    title: 'Klaster · ruang',
    value: (row) => `${row.clusterNumeral || 'Lintas'} · ${row.room}`,
  },
  { title: 'Keperluan', value: (row) => row.purpose },
  { title: 'Hasil', value: (row) => row.outcome },
]

/** Seen by the printer only: the register in black and white on A4 landscape, its heading on every page. */
export function RegisterSheet({ facility, day, rows }: RegisterSheetProps) {
  return (
    <section className={`${sheet.sheet} ${classes.register}`} aria-hidden>
      <table>
        <thead>
          <tr>
            <td colSpan={columns.length} className={classes.heading}>
              <b>Register Kunjungan · {facility.name}</b>
              <span>
                {formatLongDate(day)} · kode {facility.code} · {rows.length} kunjungan
              </span>
            </td>
          </tr>
          <tr>
            {columns.map((column) => (
              <th key={column.title}>{column.title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.no}>
              {columns.map((column) => (
                <td key={column.title} data-tight={column.tight}>
                  {column.value(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        Wil.: D dalam, L luar wilayah kerja. B/L: pasien baru atau lama di Puskesmas ini. Thn: kunjungan
        pertama (B) atau berikutnya (L) tahun ini. S/S: kunjungan sakit atau sehat.
      </p>
    </section>
  )
}

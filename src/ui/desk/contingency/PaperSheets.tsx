import type { ReservedBlock } from '#contract/hub/contingency'
import sheet from '../sheet.module.css'
import classes from './PaperSheets.module.css'

type Props = { facility: string; block: ReservedBlock }

/** Seen by the printer only, A4 upright: numbers to cut out and hand over, then the list to write on. */
export function PaperSheets({ facility, block }: Props) {
  return (
    <section className={`paper-sheets ${sheet.sheet} ${classes.sheets}`} aria-hidden>
      <div className={classes.cards}>
        {block.numbers.map((number) => (
          <div key={number} className={classes.card}>
            <p>{facility}</p>
            <strong>{number}</strong>
            <p>{block.rooms.join(' · ')}</p>
            <p>
              Tanggal <span className={classes.blank} /> jam <span className={classes.blank} />
            </p>
            <p>Simpan sampai pulang.</p>
          </div>
        ))}
      </div>
      <PaperList facility={facility} block={block} />
    </section>
  )
}

const columns = ['Nama', 'No. RM / tgl lahir', 'Keperluan', 'Jam', 'Ruang', 'Pulang']

function PaperList({ facility, block }: Props) {
  return (
    <table className={classes.list}>
      <thead>
        <tr>
          <td colSpan={columns.length + 1}>
            <b>Daftar saat listrik padam · {facility}</b>
            <p>
              Seri {block.series}: {block.rooms.join(' · ')}
            </p>
            <p>
              Tanggal <span className={classes.blank} /> Listrik padam pukul{' '}
              <span className={classes.blank} /> menyala pukul <span className={classes.blank} />
            </p>
            <p>
              Beri nomor menurut urutan datang. Setelah listrik menyala, buka menu petugas › Cadangan listrik
              padam, lalu salin daftar ini.
            </p>
          </td>
        </tr>
        <tr>
          <th>Nomor</th>
          {columns.map((column) => (
            <th key={column}>{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {block.numbers.map((number) => (
          <tr key={number}>
            <th>{number}</th>
            {columns.map((column) => (
              <td key={column} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

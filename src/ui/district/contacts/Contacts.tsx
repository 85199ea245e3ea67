import { useQuery } from '@tanstack/react-query'
import type { Role } from '#contract/district/base'
import type { DistrictOutputs } from '#contract/district/district'
import { Answer } from '../Answer.tsx'
import { Gauge } from '../charts/Gauge.tsx'
import { api } from '../client.ts'
import styles from '../district.module.css'
import { Count, MaskNote } from '../Masked.tsx'
import { PrintButton } from '../PrintButton.tsx'
import { readSpan, SpanPicker, spanWord } from '../SpanPicker.tsx'
import { TakeButtons } from '../TakeButtons.tsx'
import table from '../table.module.css'
import { addressOf, choose, usePlace } from '../use-place.ts'
import { dayOf, formatCount } from '../words.ts'
import contacts from './contacts.module.css'

type Contact = DistrictOutputs['dashboard']['contacts'][number]

/** BPJS asks for 150 of every thousand participants a month (ilp.md §7.2). */
const target = 150

/** How many of its participants a Puskesmas saw this month, the fewest first. */
export function Contacts({ role }: { role: Role }) {
  const { filters } = usePlace()
  const today = dayOf(Date.now())
  const month = readSpan(filters, today, false)
  const query = useQuery(api.dashboard.contacts.queryOptions({ input: { month } }))
  return (
    <>
      <header className={styles.head}>
        <h2>
          Angka kontak <span className={styles.printed}>· {spanWord(month)}</span>
        </h2>
        <SpanPicker
          span={month}
          today={today}
          years={false}
          onChange={(span) => choose('contacts', null, new URLSearchParams({ bulan: span }))}
        />
        <TakeButtons table={{ name: 'contacts', month }} />
        <PrintButton />
      </header>
      <p className={styles.quiet}>
        Peserta JKN yang datang sedikitnya sekali dalam sebulan, dibagi peserta JKN yang terdaftar di
        Puskesmas itu, kali seribu. Sasaran BPJS: {target}‰. Peserta Puskesmas lain yang datang ikut
        terhitung, karena kunjungan tidak menyebut tempat mereka terdaftar.
      </p>
      <MaskNote role={role} />
      <Answer
        query={query}
        isEmpty={(rows) => rows.length === 0}
        empty="Belum ada Puskesmas. Pengelola mendaftarkannya di bagian Puskesmas."
      >
        {(rows) => <ContactTable rows={rows} role={role} />}
      </Answer>
    </>
  )
}

function ContactTable({ rows, role }: { rows: Contact[]; role: Role }) {
  const most = Math.max(target, ...rows.map(({ rate }) => rate ?? 0)) * 1.1
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th>Puskesmas</th>
          <th className={table.number}>Peserta terdaftar</th>
          <th className={table.number}>Peserta yang datang</th>
          <th>Angka kontak</th>
          <th className={table.number}>Bulan sebelumnya</th>
          <th className={table.number}>Semua orang dilayani</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.facilityId}>
            <th scope="row">
              <a href={addressOf('visits', row.facilityId)}>{row.name}</a>
              {row.participants === null && role === 'manager' && (
                <small>
                  <a href={addressOf('facilities')}>Isi jumlah pesertanya di bagian Puskesmas.</a>
                </small>
              )}
            </th>
            <td className={table.number}>
              {row.participants === null ? 'belum diisi' : formatCount(row.participants)}
            </td>
            <td className={table.number}>
              <Count shown={row.jknPeople} />
            </td>
            <td>{row.rate !== null && <Rate rate={row.rate} most={most} />}</td>
            <td className={table.number}>{row.rateBefore === null ? '–' : formatRate(row.rateBefore)}</td>
            <td className={table.number}>
              <Count shown={row.people} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The rate as a bar, and the target as a line across it. */
function Rate({ rate, most }: { rate: number; most: number }) {
  return (
    <div className={contacts.rate}>
      <b>{formatRate(rate)}</b>
      <Gauge part={rate / most} mark={target / most} />
      <span className={styles.quiet}>{rate < target ? 'di bawah sasaran' : 'tercapai'}</span>
    </div>
  )
}

const oneDecimal = new Intl.NumberFormat('id-ID', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

function formatRate(rate: number): string {
  return `${oneDecimal.format(rate)}‰`
}

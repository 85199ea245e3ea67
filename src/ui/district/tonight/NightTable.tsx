import type { LocalDate } from '#domain/local-date'
import { Gauge } from '../charts/Gauge.tsx'
import table from '../table.module.css'
import { addressOf } from '../use-place.ts'
import { formatCount, formatMoment, formatShortDay } from '../words.ts'
import { DeliveryMark } from './DeliveryMark.tsx'
import { daysBehind, type FacilityNight, isUnusuallyFew, type NightRow } from './delivery-state.ts'
import styles from './tonight.module.css'

const mostDaysNamed = 3

export function NightTable({ rows, due }: { rows: NightRow[]; due: LocalDate }) {
  const most = Math.max(
    1,
    ...rows.flatMap(({ facility }) => [facility.visitsOnLastCompleteDay, facility.usualVisitsPerDay]),
  )
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th>Keadaan</th>
          <th>Puskesmas</th>
          <th>Kontak terakhir</th>
          <th>Hari lengkap terakhir</th>
          <th>Kunjungan hari itu</th>
          <th className={table.number}>Baru, 24 jam ini</th>
          <th className={table.number}>Ditolak</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ facility, state }) => (
          <tr key={facility.facilityId}>
            <td>
              <DeliveryMark state={state} />
            </td>
            <th scope="row">
              <a href={addressOf('visits', facility.facilityId)}>{facility.name}</a>
              <small>{adviceFor({ facility, state }, due)}</small>
              <small>{gapsOf(facility, due)}</small>
              <small>{leftOf(facility)}</small>
            </th>
            <td>{facility.lastContactAt === null ? '–' : formatMoment(facility.lastContactAt)}</td>
            <td>{facility.lastCompleteDay === null ? '–' : formatShortDay(facility.lastCompleteDay)}</td>
            <td>{facility.lastCompleteDay !== null && <AgainstUsual facility={facility} most={most} />}</td>
            <Came count={facility.tonight.newVisits} />
            <Came count={facility.tonight.refused} attention />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What to know or do about this Puskesmas; null where all is well. */
function adviceFor({ facility, state }: NightRow, due: LocalDate): string | null {
  switch (state) {
    case 'never':
      return 'Isi kuncinya di Loket Puskesmas itu.'
    case 'failing':
      return 'Minta Puskesmas membuka laporan kiriman.'
    case 'late': {
      const days = daysBehind(facility, due)
      if (days === null) return 'Tersambung, belum ada hari yang lengkap.'
      return days === 0
        ? 'Minta Puskesmas mengirim sisanya.'
        : `Tertinggal ${days} hari kerja; hubungi Puskesmas.`
    }
    case 'complete':
      return isUnusuallyFew(facility) ? 'Jauh lebih sedikit daripada biasanya.' : null
  }
}

/** Which days did not come although this Puskesmas usually works, or are not finished; null when there are none. */
function gapsOf({ missingDays, openDays }: FacilityNight, due: LocalDate): string | null {
  const list = (days: readonly string[]) => {
    const newest = days.slice(-mostDaysNamed).map(formatShortDay).join('; ')
    return days.length > mostDaysNamed ? `${newest} dan ${days.length - mostDaysNamed} hari lain` : newest
  }
  const missing = missingDays.filter((day) => day <= due)
  const parts = [
    missing.length > 0 && `Tidak ada kiriman ${list(missing)}, padahal biasanya buka.`,
    openDays.length > 0 && `Belum selesai: ${list(openDays)}.`,
  ]
  return parts.filter(Boolean).join(' ') || null
}

/** What has not arrived although the days look whole; null where that is nothing. */
function leftOf({ unmended, waiting }: FacilityNight): string | null {
  const parts = [
    unmended > 0 && `${formatCount(unmended)} data ditolak dan belum diperbaiki.`,
    waiting !== null && waiting > 0 && `${formatCount(waiting)} data menunggu di Puskesmas.`,
  ]
  return parts.filter(Boolean).join(' ') || null
}

/** The day's visits as a bar, and where it ends on a usual day as a line. */
function AgainstUsual({ facility, most }: { facility: FacilityNight; most: number }) {
  const { visitsOnLastCompleteDay: visits, usualVisitsPerDay: usual } = facility
  return (
    <div className={styles.against}>
      <b>{formatCount(visits)}</b>
      <Gauge part={visits / most} mark={usual > 0 ? usual / most : null} />
      <span className={styles.usual}>
        {usual > 0 ? `biasanya ${formatCount(usual)}` : 'belum ada pembanding'}
      </span>
    </div>
  )
}

function Came({ count, attention = false }: { count: number; attention?: boolean }) {
  return (
    <td className={table.number} data-attention={attention && count > 0} data-none={count === 0}>
      {formatCount(count)}
    </td>
  )
}

import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { formatClock } from '#ui/shared/format.ts'
import styles from './room.module.css'
import { useRoom } from './room-context.ts'

const title = 'Perlu tindak lanjut hari ini'

/** Whom klaster 4 follows up though another cluster serves them (KMK 2015/2023, BAB VI). */
export function NoticeList() {
  const { facility } = useRoom()
  const notices = useQuery(api.queue.notices.queryOptions())
  const count = notices.data?.length ?? 0
  return (
    <section className={styles.list} aria-label={title}>
      <h3 className={styles.listTitle}>
        {title} {count > 0 && <span className={styles.count}>{count}</span>}
      </h3>
      <FourStates
        query={notices}
        isEmpty={(rows) => rows.length === 0}
        empty="Belum ada. Pasien terduga penyakit menular yang dilayani klaster lain muncul di sini."
      >
        {(rows) => (
          <ul>
            {rows.map((notice) => (
              <li key={notice.visitId} className={styles.notice}>
                <b className={styles.rowNumber}>{notice.number}</b>
                <div className={styles.noticeWords}>
                  <p>
                    {notice.patientName} · {notice.age ?? 'umur ?'}
                  </p>
                  <p className={styles.noticeSigns}>{notice.symptoms.join(', ')}</p>
                  <p className={styles.noticeWhere}>
                    {notice.room} · {formatClock(notice.at, facility.timeZone)}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </FourStates>
    </section>
  )
}

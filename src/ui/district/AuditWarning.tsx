import { useQuery } from '@tanstack/react-query'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { api } from './client.ts'
import styles from './district.module.css'
import { formatMoment } from './words.ts'

/** Tells a manager when the audit trail was touched by another way than this server. Draws nothing while all is well. */
export function AuditWarning() {
  const check = useQuery(api.audit.check.queryOptions({ staleTime: Number.POSITIVE_INFINITY }))
  const broken = check.data?.broken
  if (!broken && !check.error) return null
  return (
    <div className={styles.warning}>
      <Problems sentences={broken ? [sentenceOf(broken)] : sentencesOf(check.error)} />
    </div>
  )
}

function sentenceOf({ row, at }: { row: number; at: number }): string {
  return `Jejak audit tidak utuh: baris ${row} (${formatMoment(at)}) atau yang sebelumnya diubah atau dihapus di luar Loket. Simpan salinan database sekarang, lalu laporkan kepada penanggung jawab data dinas.`
}

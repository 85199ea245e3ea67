import type { ClusterCode } from '#domain/cluster'
import type { LocalDate } from '#domain/local-date'
import type { Payer } from '#domain/payer'
import { formatTicketNumber } from './counters.ts'
import type { Db } from './open.ts'

/** All that was written down when somebody was registered, and how it ended. */
export type RecordedVisit = {
  visitId: string
  number: string
  day: LocalDate
  patientId: string
  patientName: string
  recordNo: string
  /** Its code. */
  purpose: string
  cluster: ClusterCode
  roomName: string
  reasons: string[]
  overrideReason: string | null
  complaint: string
  payer: Payer
  cardNo: string | null
  insideArea: boolean | null
  status: 'open' | 'finished' | 'cancelled'
  statusReason: string | null
  registeredAt: number
  endedAt: number | null
}

export async function readRecordedVisit(db: Db, id: string): Promise<RecordedVisit | null> {
  const row = await db
    .selectFrom('visits')
    .innerJoin('patients', 'patients.id', 'visits.patient_id')
    .innerJoin('service_points as room', 'room.id', 'visits.first_room_id')
    .selectAll('visits')
    .select(['patients.name as patientName', 'patients.record_no as recordNo', 'room.name as roomName'])
    .where('visits.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { day, patientName, recordNo, roomName, purpose, cluster, complaint, payer, status } = row
  return {
    visitId: row.id,
    number: formatTicketNumber(row.series, row.number),
    patientId: row.patient_id,
    reasons: JSON.parse(row.reasons),
    overrideReason: row.override_reason,
    cardNo: row.card_no,
    insideArea: row.inside_area === null ? null : row.inside_area === 1,
    statusReason: row.status_reason,
    registeredAt: row.registered_at,
    endedAt: row.ended_at,
    ...{ day, patientName, recordNo, roomName, purpose, cluster, complaint, payer, status },
  }
}

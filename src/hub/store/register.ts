import type { RegisterRow } from '#contract/hub/day'
import { type Birth, describeFullAge } from '#domain/birth'
import type { ClusterCode } from '#domain/cluster'
import { type LifeStage, lifeStageLabels, type MotherhoodStage, motherhoodLabels } from '#domain/life-stage'
import type { LocalDate } from '#domain/local-date'
import { payerLabels } from '#domain/payer'
import { symptomLabels } from '#domain/reason-words'
import type { Arrival } from '#domain/routing'
import { formatTicketNumber } from './counters.ts'
import { absentReason } from './days.ts'
import type { Db } from './open.ts'
import { birthOf } from './patients.ts'

export type RegisterNames = {
  village: (code: string) => string | null
  cluster: (code: ClusterCode) => { label: string; numeral: string }
  purpose: (code: string) => string
  clock: (at: number) => string
}

/** Register kunjungan of one day in order of arrival, one line a visit (columns: ilp.md §7.2). */
export async function readRegister(db: Db, day: LocalDate, names: RegisterNames): Promise<RegisterRow[]> {
  const rows = await db
    .selectFrom('visits')
    .innerJoin('patients', 'patients.id', 'visits.patient_id')
    .innerJoin('service_points', 'service_points.id', 'visits.first_room_id')
    .selectAll('visits')
    .select([
      'patients.record_no',
      'patients.nik',
      'patients.name',
      'patients.sex',
      'patients.birth_date',
      'patients.birth_precision',
      'patients.village_code',
      'patients.address',
      'patients.rt',
      'patients.rw',
      'service_points.name as room',
    ])
    .where('visits.day', '=', day)
    .orderBy('visits.registered_at')
    .execute()
  return rows.map((row, index) => ({
    no: index + 1,
    number: formatTicketNumber(row.series, row.number),
    time: names.clock(row.registered_at),
    recordNo: row.record_no,
    nik: row.nik,
    name: row.name,
    sex: row.sex,
    age: describedAge(birthOf(row), day),
    address: addressOf(row, names),
    insideArea: row.inside_area === null ? null : row.inside_area === 1,
    payer: payerLabels[row.payer],
    cardNo: row.card_no,
    firstEver: row.first_ever === 1,
    firstThisYear: row.first_this_year === 1,
    visitKind: row.visit_kind,
    lifeStage: stageOf(row),
    cluster: row.cluster,
    clusterLabel: names.cluster(row.cluster).label,
    clusterNumeral: names.cluster(row.cluster).numeral,
    room: row.room,
    purpose: names.purpose(row.purpose),
    notes: notesOf(row),
    outcome: outcomeOf(row),
  }))
}

function describedAge(birth: Birth | null, day: LocalDate): string | null {
  return birth && describeFullAge(birth, day)
}

/** Pregnant and newly delivered women stand in the register as such: KMK 2015/2023 counts them as stages of life. */
function stageOf(row: { motherhood: MotherhoodStage | null; life_stage: LifeStage | null }): string | null {
  if (row.motherhood !== null) return motherhoodLabels[row.motherhood]
  return row.life_stage === null ? null : lifeStageLabels[row.life_stage]
}

/** Symptoms, and what follows from them. */
function notesOf(row: { arrival: string; apart: 0 | 1; notice_to_k4: 0 | 1 }): string {
  const { symptoms } = JSON.parse(row.arrival) as Pick<Arrival, 'symptoms'>
  return [
    ...symptoms.map((symptom) => symptomLabels[symptom]),
    ...(row.apart === 1 ? ['tunggu terpisah'] : []),
    ...(row.notice_to_k4 === 1 ? ['tindak lanjut klaster 4'] : []),
  ].join('; ')
}

function addressOf(
  row: { village_code: string | null; address: string | null; rt: string | null; rw: string | null },
  names: RegisterNames,
): string {
  const unit = row.rt === null && row.rw === null ? null : `RT ${row.rt ?? '–'}/RW ${row.rw ?? '–'}`
  const village = row.village_code === null ? null : names.village(row.village_code)
  return [row.address, unit, village].filter((part) => part !== null && part !== '').join(', ')
}

function outcomeOf(row: { status: string; status_reason: string | null; service_recorded: 0 | 1 }): string {
  if (row.status === 'cancelled') return `Batal: ${row.status_reason ?? ''}`
  if (row.status === 'open') return 'Belum selesai'
  if (row.service_recorded === 1) return 'Selesai'
  return row.status_reason === absentReason ? 'Tidak hadir saat dipanggil' : 'Pelayanan tidak tercatat'
}

import type { RegisterRow } from '#contract/hub/day'
import type { ClusterCode } from '#domain/cluster'
import { lifeStageLabels } from '#domain/life-stage'
import { ageOn, type LocalDate } from '#domain/local-date'
import { payerLabels } from '#domain/payer'
import { formatTicketNumber } from './counters.ts'
import type { Db } from './open.ts'

export type RegisterNames = {
  village: (code: string) => string | null
  cluster: (code: ClusterCode) => string
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
    age: row.birth_date === null ? null : fullAge(row.birth_date, day),
    address: addressOf(row, names),
    insideArea: row.inside_area === null ? null : row.inside_area === 1,
    payer: payerLabels[row.payer],
    cardNo: row.card_no,
    firstEver: row.first_ever === 1,
    firstThisYear: row.first_this_year === 1,
    visitKind: row.visit_kind,
    lifeStage: row.life_stage === null ? null : lifeStageLabels[row.life_stage],
    cluster: row.cluster,
    clusterLabel: names.cluster(row.cluster),
    room: row.room,
    purpose: names.purpose(row.purpose),
    outcome: outcomeOf(row),
  }))
}

/** Years, months and days, as the paper register asks. */
function fullAge(birthDate: LocalDate, day: LocalDate): string {
  const age = ageOn(birthDate, day)
  return `${age.years} th ${age.months} bl ${age.days} hr`
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
  return row.status_reason === null ? 'Pelayanan tidak tercatat' : 'Tidak hadir saat dipanggil'
}

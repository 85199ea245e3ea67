import type { Generated } from 'kysely'
import type { BirthPrecision } from '#domain/birth'
import type { ClusterCode } from '#domain/cluster'
import type { LegMove, LegState } from '#domain/leg'
import type { LifeStage, MotherhoodStage } from '#domain/life-stage'
import type { LocalDate } from '#domain/local-date'
import type { NikReason } from '#domain/nik'
import type { Payer } from '#domain/payer'
import type { Sex } from '#domain/sex'

/** SQLite's rows as they are; 0 and 1 for truth, JSON as text. Column meanings: migrations/0001-initial. */
type Flag = 0 | 1

export type Schema = {
  facility: {
    only: 1
    id: string
    code: string
    name: string
    time_zone: string
    scheme: string
    suspects_go_to_k4: Flag
    revision: number
    created_at: number
  }
  facility_villages: { code: string }
  rules: {
    kind: 'scheme' | 'purpose' | 'routing' | 'priority'
    code: string
    effective_from: string
    effective_to: string | null
    body: string
  }
  service_points: {
    id: string
    name: string
    public_label: string
    cluster: ClusterCode
    series: string
    roles: string
    sort: number
    active: Flag
    revision: number
  }
  staff: {
    id: string
    username: string
    name: string
    role: 'clerk' | 'nurse' | 'head'
    password_hash: string
    active: Flag
    failures: number
    locked_until: number | null
    created_at: number
  }
  devices: {
    id: string
    surface: 'desk' | 'room' | 'display'
    room_id: string | null
    token_hash: string
    created_at: number
    revoked_at: number | null
  }
  sessions: {
    id: string
    device_id: string
    staff_id: string
    started_at: number
    ended_at: number | null
  }
  patients: PatientTable
  patient_words: { rowid: number; name: string; mother: string; born: string }
  patient_numbers: { key: string; kind: 'nik' | 'nik_ibu' | 'rm' | 'kartu' | 'telepon'; rid: number }
  counters: { name: string; last: number }
  series_counters: { day: LocalDate; series: string; last: number }
  visits: VisitTable
  legs: {
    id: string
    visit_id: string
    room_id: string
    day: LocalDate
    state: LegState
    place: number
    priority: Flag
    came_from: string | null
    returns_to: string | null
    entered_at: number
    called_at: number | null
    served_at: number | null
    ended_at: number | null
    times_called: number
  }
  leg_moves: {
    id: Generated<number>
    leg_id: string
    move: LegMove | 'enter'
    from_state: LegState | null
    to_state: LegState
    at: number
    staff_id: string | null
    reason: string | null
  }
  calls: {
    id: Generated<number>
    leg_id: string
    room_id: string
    day: LocalDate
    number: string
    at: number
    recall: Flag
  }
  closed_days: { day: LocalDate; closed_at: number; closed_by: string }
  audit: {
    seq: number
    at: number
    staff_id: string | null
    device_id: string | null
    action: string
    subject: string
    subject_id: string | null
    detail: string
    hash: string
  }
  drafts: { staff_id: string; kind: string; body: string; updated_at: number }
  outbox: {
    kind: 'organization' | 'location' | 'patient' | 'encounter'
    record_id: string
    layer: number
    revision: number
    queued_at: number
    held: Flag
    attempts: number
    words: string | null
  }
  links: {
    target: string
    kind: 'organization' | 'location' | 'patient' | 'encounter'
    record_id: string
    server_id: string
    version: string | null
    sent_revision: number
  }
  days_to_prove: { target: string; day: LocalDate; queued_again: Flag }
  sync_runs: {
    id: string
    started_at: number
    ended_at: number | null
    state: 'running' | 'done' | 'partly' | 'stopped'
    total: number
    sent: number
    confirmed: number
    waiting: number
    to_fix: number
    problem: string | null
    compared: string | null
  }
  settings: { key: string; value: string }
}

export type PatientTable = {
  rid: Generated<number>
  id: string
  record_no: string
  record_key: string
  nik: string | null
  nik_reason: NikReason | null
  same_nik_reason: string | null
  mother_nik: string | null
  name: string
  name_key: string
  sex: Sex | null
  birth_date: LocalDate | null
  birth_precision: BirthPrecision | null
  mother_id: string | null
  mother_name: string | null
  village_code: string | null
  address: string | null
  rt: string | null
  rw: string | null
  phone: string | null
  guardian_name: string | null
  guardian_relation: string | null
  guardian_phone: string | null
  payer: Payer
  card_no: string | null
  temporary: Flag
  merged_into: string | null
  revision: number
  created_at: number
  updated_at: number
}

export type VisitTable = {
  id: string
  patient_id: string
  day: LocalDate
  series: string
  number: number
  purpose: string
  complaint: string
  arrival: string
  cluster: ClusterCode
  life_stage: LifeStage | null
  motherhood: MotherhoodStage | null
  first_room_id: string
  route_rule: string
  reasons: string
  override_reason: string | null
  priority_code: string | null
  priority_label: string | null
  visit_kind: 'sakit' | 'sehat'
  apart: Flag
  notice_to_k4: Flag
  payer: Payer
  card_no: string | null
  first_ever: Flag
  first_this_year: Flag
  inside_area: Flag | null
  confirmed_by: string
  status: 'open' | 'finished' | 'cancelled'
  status_reason: string | null
  service_recorded: Flag
  registered_at: number
  registered_by: string
  served_at: number | null
  ended_at: number | null
  revision: number
}

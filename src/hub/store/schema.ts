import type { Generated } from 'kysely'
import type { FhirType } from '#contract/fhir'
import type { BirthPrecision } from '#domain/birth'
import type { ClusterCode } from '#domain/cluster'
import type { ConsentKind } from '#domain/consent'
import type { CoverageType } from '#domain/coverage'
import type { FamilyRelation } from '#domain/family'
import type { LegMove, LegState } from '#domain/leg'
import type { LifeStage, MotherhoodStage } from '#domain/life-stage'
import type { LocalDate } from '#domain/local-date'
import type { MembershipAnswer, MembershipState } from '#domain/membership'
import type { NikReason } from '#domain/nik'
import type { Payer } from '#domain/payer'
import type { Religion } from '#domain/religion'
import type { Sex } from '#domain/sex'
import type { Relation } from '#domain/signer'

/** A FHIR type in small letters. */
type OutboxKind = Lowercase<FhirType>

/** SQLite's rows as they are; 0 and 1 for truth, JSON as text. Column meanings: migrations/. */
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
  working_area: { code: string; first_day: LocalDate; last_day: LocalDate | null }
  former_readings: { last_day: LocalDate; scheme: string; suspects_go_to_k4: Flag }
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
    ratio: number
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
    surface: 'desk' | 'room' | 'display' | 'kiosk'
    room_id: string | null
    token_hash: string
    name: string | null
    settings: string | null
    paired_at: number | null
    last_seen_at: number | null
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
  patient_words: { rowid: number; name: string; kin: string; place: string; born: string; ends: string }
  patient_numbers: {
    key: string
    kind: 'nik' | 'nik_ibu' | 'rm' | 'kartu' | 'telepon' | 'kk' | 'paspor'
    rid: number
  }
  patient_lists: { list: 'name' | 'birth' | 'namesake'; key: string; rid: number }
  name_words: { id: Generated<number>; word: string }
  known_villages: { id: Generated<number>; code: string }
  families: {
    id: string
    kk_no: string | null
    head_id: string | null
    area: string | null
    serial: number | null
    revision: number
    created_at: number
    import_id: string | null
  }
  merges: {
    seq: Generated<number>
    id: string
    kept_id: string
    gone_id: string
    moved: string
    day: LocalDate
    at: number
    staff_id: string
    undone_at: number | null
    undone_by: string | null
  }
  different_people: { first_id: string; second_id: string; reason: string; at: number; staff_id: string }
  consents: {
    id: string
    patient_id: string
    kind: ConsentKind
    version: string
    points: string
    signer: string
    signer_relation: Relation
    agreed: Flag
    at: number
    staff_id: string
  }
  imports: {
    id: string
    file_name: string
    format: 'csv' | 'xlsx'
    state: 'checked' | 'running' | 'paused' | 'done' | 'stopped' | 'undoing' | 'undone'
    columns: string
    undecided: 'leave' | 'new' | 'same'
    total: number
    next_row: number
    found_up_to: number
    added: number
    known: number
    likely: number
    rejected: number
    noted: number
    taken_back: number
    created_at: number
    staff_id: string
    device_id: string | null
    ended_at: number | null
    undone_at: number | null
    undone_by: string | null
  }
  import_rows: {
    import_id: string
    row_no: number
    state: 'rejected' | 'likely' | 'noted'
    patient_id: string | null
    cells: string
    reasons: string
    /** Of a row that is kept out: nobody else gets it. */
    record_key: string | null
  }
  counters: { name: string; last: number }
  series_counters: { day: LocalDate; series: string; last: number }
  visits: VisitTable
  arrivals: {
    id: string
    day: LocalDate
    series: string
    number: number
    source: 'kiosk' | 'desk'
    request_id: string
    priority_code: string | null
    priority_label: string | null
    priority_reason: string | null
    returning: Flag | null
    payer_kind: 'jkn' | 'umum' | null
    taken_at: number
    device_id: string | null
    visit_id: string | null
  }
  legs: {
    id: string
    visit_id: string | null
    arrival_id: string | null
    room_id: string
    day: LocalDate
    state: LegState
    place: number
    priority: Flag
    due_at: number | null
    came_from: string | null
    returns_to: string | null
    note: string | null
    entered_at: number
    called_at: number | null
    served_at: number | null
    ended_at: number | null
    times_called: number
    estimate_minutes: number | null
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
  call_receipts: { call_id: number; device_id: string; shown_at: number | null; spoken_at: number | null }
  care_events: {
    id: string
    visit_id: string
    item: string
    code: string
    label: string
    resource: 'immunization' | 'observation'
    status: 'done' | 'taken_back'
    at: number
    room_id: string
    staff_id: string
    device_id: string | null
    weight_kg: number | null
    systolic: number | null
    diastolic: number | null
    glucose: number | null
    revision: number
  }
  coverages: {
    id: string
    patient_id: string
    type: CoverageType
    card_no: string | null
    state: MembershipAnswer
    checked_at: number
    ended_on: LocalDate | null
    revision: number
  }
  bookings: {
    id: string
    patient_id: string
    day: LocalDate
    due_at: number
    room_id: string | null
    source: 'loket' | 'telepon' | 'daring'
    note: string
    booked_at: number
    booked_by: string
    visit_id: string | null
    cancelled_at: number | null
    cancel_reason: string | null
  }
  reserved_blocks: {
    id: string
    series: string
    first: number
    last: number
    printed_at: number
    printed_by: string
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
    kind: OutboxKind
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
    kind: OutboxKind
    record_id: string
    server_id: string
    version: string | null
    sent_revision: number
  }
  days_to_prove: { target: string; kind: Schema['outbox']['kind']; day: LocalDate; queued_again: Flag }
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
    by_type: string | null
  }
  run_faults: { run_id: string; kind: Schema['outbox']['kind']; record_id: string; words: string }
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
  family_id: string | null
  family_relation: FamilyRelation | null
  birth_order: number | null
  passport: string | null
  nationality: string | null
  religion: Religion | null
  disabilities: string
  language: string | null
  deceased_on: LocalDate | null
  payer_ref: string | null
  membership: MembershipState
  membership_at: number | null
  membership_by: string | null
  import_id: string | null
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

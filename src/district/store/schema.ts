import type { ColumnType } from 'kysely'
import type { Role } from '#contract/district/base'
import type { FhirType } from '#contract/fhir'
import type { DuplicateLevel, Evidence } from '#domain/duplicate'
import type { Sex } from '#domain/sex'
import type { TargetGroup } from '#domain/village-target'

/** Read as an object; written as JSON text, because the drivers would turn an array into a PostgreSQL array. */
type Json<T> = ColumnType<T, string, string>

/** A resource as kept: id and version live in columns. */
export type Body = { resourceType: FhirType; [element: string]: unknown }

/** PostgreSQL's rows as both drivers hand them over: `date` as YYYY-MM-DD text, `timestamptz` as Date. */
export type Schema = {
  facilities: {
    id: string
    code: string
    name: string
    client_id: string
    client_secret_hash: string
    /** From the client secret (`stick/keys`), base64; null until it is renewed at a district older than sticks. */
    stick_contents: string | null
    stick_verifier: string | null
    created_at: Date
    last_contact_at: Date | null
    /** Records that it last said it still has to send; null where it never did. */
    waiting: number | null
  }
  sticks: {
    id: string
    facility: string
    at: Date
    staff: string
    made_at: Date
    stored: number
    refused: number
    /** The sealed file, base64. */
    receipt: string
  }
  access_tokens: { token_hash: string; facility: string; expires_at: Date }
  identity: { facility: string; system: string; value: string; resource_type: FhirType; resource_id: string }
  resources: {
    type: FhirType
    id: string
    facility: string
    version: number
    last_updated: Date
    body: Json<Body>
    /** The value of the facility's own identifier, and the revision that it says it has. */
    record_id: string
    revision: number
  }
  resource_history: { type: FhirType; id: string; version: number; last_updated: Date; body: Json<Body> }
  encounters: EncounterRow
  patients: PatientRow
  same_people: {
    one: string
    other: string
    score: number
    level: DuplicateLevel
    evidence: Json<Evidence[]>
    state: 'candidate' | 'same' | 'different'
    decided_by: string | null
    decided_at: Date | null
  }
  participants: { facility: string; since: string; participants: number; set_by: string; set_at: Date }
  village_targets: {
    year: number
    village: string
    target_group: TargetGroup
    target: number
    set_by: string
    set_at: Date
  }
  deliveries: {
    id: string
    facility: string
    at: Date
    new_visits: number
    created: number
    updated: number
    unchanged: number
    refused: number
  }
  refused_records: { facility: string; type: FhirType; record_id: string; since: Date }
  staff: {
    id: string
    username: string
    name: string
    role: Role
    password_hash: string
    failures: number
    locked_until: Date | null
    created_at: Date
  }
  office: { one: boolean; name: string }
  sessions: { token_hash: string; staff: string | null; opened: boolean; expires_at: Date }
  audit: {
    seq: number
    at: Date
    staff: string | null
    action: string
    detail: Json<Record<string, unknown>>
    hash: string
  }
}

export type EncounterRow = {
  id: string
  facility: string
  day: string
  patient: string
  status: string
  cluster: string
  life_stage: string
  purpose: string
  visit_kind: string | null
  first_ever: boolean | null
  first_this_year: boolean | null
  inside_area: boolean | null
  payer: string | null
  service_recorded: boolean | null
} & Face

/** Of the person a visit names, kept with it. `person` is the patient, or the one it was merged into. */
export type Face = { person: string; sex: Sex | null; village: string | null }

/** What is read from a Patient. */
export type PatientRow = Face & {
  id: string
  facility: string
  replaced_by: string | null
  active: boolean
  nik: string | null
  /** As sent: YYYY, YYYY-MM or YYYY-MM-DD. */
  birth: string | null
  /** Null until the spelling rules were applied (store/same-people). */
  name_key: string | null
  compared: boolean
}

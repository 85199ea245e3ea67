import type { ColumnType } from 'kysely'
import type { FhirType } from '#contract/fhir'

type Count = ColumnType<number, number, number>
type NewOnly<T> = ColumnType<T, T, never>
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
    created_at: Date
    last_contact_at: Date | null
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
  }
  resource_history: { type: FhirType; id: string; version: number; last_updated: Date; body: Json<Body> }
  encounters: EncounterRow
  daily_rollups: {
    facility: NewOnly<string>
    day: NewOnly<string>
    cluster: NewOnly<string>
    life_stage: NewOnly<string>
    purpose: NewOnly<string>
    visits: Count
    open: Count
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
  staff: {
    id: string
    username: string
    name: string
    role: 'manager' | 'viewer'
    password_hash: string
    failures: number
    locked_until: Date | null
    created_at: Date
  }
  sessions: { token_hash: string; staff: string | null; opened: boolean; expires_at: Date }
  audit: { id: string; at: Date; staff: string | null; action: string; detail: Json<Record<string, unknown>> }
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
}

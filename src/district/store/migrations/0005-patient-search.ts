import { type Kysely, sql } from 'kysely'

/** Whose record it is, whatever FHIR calls that element of the type; null where a type is nobody's. */
const patient = `(case
    when type in ('Encounter', 'Observation') then body #>> '{subject,reference}'
    when type = 'Immunization' then body #>> '{patient,reference}'
    when type = 'Coverage' then body #>> '{beneficiary,reference}'
  end)`

/** Every type that belongs to a patient is found by the patient, not the visits alone, and in the order of pages. */
const statements = [
  `drop index resources_by_subject`,
  `create index resources_by_patient on resources (facility, type, ${patient}, id) where ${patient} is not null`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

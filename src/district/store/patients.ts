import { sql } from 'kysely'
import type { Tx } from './open.ts'
import type { Face, PatientRow } from './schema.ts'

/**
 * Stores what Patients say of themselves and settles who is whom after merges. Returns the patients whose visits now
 * count elsewhere: another sex, village or person.
 */
export async function savePatients(
  tx: Tx,
  patients: readonly Omit<PatientRow, 'person' | 'compared'>[],
): Promise<string[]> {
  if (patients.length === 0) return []
  const ids = patients.map(({ id }) => id)
  const before = await facesOf(tx, ids)
  await tx
    .insertInto('patients')
    .values(patients.map((patient) => ({ ...patient, person: patient.id, compared: false })))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        replaced_by: row.ref('excluded.replaced_by'),
        active: row.ref('excluded.active'),
        sex: row.ref('excluded.sex'),
        village: row.ref('excluded.village'),
        nik: row.ref('excluded.nik'),
        birth: row.ref('excluded.birth'),
        name_key: row.ref('excluded.name_key'),
        compared: false,
      })),
    )
    .execute()
  const joined = await settlePersons(tx, [...ids, ...[...before.values()].map(({ person }) => person)])
  const restyled = patients.filter(({ id, sex, village }) => {
    const known = before.get(id)
    return known !== undefined && (known.sex !== sex || known.village !== village)
  })
  return [...new Set([...joined, ...restyled.map(({ id }) => id)])]
}

/** A record merged away is the person of the one in use, also over several merges. Ten are more than ever happened. */
async function settlePersons(tx: Tx, persons: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive chain (id, person, depth) as (
      select id, id, 0 from patients
      where id = any(${persons}::uuid[]) or person = any(${persons}::uuid[])
      union all
      select chain.id, patients.replaced_by, depth + 1
      from chain join patients on patients.id = chain.person
      where patients.replaced_by is not null and depth < 10
    ), newest as (
      select distinct on (id) id, person from chain order by id, depth desc
    )
    update patients set person = newest.person from newest
    where newest.id = patients.id and newest.person <> patients.person
    returning patients.id`.execute(tx)
  return rows.map(({ id }) => id)
}

export async function facesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Face>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('patients')
    .select(['id', 'person', 'sex', 'village'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, ...face }) => [id, face]))
}

import type { DistrictInputs, DistrictOutputs } from '#contract/district/district'
import { type Context, entryOf } from '#district/context'
import { insertAudit } from '#district/store/audit'
import {
  changeSecret,
  type FacilityRow,
  insertFacility,
  listFacilities as listRows,
} from '#district/store/facilities'
import { digest } from '#district/system'
import { refuse } from '#domain/errors'

export async function listFacilities({ store }: Context): Promise<DistrictOutputs['facilities']['list']> {
  return (await listRows(store.db)).map(fromRow)
}

export async function createFacility(
  context: Context,
  { code, name }: DistrictInputs['facilities']['create'],
): Promise<DistrictOutputs['facilities']['create']> {
  const { store, system } = context
  const clientSecret = system.newToken()
  return await store.write(async (tx) => {
    const facility = {
      id: system.newId(),
      code,
      name,
      client_id: system.newId(),
      client_secret_hash: digest(clientSecret),
      created_at: system.now(),
    }
    const row = (await insertFacility(tx, facility)) ?? refuse('facility_code_taken', { code })
    await insertAudit(tx, entryOf(context, 'facility_created', { facility: row.id }))
    return { ...fromRow(row), fhirUrl: context.fhirUrl, clientSecret }
  })
}

export async function rotateSecret(
  context: Context,
  { id }: DistrictInputs['facilities']['rotateSecret'],
): Promise<DistrictOutputs['facilities']['rotateSecret']> {
  const clientSecret = context.system.newToken()
  return await context.store.write(async (tx) => {
    const row = (await changeSecret(tx, id, digest(clientSecret))) ?? refuse('facility_unknown')
    await insertAudit(tx, entryOf(context, 'secret_rotated', { facility: id }))
    return { ...fromRow(row), fhirUrl: context.fhirUrl, clientSecret }
  })
}

function fromRow({ id, code, name, client_id }: FacilityRow) {
  return { id, code, name, clientId: client_id }
}

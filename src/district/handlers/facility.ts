import type { DistrictInputs, DistrictOutputs } from '#contract/district/district'
import { type Context, entryOf } from '#district/context'
import { appendAudit } from '#district/store/audit'
import {
  changeSecret,
  type FacilityRow,
  insertFacility,
  listFacilities as listRows,
  type Trust,
} from '#district/store/facilities'
import { listParticipants, setParticipants } from '#district/store/participants'
import { digest } from '#district/system'
import { refuse } from '#domain/errors'
import { stickKeysOf } from '#stick/keys'

export async function listFacilities({
  store,
  system,
}: Context): Promise<DistrictOutputs['facilities']['list']> {
  const today = system.now().toISOString().slice(0, 10)
  const [rows, enrolled] = await Promise.all([listRows(store.db), listParticipants(store.db, today)])
  return rows.map((row) => {
    const known = enrolled.get(row.id)
    const participants = known ? { count: known.participants, since: known.since.slice(0, 7) } : null
    return { ...fromRow(row), participants }
  })
}

export async function changeParticipants(
  context: Context,
  { id, count, since }: DistrictInputs['facilities']['setParticipants'],
): Promise<DistrictOutputs['facilities']['setParticipants']> {
  const { store, system, caller } = context
  const staff = caller.person?.id ?? refuse('signed_out')
  return await store.write(async (tx) => {
    const told = { facility: id, since: `${since}-01`, participants: count }
    if (!(await setParticipants(tx, told, { staff, at: system.now() }))) refuse('facility_unknown')
    await appendAudit(tx, entryOf(context, 'participants_set', { facility: id, count, since }))
    return { count, since }
  })
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
      ...trustIn(clientSecret),
      created_at: system.now(),
    }
    const row = (await insertFacility(tx, facility)) ?? refuse('facility_code_taken', { code })
    await appendAudit(tx, entryOf(context, 'facility_created', { facility: row.id }))
    return { ...fromRow(row), fhirUrl: context.fhirUrl, clientSecret }
  })
}

export async function rotateSecret(
  context: Context,
  { id }: DistrictInputs['facilities']['rotateSecret'],
): Promise<DistrictOutputs['facilities']['rotateSecret']> {
  const clientSecret = context.system.newToken()
  return await context.store.write(async (tx) => {
    const row = (await changeSecret(tx, id, trustIn(clientSecret))) ?? refuse('facility_unknown')
    await appendAudit(tx, entryOf(context, 'secret_rotated', { facility: id }))
    return { ...fromRow(row), fhirUrl: context.fhirUrl, clientSecret }
  })
}

function fromRow({ id, code, name, client_id }: FacilityRow) {
  return { id, code, name, clientId: client_id }
}

function trustIn(clientSecret: string): Trust {
  const { contents, verifier } = stickKeysOf(clientSecret)
  return {
    client_secret_hash: digest(clientSecret),
    stick_contents: contents.toString('base64'),
    stick_verifier: verifier,
  }
}

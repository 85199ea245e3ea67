import type { CareValues } from '#domain/care-values'
import type { LocalDate } from '#domain/local-date'
import type { MembershipAnswer } from '#domain/membership'
import { notedFrom } from '#hub/care'
import { findCareItem } from '#hub/rule-resources'
import { changeCare, noteCare, readCareAt } from '#hub/store/care-events'
import { settleCoverage } from '#hub/store/coverages'
import { forgetMembership, noteMembership } from '#hub/store/memberships'
import type { Tx } from '#hub/store/open'
import { machine } from '#hub/system'
import type { Puskesmas } from './puskesmas.ts'

/** Care and memberships of a Puskesmas, written by the hub's own store functions. */

const today = () => new Date(machine.now() + 9 * 3_600_000).toISOString().slice(0, 10) as LocalDate

async function staffOf(tx: Tx): Promise<string> {
  return (await tx.selectFrom('staff').select('id').executeTakeFirstOrThrow()).id
}

/** Gives an item of the schedule at a visit; its record's id. */
export function give(puskesmas: Puskesmas, visitId: string, itemId: string): Promise<string> {
  return puskesmas.store().write(async (tx) => {
    const item = findCareItem(itemId)
    if (!item) throw new Error(`no item ${itemId}`)
    const id = machine.newId()
    const where = { visit_id: visitId, at: machine.now(), room_id: puskesmas.rooms[1].id, device_id: null }
    await noteCare(tx, id, notedFrom(item, { ...where, staff_id: await staffOf(tx) }))
    return (await readCareAt(tx, visitId)).find((care) => care.item === itemId)?.id ?? id
  })
}

export function takeBack(puskesmas: Puskesmas, id: string): Promise<void> {
  return puskesmas.store().write((tx) => changeCare(tx, id, { status: 'taken_back' }, machine.now()))
}

export function measure(puskesmas: Puskesmas, id: string, { weight, ...others }: CareValues): Promise<void> {
  return puskesmas.store().write((tx) => changeCare(tx, id, { weight_kg: weight, ...others }, machine.now()))
}

const settle = (tx: Tx, id: string) =>
  settleCoverage(tx, id, { today: today(), at: machine.now(), newId: machine.newId })

export function lookUp(puskesmas: Puskesmas, patientId: string, state: MembershipAnswer): Promise<void> {
  return puskesmas.store().write(async (tx) => {
    await noteMembership(tx, patientId, { state, at: machine.now(), staffId: await staffOf(tx) })
    await settle(tx, patientId)
  })
}

/** As a correction of the card leaves it. */
export function changeCard(puskesmas: Puskesmas, patientId: string, cardNo: string): Promise<void> {
  return puskesmas.store().write(async (tx) => {
    await tx.updateTable('patients').set({ card_no: cardNo }).where('id', '=', patientId).execute()
    await forgetMembership(tx, patientId)
    await settle(tx, patientId)
  })
}

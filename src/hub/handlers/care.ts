import { type CareValues, valuesFor } from '#domain/care-values'
import { refuse } from '#domain/errors'
import { presentCards } from '#hub/cards'
import { canNoteCare, careOf, notedFrom } from '#hub/care'
import { asStaff, auditAs, type CallContext, type StaffContext } from '#hub/context'
import { hub } from '#hub/implement'
import { legAt } from '#hub/room-leg'
import { findCareItem } from '#hub/rule-resources'
import { type CardFacts, readCard } from '#hub/store/cards'
import { changeCare, listGivenCare, noteCare, readCareAt, valuesOf } from '#hub/store/care-events'
import { readRoom } from '#hub/store/facility'
import type { Tx } from '#hub/store/open'

export const care = {
  note: hub.care.note.handler(({ input, context }) =>
    withPerson(context, input.legId, async (tx, staff, stay) => {
      const listed = careOf(stay, await listGivenCare(tx, [stay.patientId]))
      const due = listed.find(({ item }) => item === input.item) ?? refuse('care_unknown')
      const item = findCareItem(due.item) ?? refuse('care_unknown')
      if (due.given !== null) return
      const where = {
        visit_id: stay.visitId,
        at: staff.system.now(),
        room_id: stay.roomId,
        staff_id: staff.staffId,
        device_id: staff.page.deviceId,
      }
      await noteCare(tx, staff.system.newId(), notedFrom(item, where))
      await audit(tx, staff, stay, 'input', { care: item.id })
    }),
  ),

  takeBack: hub.care.takeBack.handler(({ input, context }) =>
    withPerson(context, input.legId, async (tx, staff, stay) => {
      const noted = (await readCareAt(tx, stay.visitId)).find(({ item }) => item === input.item)
      if (!noted) refuse('care_unknown')
      if (noted.status === 'taken_back') return
      await changeCare(tx, noted.id, { status: 'taken_back' }, staff.system.now())
      await audit(tx, staff, stay, 'correct', { care: noted.item, takenBack: true })
    }),
  ),

  measure: hub.care.measure.handler(({ input, context }) =>
    withPerson(context, input.legId, async (tx, staff, stay) => {
      for (const noted of await readCareAt(tx, stay.visitId)) {
        const asks = findCareItem(noted.item)?.asks ?? []
        const before = valuesOf(noted)
        const after = valuesFor(asks, input.values)
        if (noted.status === 'taken_back' || isSame(before, after)) continue
        const { weight: weight_kg, ...others } = after
        await changeCare(tx, noted.id, { weight_kg, ...others }, staff.system.now())
        await audit(tx, staff, stay, 'correct', { care: noted.item, before, after })
      }
    }),
  ),
}

/** Does something for whoever is in front in this room, while their visit is open; their card as it then stands. */
async function withPerson(
  context: CallContext,
  legId: string,
  act: (tx: Tx, staff: StaffContext, stay: CardFacts) => Promise<void>,
) {
  const staff = await asStaff(context)
  await staff.store.write(async (tx) => {
    const leg = await legAt(tx, context, legId)
    const stay = await readCard(tx, leg.id)
    if (!canNoteCare(stay)) {
      const { number } = stay
      refuse(stay.visitStatus === 'open' ? 'care_not_in_front' : 'care_visit_closed', { number })
    }
    await act(tx, staff, stay)
  })
  staff.live.announce('queue')
  const stay = await readCard(staff.store.db, legId)
  const room = (await readRoom(staff.store.db, stay.roomId)) ?? refuse('room_unknown')
  const [card] = await presentCards(staff, room, [stay])
  return card ?? refuse('leg_unknown')
}

function isSame(a: CareValues, b: CareValues): boolean {
  return (Object.keys(a) as (keyof CareValues)[]).every((value) => a[value] === b[value])
}

function audit(
  tx: Tx,
  staff: StaffContext,
  { visitId, number }: CardFacts,
  action: 'input' | 'correct',
  detail: Record<string, unknown>,
): Promise<void> {
  return auditAs(tx, staff, { action, subject: 'visit', subjectId: visitId, detail: { number, ...detail } })
}

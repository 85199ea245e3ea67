import type { HubInputs, HubOutputs } from '#contract/hub/hub'
import { describeAge } from '#domain/birth'
import { clusterLabel } from '#domain/cluster'
import { refuse, sentenceOf } from '#domain/errors'
import { suitsPurpose } from '#domain/purpose'
import { type Arrival, doubtArrival, type Route, type RuleBook } from '#domain/routing'
import { admit, insertTemporaryPatient, planVisit, ticketOf } from '#hub/admission'
import { actorOf, asStaff, auditAs, type StaffContext } from '#hub/context'
import { refuseDeceased } from '#hub/deceased'
import { hub } from '#hub/implement'
import { mergeRecords } from '#hub/merging'
import { registerVisit } from '#hub/registration'
import { takeFromVisit } from '#hub/store/arrivals'
import { freeBooking } from '#hub/store/bookings'
import { readRuleBook } from '#hub/store/facility'
import { readJourney, wasInRoom } from '#hub/store/journeys'
import { findOpenLeg, moveLeg } from '#hub/store/legs'
import { listNameless } from '#hub/store/nameless'
import type { Tx } from '#hub/store/open'
import { readPatient } from '#hub/store/patients'
import { readRecordedVisit } from '#hub/store/recorded-visits'
import { changeVisit, listVisits, readVisit, type StoredVisit, visitsBefore } from '#hub/store/visits'

type Ticket = HubOutputs['visits']['ticket']

const undoMs = 60_000

const namelessOnScreen = 200

export const visits = {
  purposes: hub.visits.purposes.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const { purposes } = await readRuleBook(staff.store.db, staff.facility, staff.today)
    const person = { sex: input.sex, years: input.ageYears }
    return purposes.filter((purpose) => suitsPurpose(purpose, person))
  }),

  preview: hub.visits.preview.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const { db } = staff.store
    const patient = (await readPatient(db, input.patientId)) ?? refuse('patient_unknown')
    const { route, book } = await planVisit(db, staff, patient, input.arrival)
    return {
      route: presentRoute(route, book),
      series: route.room.series,
      ...(await visitsBefore(db, patient.id, staff.today)),
      doubts: doubtArrival(patient, input.arrival, staff.today).map(sentenceOf),
    }
  }),

  register: hub.visits.register.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    if (new Set(input.confirmedBy).size < 2) refuse('identity_unconfirmed')
    const ticket = await staff.store.write((tx) => registerVisit(tx, staff, input))
    context.live.announce('visits', 'queue')
    return ticket
  }),

  registerEmergency: hub.visits.registerEmergency.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const ticket = await staff.store.write(async (tx) => {
      const patient = await insertTemporaryPatient(tx, staff, input)
      const arrival: Arrival = {
        purpose: 'berobat',
        pregnancy: null,
        deliveredOn: null,
        emergency: input.signs,
        symptoms: [],
        needsHelp: false,
      }
      const { route } = await planVisit(tx, staff, patient, arrival)
      const visit = {
        patient,
        arrival,
        route,
        complaint: input.description,
        overrideReason: null,
        confirmedBy: [],
        ticket: null,
        taken: null,
      }
      return { ...(await admit(tx, staff, visit)), patientId: patient.id }
    })
    context.live.announce('visits', 'queue')
    return ticket
  }),

  assign: hub.visits.assign.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const ticket = await staff.store.write((tx) => assign(tx, staff, input))
    context.live.announce('visits', 'queue', 'doubles')
    return ticket
  }),

  undo: hub.visits.undo.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const cancelled = await staff.store.write(async (tx) => {
      const visit = (await readVisit(tx, input.visitId)) ?? refuse('visit_unknown')
      if (staff.system.now() - visit.registeredAt > undoMs) refuse('visit_undo_late')
      const cancelled = await cancel(tx, staff, visit, 'dibatalkan di loket')
      await takeFromVisit(tx, visit.id, actorOf(staff))
      return cancelled
    })
    context.live.announce('visits', 'queue')
    return cancelled
  }),

  cancel: hub.visits.cancel.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    if (input.reason === '') refuse('reason_missing')
    const cancelled = await staff.store.write(async (tx) => {
      const visit = (await readVisit(tx, input.visitId)) ?? refuse('visit_unknown')
      return cancel(tx, staff, visit, input.reason)
    })
    context.live.announce('visits', 'queue')
    return cancelled
  }),

  ticket: hub.visits.ticket.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const visit = (await readVisit(staff.store.db, input.visitId)) ?? refuse('visit_unknown')
    return ticketOf(staff.store.db, staff, visit)
  }),

  recorded: hub.visits.recorded.handler(async ({ input, context }) => {
    const { store, facility } = await asStaff(context)
    const visit = (await readRecordedVisit(store.db, input.visitId)) ?? refuse('visit_unknown')
    const { purposes, scheme } = await readRuleBook(store.db, facility, visit.day)
    const purpose = purposes.find(({ code }) => code === visit.purpose)?.label ?? visit.purpose
    return { ...visit, purpose, clusterLabel: clusterLabel(scheme, visit.cluster) }
  }),

  journey: hub.visits.journey.handler(async ({ input, context }) => {
    const { db } = context.store
    const { surface, roomId } = context.page
    // A room page follows those it has served or will serve, nobody else.
    if (surface === 'room' && !(await wasInRoom(db, input.visitId, roomId ?? ''))) refuse('visit_unknown')
    const stays = await readJourney(db, input.visitId)
    return stays.length > 0 ? stays : refuse('visit_unknown')
  }),

  nameless: hub.visits.nameless.handler(async ({ context }) => {
    const { store, today } = await asStaff(context)
    const found = await listNameless(store.db, namelessOnScreen)
    return found.map(({ birth, ...person }) => ({ ...person, age: birth && describeAge(birth, today) }))
  }),

  today: hub.visits.today.handler(async ({ context }) => {
    const { store, facility, today } = await asStaff(context)
    const { purposes } = await readRuleBook(store.db, facility, today)
    const labels = new Map(purposes.map(({ code, label }) => [code, label]))
    const rows = await listVisits(store.db, today)
    return rows.map(({ birth, ...row }) => ({
      ...row,
      purpose: labels.get(row.purpose) ?? row.purpose,
      age: birth && describeAge(birth, today),
    }))
  }),
}

function presentRoute(route: Route, book: RuleBook): HubOutputs['visits']['preview']['route'] {
  const { room, ruleId: _ruleId, ...rest } = route
  return {
    ...rest,
    roomId: room.id,
    roomName: room.name,
    clusterLabel: clusterLabel(book.scheme, route.cluster),
  }
}

/** Only a temporary record is given up here; two people with papers are compared before they become one. */
async function assign(
  tx: Tx,
  staff: StaffContext,
  { visitId, patientId }: HubInputs['visits']['assign'],
): Promise<Ticket> {
  const visit = (await readVisit(tx, visitId)) ?? refuse('visit_unknown')
  const found = (await readPatient(tx, visit.patientId)) ?? refuse('patient_unknown')
  const person = (await readPatient(tx, patientId)) ?? refuse('patient_unknown')
  if (!found.temporary || person.temporary) refuse('visit_not_temporary')
  refuseDeceased(person, visit.day)
  await mergeRecords(tx, staff, { kept: person, gone: found, take: [] })
  const change = { number: visit.number, from: found.id, to: person.id }
  await audit(tx, staff, 'correct', visit.id, change)
  return ticketOf(tx, staff, visit)
}

async function cancel(
  tx: Tx,
  staff: StaffContext,
  visit: StoredVisit,
  reason: string,
): Promise<{ number: string }> {
  const actor = actorOf(staff)
  if (visit.status !== 'open') refuse('visit_unknown')
  const leg = await findOpenLeg(tx, visit.id)
  // A room page cancels only whom it has in front of it or in its line.
  if (staff.page.surface === 'room' && leg?.room_id !== staff.page.roomId) refuse('visit_unknown')
  if (leg) await moveLeg(tx, leg, 'cancel', actor, { reason })
  await changeVisit(tx, visit.id, actor.at, {
    status: 'cancelled',
    status_reason: reason,
    ended_at: actor.at,
  })
  await freeBooking(tx, visit.id)
  await audit(tx, staff, 'cancel', visit.id, { number: visit.number, reason })
  return { number: visit.number }
}

function audit(
  tx: Tx,
  staff: StaffContext,
  action: string,
  visitId: string,
  detail: Record<string, unknown>,
) {
  return auditAs(tx, staff, { action, subject: 'visit', subjectId: visitId, detail })
}

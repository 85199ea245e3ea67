import type { HubInputs, HubOutputs } from '#contract/hub/hub'
import { describeAge } from '#domain/birth'
import { clusterLabel } from '#domain/cluster'
import { problem, Refusal, refuse, sentenceOf } from '#domain/errors'
import { suitsPurpose } from '#domain/purpose'
import { type Arrival, doubtArrival, type Route, type RuleBook } from '#domain/routing'
import { admit, insertTemporaryPatient, planVisit, ticketOf } from '#hub/admission'
import { actorOf, asStaff, auditAs, type StaffContext } from '#hub/context'
import { hub } from '#hub/implement'
import { readRuleBook } from '#hub/store/facility'
import { findOpenLeg, moveLeg } from '#hub/store/legs'
import type { Tx } from '#hub/store/open'
import { queueForDistrict } from '#hub/store/outbox'
import { mergePatient, readPatient } from '#hub/store/patients'
import {
  changeVisit,
  findOpenVisit,
  listVisits,
  readVisit,
  type StoredVisit,
  visitsBefore,
} from '#hub/store/visits'
import { followPerson } from '#hub/store/visits-of-person'

type Ticket = HubOutputs['visits']['ticket']

const undoMs = 60_000

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
    const ticket = await staff.store.write((tx) => register(tx, staff, input))
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
      }
      return { ...(await admit(tx, staff, visit)), patientId: patient.id }
    })
    context.live.announce('visits', 'queue')
    return ticket
  }),

  assign: hub.visits.assign.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const ticket = await staff.store.write((tx) => assign(tx, staff, input))
    context.live.announce('visits', 'queue')
    return ticket
  }),

  undo: hub.visits.undo.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const cancelled = await staff.store.write(async (tx) => {
      const visit = (await readVisit(tx, input.visitId)) ?? refuse('visit_unknown')
      if (staff.system.now() - visit.registeredAt > undoMs) refuse('visit_undo_late')
      return cancel(tx, staff, visit, 'dibatalkan di loket')
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

/** Only a temporary record is given up for another; two people with papers are never made one here. */
async function assign(
  tx: Tx,
  staff: StaffContext,
  { visitId, patientId }: HubInputs['visits']['assign'],
): Promise<Ticket> {
  const visit = (await readVisit(tx, visitId)) ?? refuse('visit_unknown')
  const found = (await readPatient(tx, visit.patientId)) ?? refuse('patient_unknown')
  const person = (await readPatient(tx, patientId)) ?? refuse('patient_unknown')
  if (!found.temporary || person.temporary) refuse('visit_not_temporary')
  const present = visit.status === 'open' ? await findOpenVisit(tx, person.id, visit.day) : null
  if (present) throw new Refusal(problem('already_here', present))
  const at = staff.system.now()
  await followPerson(tx, found, person, { since: null, at })
  const revision = await mergePatient(tx, found.id, person.id, at)
  await queueForDistrict(tx, { kind: 'patient', recordId: found.id, revision, at })
  await queueForDistrict(tx, { kind: 'patient', recordId: person.id, revision: person.revision, at })
  const change = { number: visit.number, from: found.id, to: person.id }
  await auditAs(tx, staff, { action: 'correct', subject: 'visit', subjectId: visit.id, detail: change })
  await auditAs(tx, staff, {
    action: 'correct',
    subject: 'patient',
    subjectId: found.id,
    detail: { mergedInto: person.id },
  })
  return ticketOf(tx, staff, visit)
}

async function register(
  tx: Tx,
  staff: StaffContext,
  input: HubInputs['visits']['register'],
): Promise<Ticket> {
  const found = (await readPatient(tx, input.patientId)) ?? refuse('patient_unknown')
  const patient = { ...found, payer: input.payer }
  const present = await findOpenVisit(tx, patient.id, staff.today)
  if (present) throw new Refusal(problem('already_here', present))
  const { route, rooms } = await planVisit(tx, staff, patient, input.arrival)
  if (input.override?.reason === '') refuse('reason_missing')
  const chosen = input.override
    ? rooms.find((room) => room.id === input.override?.roomId && room.active)
    : route.room
  if (!chosen) return refuse('room_unknown')
  // Sent to a room of another cluster, that cluster answers; a shared room (gigi, tindakan) leaves the visit where it was.
  const cluster = chosen.cluster === 'lk' || chosen.cluster === 'k1' ? route.cluster : chosen.cluster
  return admit(tx, staff, {
    patient,
    arrival: input.arrival,
    route: { ...route, room: chosen, cluster },
    complaint: input.complaint,
    overrideReason: input.override?.reason ?? null,
    confirmedBy: input.confirmedBy,
  })
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
  if (leg) await moveLeg(tx, leg, 'cancel', actor, { reason })
  await changeVisit(tx, visit.id, actor.at, {
    status: 'cancelled',
    status_reason: reason,
    ended_at: actor.at,
  })
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

import type { HubInputs, HubOutputs } from '#contract/hub/hub'
import { birthFromAge } from '#domain/birth'
import { clusterLabel } from '#domain/cluster'
import { problem, Refusal, refuse, sentenceOf } from '#domain/errors'
import { ageOn, formatAge } from '#domain/local-date'
import { checkPurpose } from '#domain/purpose'
import type { Room } from '#domain/room'
import {
  type Arrival,
  checkArrival,
  doubtArrival,
  type Route,
  type RuleBook,
  routeVisit,
} from '#domain/routing'
import { actorOf, asStaff, auditAs, type StaffContext } from '#hub/context'
import { hub } from '#hub/implement'
import { isInsideArea, listRooms, readRoom, readRuleBook } from '#hub/store/facility'
import { countAhead, findOpenLeg, insertLeg, moveLeg } from '#hub/store/legs'
import type { Db, Tx } from '#hub/store/open'
import { queueForDistrict } from '#hub/store/outbox'
import { insertPatient, readPatient, type StoredPatient, takeRecordNo } from '#hub/store/patients'
import {
  changeVisit,
  findOpenVisit,
  insertVisit,
  listVisits,
  readVisit,
  type StoredVisit,
  visitsBefore,
} from '#hub/store/visits'

type Ticket = HubOutputs['visits']['ticket']

const undoMs = 60_000

export const visits = {
  purposes: hub.visits.purposes.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const { purposes } = await readRuleBook(staff.store.db, staff.facility, staff.today)
    const { sex, ageYears } = input
    return purposes.filter((purpose) => {
      const tooYoung = ageYears !== null && purpose.minAgeYears !== null && ageYears < purpose.minAgeYears
      const tooOld = ageYears !== null && purpose.maxAgeYears !== null && ageYears > purpose.maxAgeYears
      return !tooYoung && !tooOld && (sex === null || purpose.onlySex === null || purpose.onlySex === sex)
    })
  }),

  preview: hub.visits.preview.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const { db } = staff.store
    const patient = (await readPatient(db, input.patientId)) ?? refuse('patient_unknown')
    const { route, book } = await plan(db, staff, patient, input.arrival)
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
      const { route } = await plan(tx, staff, patient, arrival)
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
    const room = (await readRoom(staff.store.db, visit.firstRoomId)) ?? refuse('room_unknown')
    return ticketOf(staff.store.db, staff, visit, room)
  }),

  today: hub.visits.today.handler(async ({ context }) => {
    const { store, facility, today } = await asStaff(context)
    const { purposes } = await readRuleBook(store.db, facility, today)
    const labels = new Map(purposes.map(({ code, label }) => [code, label]))
    const rows = await listVisits(store.db, today)
    return rows.map(({ birthDate, ...row }) => ({
      ...row,
      purpose: labels.get(row.purpose) ?? row.purpose,
      age: birthDate === null ? null : formatAge(ageOn(birthDate, today)),
    }))
  }),
}

type Plan = { route: Route; book: RuleBook; rooms: Room[] }

async function plan(db: Db, staff: StaffContext, patient: StoredPatient, arrival: Arrival): Promise<Plan> {
  const [wrong, ...others] = checkArrival(patient, arrival, staff.today)
  if (wrong) {
    const rest = others.map((other) => ({ field: 'arrival', problem: other }))
    throw new Refusal(wrong, 'arrival', rest)
  }
  const book = await readRuleBook(db, staff.facility, staff.today)
  const purpose = book.purposes.find(({ code }) => code === arrival.purpose) ?? refuse('purpose_unknown')
  const unfit = checkPurpose(purpose, patient, staff.today)
  if (unfit) throw new Refusal(unfit, 'arrival.purpose')
  const rooms = await listRooms(db)
  const [first, ...more] = rooms
  if (!first) return refuse('room_unknown')
  return { route: routeVisit(patient, arrival, [first, ...more], book, staff.today), book, rooms }
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

async function register(
  tx: Tx,
  staff: StaffContext,
  input: HubInputs['visits']['register'],
): Promise<Ticket> {
  const found = (await readPatient(tx, input.patientId)) ?? refuse('patient_unknown')
  const patient = { ...found, payer: input.payer }
  const present = await findOpenVisit(tx, patient.id, staff.today)
  if (present) throw new Refusal(problem('already_here', present))
  const { route, rooms } = await plan(tx, staff, patient, input.arrival)
  if (input.override?.reason === '') refuse('reason_missing')
  const chosen = input.override
    ? rooms.find((room) => room.id === input.override?.roomId && room.active)
    : route.room
  if (!chosen) return refuse('room_unknown')
  // The room's own cluster answers when the clerk sends a person elsewhere than the rules say.
  const cluster = input.override ? chosen.cluster : route.cluster
  return admit(tx, staff, {
    patient,
    arrival: input.arrival,
    route: { ...route, room: chosen, cluster },
    complaint: input.complaint,
    overrideReason: input.override?.reason ?? null,
    confirmedBy: input.confirmedBy,
  })
}

type Admission = {
  patient: StoredPatient
  arrival: Arrival
  route: Route
  complaint: string
  overrideReason: string | null
  confirmedBy: readonly string[]
}

/** Number, visit, first leg and audit row: one transaction, one fsync, and what the screen then shows is on disk. */
async function admit(tx: Tx, staff: StaffContext, admission: Admission): Promise<Ticket> {
  const { patient, route } = admission
  const actor = actorOf(staff)
  const visit = await insertVisit(tx, {
    ...admission,
    id: staff.system.newId(),
    patientId: patient.id,
    day: staff.today,
    series: route.room.series,
    payer: patient.payer,
    cardNo: patient.cardNo,
    insideArea: await isInsideArea(tx, patient.villageCode),
    at: actor.at,
    staffId: actor.staffId,
  })
  await insertLeg(
    tx,
    {
      id: staff.system.newId(),
      visitId: visit.id,
      roomId: route.room.id,
      priority: route.priority !== null,
      cameFrom: null,
      returnsTo: null,
    },
    actor,
  )
  await audit(tx, staff, admission.overrideReason === null ? 'input' : 'override', visit.id, {
    number: visit.number,
    rule: route.ruleId,
    override: admission.overrideReason,
    confirmedBy: admission.confirmedBy,
  })
  return ticketOf(tx, staff, visit, route.room)
}

async function ticketOf(db: Db, staff: StaffContext, visit: StoredVisit, room: Room): Promise<Ticket> {
  return {
    visitId: visit.id,
    number: visit.number,
    facility: staff.facility.name,
    roomLabel: room.publicLabel,
    day: visit.day,
    issuedAt: visit.registeredAt,
    ahead: await countAhead(db, room.id, visit.day, visit.id),
    prioritized: visit.prioritized,
  }
}

/** Someone whose name nobody knows yet; `patients.correct` completes the same record later. */
async function insertTemporaryPatient(
  tx: Tx,
  staff: StaffContext,
  input: HubInputs['visits']['registerEmergency'],
): Promise<StoredPatient> {
  const at = staff.system.now()
  const recordNo = await takeRecordNo(tx)
  const patient: StoredPatient = {
    id: staff.system.newId(),
    recordNo,
    name: `TANPA NAMA ${recordNo}`,
    nik: null,
    nikReason: 'tidak_dikenal',
    sameNikReason: null,
    motherNik: null,
    birth: input.ageYears === null ? null : birthFromAge(input.ageYears, staff.today),
    sex: input.sex,
    motherId: null,
    motherName: null,
    villageCode: null,
    address: null,
    rt: null,
    rw: null,
    phone: null,
    guardian: null,
    payer: 'umum',
    cardNo: null,
    temporary: true,
    revision: 1,
    createdAt: at,
    updatedAt: at,
  }
  await insertPatient(tx, patient)
  await queueForDistrict(tx, { kind: 'patient', recordId: patient.id, revision: 1, at })
  return patient
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

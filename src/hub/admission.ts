import type { HubInputs, HubOutputs } from '#contract/hub/hub'
import { birthFromAge } from '#domain/birth'
import { Refusal, refuse } from '#domain/errors'
import { callingOrder, priorityRatio } from '#domain/priority'
import { checkPurpose } from '#domain/purpose'
import type { Room } from '#domain/room'
import { type Arrival, checkArrival, type Route, type RuleBook, routeVisit } from '#domain/routing'
import { actorOf, auditAs, type StaffContext } from './context.ts'
import { isInsideArea, listRooms, readRoom, readRuleBook } from './store/facility.ts'
import { findOpenLeg, insertLeg, readLine } from './store/legs.ts'
import type { Db, Tx } from './store/open.ts'
import { queueForDistrict } from './store/outbox.ts'
import { insertPatient, type StoredPatient, takeRecordNo } from './store/patients.ts'
import { insertVisit, type StoredVisit } from './store/visits.ts'

type Ticket = HubOutputs['visits']['ticket']
type Plan = { route: Route; book: RuleBook; rooms: Room[] }

/** Where this person would go today, and by which rules; refuses what cannot be true of them. */
export async function planVisit(
  db: Db,
  staff: StaffContext,
  patient: StoredPatient,
  arrival: Arrival,
): Promise<Plan> {
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

export type Admission = {
  patient: StoredPatient
  arrival: Arrival
  route: Route
  complaint: string
  overrideReason: string | null
  confirmedBy: readonly string[]
}

/** Number, visit, first leg and audit row: one transaction, one fsync, and what the screen then shows is on disk. */
export async function admit(tx: Tx, staff: StaffContext, admission: Admission): Promise<Ticket> {
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
  await auditAs(tx, staff, {
    action: admission.overrideReason === null ? 'input' : 'override',
    subject: 'visit',
    subjectId: visit.id,
    detail: {
      number: visit.number,
      rule: route.ruleId,
      override: admission.overrideReason,
      confirmedBy: admission.confirmedBy,
    },
  })
  return ticketOf(tx, staff, visit)
}

/** The paper for a visit as it stands now: the room the person is in, and how many will be called before. */
export async function ticketOf(db: Db, staff: StaffContext, visit: StoredVisit): Promise<Ticket> {
  const leg = await findOpenLeg(db, visit.id)
  const roomId = leg?.room_id ?? visit.firstRoomId
  const room = (await readRoom(db, roomId)) ?? refuse('room_unknown')
  const { waiting, priorityStreak } = await readLine(db, roomId, visit.day)
  const order = callingOrder(waiting, priorityStreak, priorityRatio)
  return {
    visitId: visit.id,
    number: visit.number,
    facility: staff.facility.name,
    roomLabel: room.publicLabel,
    day: visit.day,
    issuedAt: visit.registeredAt,
    ahead: Math.max(
      0,
      order.findIndex(({ id }) => id === leg?.id),
    ),
    prioritized: visit.prioritized,
  }
}

/** Someone whose name nobody knows yet; `patients.correct` completes the same record later. */
export async function insertTemporaryPatient(
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

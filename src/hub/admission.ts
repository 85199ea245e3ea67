import type { HubInputs, HubOutputs } from '#contract/hub/hub'
import { birthFromAge } from '#domain/birth'
import { Refusal, refuse } from '#domain/errors'
import { checkPurpose } from '#domain/purpose'
import { namelessAs } from '#domain/record-number'
import type { Room } from '#domain/room'
import { type Arrival, checkArrival, type Route, type RuleBook, routeVisit } from '#domain/routing'
import { actorOf, auditAs, type StaffContext } from './context.ts'
import { refuseDeceased } from './deceased.ts'
import { newPlace, roomLine, type Standing, standingIn } from './line.ts'
import { findNumberTaken } from './store/arrivals.ts'
import { claimBooking } from './store/bookings.ts'
import { listRooms, readRoom, readRuleBook } from './store/facility.ts'
import { findOpenLeg, insertLeg, keepEstimate, type NewLeg } from './store/legs.ts'
import type { Db, Tx } from './store/open.ts'
import { queueForDistrict } from './store/outbox.ts'
import { insertPatient, nothingKnown, type StoredPatient } from './store/patients.ts'
import { takeRecordNo } from './store/record-numbers.ts'
import { insertVisit, type StoredVisit } from './store/visits.ts'
import { isInsideArea } from './store/working-area.ts'

type Ticket = HubOutputs['visits']['ticket']
type Plan = { route: Route; book: RuleBook; rooms: Room[] }

/** Where this person would go today, and by which rules; refuses what cannot be true of them. */
export async function planVisit(
  db: Db,
  staff: StaffContext,
  patient: StoredPatient,
  arrival: Arrival,
): Promise<Plan> {
  refuseDeceased(patient, staff.today)
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
  /** The number already on this person's paper; null gives the next of the room's series. */
  ticket: { series: string; number: number } | null
  /** The number from the kiosk, whether kept or not. */
  taken: string | null
}

/**
 * Number, visit, first leg and audit row: one transaction, one fsync, and what the screen then shows is on disk. A
 * booking of that person for today gives the leg its time.
 */
export async function admit(tx: Tx, staff: StaffContext, admission: Admission): Promise<Ticket> {
  const { patient, route, ticket, taken, ...rest } = admission
  const actor = actorOf(staff)
  const { room } = route
  const visit = await insertVisit(tx, {
    ...rest,
    ...(ticket ?? { series: room.series, number: null }),
    route,
    id: staff.system.newId(),
    patientId: patient.id,
    day: staff.today,
    payer: patient.payer,
    cardNo: patient.cardNo,
    insideArea: await isInsideArea(tx, patient.villageCode, staff.today),
    at: actor.at,
    staffId: staff.staffId,
  })
  const booked = { patientId: patient.id, day: staff.today, roomId: room.id, visitId: visit.id }
  const standing = await enterRoom(tx, staff, {
    visitId: visit.id,
    room,
    priority: route.priority !== null,
    cameFrom: null,
    returnsTo: null,
    note: null,
    dueAt: await claimBooking(tx, booked),
  })
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
  return ticketFor(staff, visit, room, { ...standing, taken })
}

/** Puts a visit in a room's line, and keeps the waiting time that is promised there. */
export async function enterRoom(
  tx: Tx,
  staff: StaffContext,
  { room, ...stay }: Omit<Extract<NewLeg, { visitId: string }>, 'id' | 'roomId' | 'place'> & { room: Room },
): Promise<Standing> {
  const id = staff.system.newId()
  const actor = actorOf(staff)
  const line = roomLine(room, staff.today)
  const place = await newPlace(tx, line, actor.at)
  await insertLeg(tx, { ...stay, id, roomId: room.id, place }, actor)
  const standing = await standingIn(tx, line, room, actor.at, id)
  if (standing.estimate) await keepEstimate(tx, id, standing.estimate.minutes)
  return standing
}

/** The paper for a visit as it stands now: the room the person is in, and how many will be called before. */
export async function ticketOf(db: Db, staff: StaffContext, visit: StoredVisit): Promise<Ticket> {
  const leg = await findOpenLeg(db, visit.id)
  const room = (await readRoom(db, leg?.room_id ?? visit.firstRoomId)) ?? refuse('room_unknown')
  const line = roomLine(room, leg?.day ?? visit.day)
  const standing = leg
    ? await standingIn(db, line, room, staff.system.now(), leg.id)
    : { ahead: 0, estimate: null }
  const taken = await findNumberTaken(db, visit.id)
  return ticketFor(staff, visit, room, { ...standing, taken })
}

function ticketFor(
  { facility }: StaffContext,
  visit: StoredVisit,
  room: Room,
  { ahead, estimate, taken }: Standing & { taken: string | null },
): Ticket {
  return {
    visitId: visit.id,
    number: visit.number,
    facility: facility.name,
    roomLabel: room.publicLabel,
    day: visit.day,
    issuedAt: visit.registeredAt,
    ahead,
    prioritized: visit.prioritized,
    estimate,
    replaces: taken === visit.number ? null : taken,
  }
}

/** Someone of whom hardly the name is known yet; `patients.correct` completes the same record later. */
export async function insertTemporaryPatient(
  tx: Tx,
  staff: StaffContext,
  input: Pick<HubInputs['visits']['registerEmergency'], 'sex' | 'ageYears'> & { name?: string },
): Promise<StoredPatient> {
  const at = staff.system.now()
  const birth = input.ageYears === null ? null : birthFromAge(input.ageYears, staff.today)
  const known = { ...nothingKnown, villageCode: null, motherId: null, birth }
  const recordNo = await takeRecordNo(tx, known, staff.today)
  const patient: StoredPatient = {
    ...known,
    id: staff.system.newId(),
    recordNo,
    name: input.name ?? namelessAs(recordNo),
    nik: null,
    nikReason: 'tidak_dikenal',
    sameNikReason: null,
    motherNik: null,
    sex: input.sex,
    motherName: null,
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

import type { PaperVisit, ReservedBlock } from '#contract/hub/contingency'
import type { HubInputs } from '#contract/hub/hub'
import { problem, Refusal, refuse } from '#domain/errors'
import { daysBetween, formatDate, type LocalDate } from '#domain/local-date'
import { checkName, displayName } from '#domain/name-key'
import { findPaperNumber, nextBlock, type PaperNumber, sayPaperNumber } from '#domain/paper-number'
import type { Room } from '#domain/room'
import type { Route } from '#domain/routing'
import { insertTemporaryPatient, planVisit } from '#hub/admission'
import { asStaff, auditAs, type StaffContext } from '#hub/context'
import { hub } from '#hub/implement'
import { claimBooking, freeBooking } from '#hub/store/bookings'
import { listRooms } from '#hub/store/facility'
import { insertLeg, moveLeg, readLeg } from '#hub/store/legs'
import type { Db, Tx } from '#hub/store/open'
import { readPatient, type StoredPatient } from '#hub/store/patients'
import {
  findHolder,
  findVisitOn,
  insertBlock,
  listBlocks,
  listPaperVisits,
  readCounter,
  readPaperVisit,
  type StoredBlock,
} from '#hub/store/reserved-blocks'
import { changeVisit, findOpenVisit, insertVisit } from '#hub/store/visits'
import { isInsideArea } from '#hub/store/working-area'
import { localTime, momentOf } from '#hub/system'

type Line = HubInputs['contingency']['enter']

const mostDaysBack = 7

export const contingency = {
  blocks: hub.contingency.blocks.handler(async ({ context }) => {
    const { db } = context.store
    const rooms = await listRooms(db)
    return (await listBlocks(db)).map((block) => presentBlock(block, rooms))
  }),

  reserve: hub.contingency.reserve.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const block = await staff.store.write((tx) => reserve(tx, staff, input))
    return presentBlock(block, await listRooms(staff.store.db))
  }),

  entered: hub.contingency.entered.handler(({ input, context }) =>
    listPaperVisits(context.store.db, input.day),
  ),

  enter: hub.contingency.enter.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const entered = await staff.store.write((tx) => enter(tx, staff, input))
    context.live.announce('visits', 'queue')
    return entered
  }),

  strike: hub.contingency.strike.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    if (input.reason === '') refuse('reason_missing')
    const { number } = await staff.store.write((tx) => strike(tx, staff, input))
    context.live.announce('visits')
    return { number }
  }),
}

function presentBlock(block: StoredBlock, rooms: readonly Room[]): ReservedBlock {
  const { series, first, last } = block
  return {
    ...block,
    numbers: Array.from({ length: last - first + 1 }, (_, place) =>
      sayPaperNumber({ series, number: first + place }),
    ),
    rooms: [...new Set(rooms.filter((room) => room.active && room.series === series).map(labelOf))],
  }
}

const labelOf = ({ publicLabel }: Room) => publicLabel

async function reserve(
  tx: Tx,
  staff: StaffContext,
  { series, count }: HubInputs['contingency']['reserve'],
): Promise<StoredBlock> {
  const rooms = await listRooms(tx)
  if (!rooms.some((room) => room.active && room.series === series)) refuse('paper_series_unknown', { series })
  const printed = (await listBlocks(tx)).filter((block) => block.series === series)
  const counter = await readCounter(tx, staff.today, series)
  const id = staff.system.newId()
  const run = { series, ...nextBlock(series, count, { counter, printed }) }
  const at = staff.system.now()
  await insertBlock(tx, { id, ...run, printed_at: at, printed_by: staff.staffId })
  await auditAs(tx, staff, { action: 'input', subject: 'facility', subjectId: null, detail: { paper: run } })
  return { id, ...run, printedAt: at, printedBy: staff.page.staff?.name ?? '' }
}

async function enter(tx: Tx, staff: StaffContext, line: Line): Promise<PaperVisit> {
  const { day } = line
  const back = daysBetween(day, staff.today)
  if (back < 0 || back > mostDaysBack) throw new Refusal(problem('paper_day', { days: mostDaysBack }), 'day')
  const cut = momentOf(day, line.since, staff.facility.timeZone)
  if (cut > staff.system.now()) throw new Refusal(problem('paper_since_future'), 'since')
  const paper = await takePaperNumber(tx, staff, line)
  const finished = line.finished || back > 0
  // The rules in force that day decide, and the age on that day.
  const then = { ...staff, today: day }
  const patient = await personOf(tx, then, line)
  await refuseTwice(tx, patient, day, finished)
  const arrival = { ...line.arrival, needsHelp: line.arrival.needsHelp || patient.disabilities.length > 0 }
  const { route } = await planVisit(tx, then, patient, arrival)
  // One millisecond for each number: whoever sorts by time, in line or in the register, has them in order of the paper.
  return admitFromPaper(tx, then, {
    line: { ...line, arrival },
    paper,
    patient,
    route,
    at: cut + paper.number,
    finished,
  })
}

/** The printed number that was typed; refuses one that somebody has on that day. */
async function takePaperNumber(db: Db, staff: StaffContext, line: Line): Promise<PaperNumber> {
  const blocks = (await listBlocks(db)).map((block) => ({
    ...block,
    printedOn: localTime(block.printedAt, staff.facility.timeZone).day,
  }))
  const paper = findPaperNumber(line.number, blocks, line.day)
  const holder = await findHolder(db, line.day, paper)
  if (holder) {
    const params = { number: sayPaperNumber(paper), name: holder.name }
    throw new Refusal(problem(holder.cancelled ? 'paper_number_cancelled' : 'paper_number_used', params))
  }
  return paper
}

async function personOf(tx: Tx, staff: StaffContext, { person }: Line): Promise<StoredPatient> {
  if ('patientId' in person) return (await readPatient(tx, person.patientId)) ?? refuse('patient_unknown')
  const wrong = checkName(person.name)
  if (wrong) throw new Refusal(wrong, 'person')
  return insertTemporaryPatient(tx, staff, { name: displayName(person.name), sex: null, ageYears: null })
}

/** Who is here is here once; who has gone home again was most likely written down twice. */
async function refuseTwice(db: Db, patient: StoredPatient, day: LocalDate, finished: boolean): Promise<void> {
  const open = await findOpenVisit(db, patient.id, day)
  if (open) refuse('already_here', open)
  const before = finished ? await findVisitOn(db, patient.id, day) : null
  if (before) refuse('here_that_day', { ...before, date: formatDate(day) })
}

type FromPaper = {
  line: Line
  paper: PaperNumber
  patient: StoredPatient
  route: Route
  at: number
  finished: boolean
}

/** As a registration, with the number and the moment of the paper instead of the next and of now. */
async function admitFromPaper(
  tx: Tx,
  staff: StaffContext,
  { line, paper, patient, route, at, finished }: FromPaper,
): Promise<PaperVisit> {
  const { staffId, today: day } = staff
  const visit = await insertVisit(tx, {
    ...paper,
    id: staff.system.newId(),
    patientId: patient.id,
    day,
    complaint: line.complaint,
    arrival: line.arrival,
    route,
    overrideReason: null,
    payer: patient.payer,
    cardNo: patient.cardNo,
    insideArea: await isInsideArea(tx, patient.villageCode, day),
    confirmedBy: [],
    at,
    staffId,
  })
  const legId = staff.system.newId()
  const roomId = route.room.id
  const actor = { staffId, at, today: day }
  await insertLeg(
    tx,
    {
      id: legId,
      visitId: visit.id,
      roomId,
      place: at,
      priority: route.priority !== null,
      cameFrom: null,
      returnsTo: null,
      note: null,
      dueAt: await claimBooking(tx, { patientId: patient.id, day, roomId, visitId: visit.id }),
    },
    actor,
  )
  if (finished) {
    const leg = (await readLeg(tx, legId)) ?? refuse('leg_unknown')
    await moveLeg(tx, leg, 'close', actor)
    await changeVisit(tx, visit.id, at, { status: 'finished', ended_at: at })
  }
  await auditAs(tx, staff, {
    action: 'input',
    subject: 'visit',
    subjectId: visit.id,
    detail: { number: visit.number, rule: route.ruleId, paper: day, finished },
  })
  return (await readPaperVisit(tx, visit.id)) ?? refuse('visit_unknown')
}

async function strike(
  tx: Tx,
  staff: StaffContext,
  { visitId, reason }: HubInputs['contingency']['strike'],
): Promise<PaperVisit> {
  const visit = await readPaperVisit(tx, visitId)
  if (visit?.status !== 'finished' || visit.served) return refuse('visit_unknown')
  const change = { status: 'cancelled', status_reason: reason } as const
  await changeVisit(tx, visitId, staff.system.now(), change)
  await freeBooking(tx, visitId)
  await auditAs(tx, staff, {
    action: 'cancel',
    subject: 'visit',
    subjectId: visitId,
    detail: { number: visit.number, reason },
  })
  return visit
}

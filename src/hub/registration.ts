import type { HubInputs, HubOutputs } from '#contract/hub/hub'
import { problem, Refusal, refuse } from '#domain/errors'
import { formatDate } from '#domain/local-date'
import { takesVisits } from '#domain/room'
import { admit, planVisit } from './admission.ts'
import { actorOf, type StaffContext } from './context.ts'
import { refuseDeceased } from './deceased.ts'
import { giveToVisit, readArrival, type StoredArrival } from './store/arrivals.ts'
import type { Tx } from './store/open.ts'
import { readPatient } from './store/patients.ts'
import { readQueueSettings } from './store/settings.ts'
import { findOpenVisit, isNumberUsed } from './store/visits.ts'

type Ticket = HubOutputs['visits']['ticket']

/** Puts somebody on file in the line of the room they are routed to, or sent to with a reason. */
export async function registerVisit(
  tx: Tx,
  staff: StaffContext,
  input: HubInputs['visits']['register'],
): Promise<Ticket> {
  const found = (await readPatient(tx, input.patientId)) ?? refuse('patient_unknown')
  refuseDeceased(found)
  const patient = { ...found, payer: input.payer }
  const present = await findOpenVisit(tx, patient.id, staff.today)
  if (present) throw new Refusal(problem('already_here', present))
  const { route, rooms } = await planVisit(tx, staff, patient, input.arrival)
  if (input.override?.reason === '') refuse('reason_missing')
  const chosen = input.override
    ? rooms.find((room) => room.id === input.override?.roomId && room.active)
    : route.room
  if (!chosen) return refuse('room_unknown')
  if (!takesVisits(chosen)) return refuse('room_is_counter')
  const arrival = input.arrivalId === null ? null : await arrivalToRegister(tx, staff, input.arrivalId)
  // Sent to a room of another cluster, that cluster answers; a shared room (gigi, tindakan) leaves the visit where it was.
  const cluster = chosen.cluster === 'lk' || chosen.cluster === 'k1' ? route.cluster : chosen.cluster
  const ticket = await admit(tx, staff, {
    patient,
    arrival: input.arrival,
    route: { ...route, room: chosen, cluster },
    complaint: input.complaint,
    overrideReason: input.override?.reason ?? null,
    confirmedBy: input.confirmedBy,
    ticket: arrival && (await keepsNumber(tx, arrival)) ? arrival : null,
    taken: arrival?.ticket ?? null,
  })
  if (arrival) await giveToVisit(tx, arrival, ticket.visitId, actorOf(staff))
  return ticket
}

async function arrivalToRegister(tx: Tx, { today }: StaffContext, id: string): Promise<StoredArrival> {
  const arrival = (await readArrival(tx, id)) ?? refuse('arrival_unknown')
  if (arrival.visitId !== null) return refuse('arrival_registered', { number: arrival.ticket })
  if (arrival.day !== today)
    return refuse('leg_of_past_day', { number: arrival.ticket, date: formatDate(arrival.day) })
  return arrival
}

/** One number all the way, unless the Puskesmas gives a new one here, or a registration taken back has used it up. */
async function keepsNumber(tx: Tx, arrival: StoredArrival): Promise<boolean> {
  const { newNumberAtRegistration } = await readQueueSettings(tx)
  return !newNumberAtRegistration && !(await isNumberUsed(tx, arrival))
}

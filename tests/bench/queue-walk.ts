import type { Random } from '#demo/random'
import { machine } from '#hub/system'
import { newArrival, type TestPage } from '../support/hub.ts'
import type { Agenda } from './agenda.ts'
import { orNobody } from './call-next.ts'
import { inventStay, opens, type Patient, type Place } from './queue-day.ts'

/** From the call to the door, and how long a call is left standing before the person is skipped. Minutes. */
const walk = 0.5
const patience = 1.5

export type Person = Patient & { id: string; arrivalId: string | null; done: Set<Place>; missed: boolean }
/** Somebody who serves; at the counters each has a room, in the others they share one. */
export type Server = { place: Place; roomId: string }
type Estimate = { minutes: number; low: number; high: number }
/** What a ticket said at a minute of the day, and when its person was called first. */
export type Promised = Estimate & { ahead: number; priority: boolean; at: number; calledAt: number | null }
type Ticket = { number: string; ahead: number; prioritized: boolean; estimate: Estimate | null }

export type WorkingDay = {
  desk: TestPage
  kiosk: TestPage
  rooms: ReadonlyMap<Place, string>
  agenda: Agenda
  random: Random
  idle: Set<Server>
  byNumber: Map<string, Person>
  /** By place and number. */
  promises: Map<string, Promised>
}

/** Takes a number at the kiosk. */
export async function come(day: WorkingDay, person: Person): Promise<void> {
  const priority = person.priority === null ? null : { code: person.priority, reason: null }
  const wanted = { requestId: machine.newId(), priority, returning: null, payer: null }
  const { ticket } = await day.kiosk.api.kiosk.take(wanted)
  person.arrivalId = ticket.arrivalId
  day.byNumber.set(ticket.number, person)
  keepPromise(day, 'loket', ticket)
  wake(day, 'loket')
}

export async function callNext(day: WorkingDay, server: Server): Promise<void> {
  const { api } = day.desk
  const { place, roomId } = server
  const asked = place === 'loket' ? api.counter.callNext({ roomId }) : api.queue.callNext({ roomId })
  const card = await orNobody<{ legId: string; number: string }>(asked)
  const person = card && day.byNumber.get(card.number)
  if (!person) {
    day.idle.add(server)
    return
  }
  const promised = day.promises.get(`${place} ${card.number}`)
  if (promised) promised.calledAt ??= day.agenda.now()
  const isDeaf = person.misses !== null && !person.missed && place === person.first
  if (isDeaf) day.agenda.later(patience, () => skip(day, server, person, card.legId))
  else day.agenda.later(walk, () => serve(day, server, person, card.legId))
}

function keepPromise({ agenda, promises }: WorkingDay, place: Place, ticket: Ticket): void {
  const { number, ahead, prioritized: priority, estimate } = ticket
  const at = agenda.now()
  if (estimate) promises.set(`${place} ${number}`, { ...estimate, ahead, priority, at, calledAt: null })
}

/** Somebody has come: whoever has nobody in front of them calls. */
function wake(day: WorkingDay, place: Place): void {
  const server = [...day.idle].find((one) => one.place === place)
  if (!server || day.agenda.now() < opens) return
  day.idle.delete(server)
  day.agenda.later(0, () => callNext(day, server))
}

async function skip(day: WorkingDay, server: Server, person: Person, legId: string): Promise<void> {
  const { api } = day.desk
  person.missed = true
  await api.queue.move({ legId, move: 'skip' })
  const backAfter = person.misses?.backAfter ?? null
  if (backAfter !== null)
    day.agenda.later(backAfter, async () => {
      await api.queue.move({ legId, move: 'rejoin' })
      wake(day, server.place)
    })
  await callNext(day, server)
}

async function serve(day: WorkingDay, server: Server, person: Person, legId: string): Promise<void> {
  const { api } = day.desk
  const { place, roomId } = server
  const move = 'serve' as const
  if (place === 'loket') await api.counter.move({ legId, roomId, move })
  else await api.queue.move({ legId, move })
  // Back from the laboratory there is only the result to speak of.
  const minutes = inventStay(day.random, place) * (person.done.has(place) ? 0.5 : 1)
  day.agenda.later(minutes, async () => {
    person.done.add(place)
    if (place === 'loket') await register(day, person)
    else await sendOn(day, person, place, legId)
    await callNext(day, server)
  })
}

async function register(day: WorkingDay, person: Person): Promise<void> {
  const ticket = await day.desk.api.visits.register({
    patientId: person.id,
    arrival: newArrival({ pregnancy: person.pregnant ? { weeks: 20 } : null }),
    complaint: '',
    payer: person.pays ? 'umum' : 'jkn_pbi',
    confirmedBy: ['nama', 'tanggal_lahir'],
    override: { roomId: day.rooms.get(person.first) ?? '', reason: 'hari ukur' },
    arrivalId: person.arrivalId,
  })
  keepPromise(day, person.first, ticket)
  wake(day, person.first)
}

async function sendOn(day: WorkingDay, person: Person, place: Place, legId: string): Promise<void> {
  const { api } = day.desk
  const next = place === 'laboratorium' ? null : nextPlace(person, place)
  if (next === null) await api.queue.move({ legId, move: 'finish' })
  else {
    const returns = next === 'laboratorium'
    await api.queue.transfer({ legId, toRoomId: day.rooms.get(next) ?? '', returns, note: null })
  }
  wake(day, next ?? person.first)
}

/** Laboratory and back, then the cashier, then the pharmacy; null: home. */
function nextPlace({ done, laboratory, pays, medicine, first }: Person, place: Place): Place | null {
  if (place === first && laboratory && !done.has('laboratorium')) return 'laboratorium'
  if (pays && !done.has('kasir') && first !== 'farmasi') return 'kasir'
  return medicine && !done.has('farmasi') ? 'farmasi' : null
}

import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LegCard } from '#contract/hub/queue'
import type { LocalDate } from '#domain/local-date'
import type { Room } from '#domain/room'
import { type House, openHouse } from '../support/house.ts'
import {
  admit,
  head,
  newArrival,
  newPatient,
  refusalOf,
  removeFolder,
  type TestPage,
} from '../support/hub.ts'

type RoomPage = TestPage & { room: Room }
type Move = Parameters<TestPage['api']['queue']['move']>[0]['move']

const today = '2026-11-21' as LocalDate
const bornIn1990 = { date: '1990-06-15' as LocalDate, precision: 'exact' as const }

let house: House
let room: RoomPage

beforeEach(async () => {
  house = await openHouse()
  room = await house.openRoom('dewasa')
})
afterEach(async () => {
  await house.hub.close()
  removeFolder(house.hub.folder)
})

const stateOf = (page: RoomPage) => page.api.queue.room({ roomId: page.room.id })
const callNext = (page: RoomPage) => page.api.queue.callNext({ roomId: page.room.id })
const numbersOf = (legs: readonly LegCard[]) => legs.map(({ number }) => number)

function move(page: TestPage, leg: { legId: string }, step: Move) {
  return page.api.queue.move({ legId: leg.legId, move: step })
}

/** Calls and serves the next person of a room. */
async function serveNext(page: RoomPage): Promise<LegCard> {
  return move(page, await callNext(page), 'serve')
}

async function statusOf(number: string) {
  return (await house.desk.api.visits.today()).find((visit) => visit.number === number)?.status
}

async function sentenceOf(call: Promise<unknown>): Promise<string | undefined> {
  return (await refusalOf(call))[0]?.sentence
}

describe('calling', () => {
  test('two people with priority are called for each one without, each in the order of arrival', async () => {
    const [r1, r2, r3] = [await house.admitAdult(), await house.admitAdult(), await house.admitAdult()]
    const [p1, p2, p3] = [await house.admitLansia(), await house.admitLansia(), await house.admitLansia()]
    const expected = [p1, p2, r1, p3, r2, r3]
    expect(numbersOf((await stateOf(room)).waiting)).toEqual(expected)
    const called: string[] = []
    for (const _ of expected) called.push((await callNext(room)).number)
    expect(called).toEqual(expected)
  })

  test('a recall is a visible fact: counted, timed, and shown as a recall', async () => {
    const number = await house.admitAdult()
    const first = await callNext(room)
    expect(first).toMatchObject({ number, state: 'called', timesCalled: 1 })
    house.hub.clock.advance(60_000)
    const again = await move(room, first, 'recall')
    expect(again).toMatchObject({ state: 'called', timesCalled: 2 })
    expect(again.calledAt).toBeGreaterThanOrEqual((first.calledAt ?? 0) + 60_000)
    const display = await house.openDisplay()
    expect((await display.api.display.board()).current).toMatchObject({ number, recall: true })
  })

  test('a called person who is taken back is again the next', async () => {
    const number = await house.admitAdult()
    await house.admitAdult()
    await move(room, await callNext(room), 'undo')
    expect(await callNext(room)).toMatchObject({ number, state: 'called' })
  })

  test('a call that is taken back costs nobody a turn', async () => {
    const adult = await house.admitAdult()
    for (let person = 0; person < 3; person += 1) await house.admitLansia()
    await callNext(room)
    await callNext(room)
    const called = await callNext(room)
    expect(called.number).toBe(adult)
    await move(room, called, 'undo')
    expect((await callNext(room)).number).toBe(adult)
  })

  test('a walk-in is served without a call', async () => {
    await house.admitAdult()
    const [leg] = (await stateOf(room)).waiting
    if (!leg) throw new Error('nobody waits')
    expect(await move(room, leg, 'serve')).toMatchObject({ state: 'serving', timesCalled: 0 })
  })

  test('the room and the desk calling at once never get the same person, and nobody is lost', async () => {
    const admitted: string[] = []
    for (let n = 0; n < 8; n += 1) admitted.push(n % 3 ? await house.admitAdult() : await house.admitLansia())
    const second = await house.openRoom('dewasa')
    const { id: roomId } = room.room
    const pages = [room, second, house.desk]
    const calls = await Promise.allSettled(
      Array.from({ length: 15 }, (_, n) => (pages[n % 3] ?? room).api.queue.callNext({ roomId })),
    )
    const called = calls.flatMap((call) => (call.status === 'fulfilled' ? call.value.number : []))
    expect(called.toSorted()).toEqual(admitted.toSorted())
    const refused = calls.flatMap((call) =>
      call.status === 'rejected' ? [refusalOf(Promise.reject(call.reason))] : [],
    )
    expect((await Promise.all(refused)).map(([why]) => why?.code)).toEqual(Array(7).fill('queue_empty'))
  })
})

describe('the hub’s clock set back', () => {
  test('turns no order: who comes later waits behind, from the desk, on loan and after a skip', async () => {
    const [first, second] = [await house.admitAdult(), await house.admitAdult()]
    house.hub.clock.advance(-30 * 60_000)
    const third = await house.admitAdult()
    expect(numbersOf((await stateOf(room)).waiting)).toEqual([first, second, third])
    await move(room, await callNext(room), 'skip')
    const [skipped] = (await stateOf(room)).skipped
    if (skipped) await move(room, skipped, 'rejoin')
    expect(numbersOf((await stateOf(room)).waiting)).toEqual([second, third, first])

    const gigi = await house.openRoom('gigi')
    for (const expected of [second, third]) {
      const leg = await serveNext(room)
      expect(leg.number).toBe(expected)
      const loan = { legId: leg.legId, toRoomId: gigi.room.id, returns: true, note: null }
      await room.api.queue.transfer(loan)
      house.hub.clock.advance(-30 * 60_000)
    }
    expect(numbersOf((await stateOf(gigi)).waiting)).toEqual([second, third])
  })
})

describe('skipping', () => {
  test('who was skipped and comes back is called after the next three', async () => {
    const [late, ...others] = [
      await house.admitAdult(),
      await house.admitAdult(),
      await house.admitAdult(),
      await house.admitAdult(),
      await house.admitAdult(),
    ]
    const skipped = await move(room, await callNext(room), 'skip')
    expect(skipped).toMatchObject({ number: late, state: 'skipped' })
    expect(numbersOf((await stateOf(room)).skipped)).toEqual([late])
    await move(room, skipped, 'rejoin')
    expect(numbersOf((await stateOf(room)).waiting)).toEqual([
      ...others.slice(0, 3),
      late,
      ...others.slice(3),
    ])
  })

  test('who was skipped, called at once and taken back stands behind the next three, without the booked time', async () => {
    const others = [await house.admitAdult(), await house.admitAdult(), await house.admitAdult()]
    const person = await house.desk.api.patients.register(newPatient({ birth: bornIn1990 }))
    const booking = { patientId: person.id, roomId: room.room.id, day: today, minute: 9 * 60 }
    await house.desk.api.bookings.add({ ...booking, source: 'telepon', note: '' })
    const { number: late } = await house.desk.api.visits.register({
      patientId: person.id,
      arrival: newArrival(),
      complaint: '',
      payer: 'umum',
      confirmedBy: ['nama', 'tanggal_lahir'],
      override: null,
      arrivalId: null,
    })
    house.hub.clock.set('2026-11-21T00:30:00Z')
    others.push(await house.admitAdult())
    const called = await callNext(room)
    expect(called.number).toBe(late)
    await move(room, called, 'skip')
    await move(room, called, 'call')
    await move(room, called, 'undo')
    expect(numbersOf((await stateOf(room)).waiting)).toEqual([...others.slice(0, 3), late, others[3]])
  })

  test('who was skipped can be called at once', async () => {
    await house.admitAdult()
    const skipped = await move(room, await callNext(room), 'skip')
    expect(await move(room, skipped, 'call')).toMatchObject({ state: 'called', timesCalled: 2 })
  })
})

describe('the way through the house', () => {
  test('with the last room the visit ends, and it remembers that it was served', async () => {
    const number = await house.admitAdult()
    const serving = await serveNext(room)
    expect(await statusOf(number)).toBe('open')
    expect(await move(room, serving, 'finish')).toMatchObject({ state: 'done' })
    expect(await statusOf(number)).toBe('finished')
    expect(numbersOf((await stateOf(room)).recentlyDone)).toEqual([number])
  })

  test('a person sent to the laboratory comes back with the same number', async () => {
    const number = await house.admitAdult()
    const lab = await house.openRoom('laboratorium')
    const serving = await serveNext(room)
    const sent = await room.api.queue.transfer({
      legId: serving.legId,
      toRoomId: lab.room.id,
      returns: true,
      note: null,
    })
    expect(sent).toMatchObject({ number, state: 'moved' })

    const inLab = await serveNext(lab)
    expect(inLab).toMatchObject({ number, cameFrom: room.room.name, returnsTo: room.room.name })
    await move(lab, inLab, 'finish')
    expect(await statusOf(number)).toBe('open')

    const back = await serveNext(room)
    expect(back).toMatchObject({ number, cameFrom: lab.room.name, returnsTo: null })
    await move(room, back, 'finish')
    expect(await statusOf(number)).toBe('finished')
  })

  test('sent on from the laboratory, a person still comes back to the room that lent them out', async () => {
    await house.admitAdult()
    const lab = await house.openRoom('laboratorium')
    const emergency = await house.openRoom('darurat')
    const serving = await serveNext(room)
    await room.api.queue.transfer({ legId: serving.legId, toRoomId: lab.room.id, returns: true, note: null })
    const inLab = await serveNext(lab)
    await lab.api.queue.transfer({
      legId: inLab.legId,
      toRoomId: emergency.room.id,
      returns: true,
      note: null,
    })
    expect(await serveNext(emergency)).toMatchObject({ returnsTo: room.room.name })
  })

  test('a paying patient goes to the cashier, then to the pharmacy, then home', async () => {
    const number = await house.admitAdult()
    const [cashier, pharmacy] = [await house.openRoom('kasir'), await house.openRoom('farmasi')]
    const serving = await serveNext(room)
    expect(serving.paysAtCashier).toBe(true)
    await room.api.queue.transfer({
      legId: serving.legId,
      toRoomId: cashier.room.id,
      returns: false,
      note: null,
    })
    const paying = await serveNext(cashier)
    await cashier.api.queue.transfer({
      legId: paying.legId,
      toRoomId: pharmacy.room.id,
      returns: false,
      note: null,
    })
    await move(pharmacy, await serveNext(pharmacy), 'finish')
    expect(await statusOf(number)).toBe('finished')
  })

  test('a finish can be taken back for ten minutes', async () => {
    const number = await house.admitAdult()
    const done = await move(room, await serveNext(room), 'finish')
    house.hub.clock.advance(9 * 60_000)
    expect(await move(room, done, 'undo')).toMatchObject({ state: 'serving', endedAt: null })
    expect(await statusOf(number)).toBe('open')

    await move(room, done, 'finish')
    house.hub.clock.advance(11 * 60_000)
    expect(await sentenceOf(move(room, done, 'undo'))).toBe(
      `Antrean ${number} sudah selesai dan tidak dapat dikembalikan lagi.`,
    )
    expect(await statusOf(number)).toBe('finished')
  })

  test('a finish is not taken back once the person waits in another room', async () => {
    const number = await house.admitAdult()
    const lab = await house.openRoom('laboratorium')
    const { legId } = await serveNext(room)
    await room.api.queue.transfer({ legId, toRoomId: lab.room.id, returns: true, note: null })
    const done = await move(lab, await serveNext(lab), 'finish')
    expect(await sentenceOf(move(lab, done, 'undo'))).toContain('sudah ke ruangan berikutnya')
    expect(numbersOf((await stateOf(room)).waiting)).toEqual([number])
  })

  test('only the last stay of a visit is taken back', async () => {
    await house.admitAdult()
    const lab = await house.openRoom('laboratorium')
    const { legId, visitId } = await serveNext(room)
    await room.api.queue.transfer({ legId, toRoomId: lab.room.id, returns: true, note: null })
    const done = await move(lab, await serveNext(lab), 'finish')
    await move(room, await serveNext(room), 'finish')
    expect((await refusalOf(move(lab, done, 'undo')))[0]?.code).toBe('leg_move_refused')
    expect(await house.desk.api.visits.journey({ visitId })).toMatchObject([
      { state: 'moved' },
      { state: 'done' },
      { state: 'done' },
    ])
  })

  test('a finish is not taken back once the same person has come anew', async () => {
    const ticket = await admit(house.desk, { name: 'Datang Lagi', birth: bornIn1990 })
    const done = await move(room, await serveNext(room), 'finish')
    const again = await house.desk.api.visits.register({
      patientId: ticket.patientId,
      arrival: newArrival(),
      complaint: '',
      payer: 'umum',
      confirmedBy: ['nama', 'tanggal_lahir'],
      override: null,
      arrivalId: null,
    })
    expect(await refusalOf(move(room, done, 'undo'))).toMatchObject([
      { code: 'already_here', params: { number: again.number } },
    ])
  })

  test('a serving that was taken back is no service: the day ends without one', async () => {
    const number = await house.admitAdult()
    await move(room, await serveNext(room), 'undo')
    await house.desk.api.days.close({ day: today })
    expect(await house.desk.api.days.register({ day: today })).toMatchObject([
      { number, outcome: 'Pelayanan tidak tercatat' },
    ])
  })

  test('a room cancels only whom it has', async () => {
    await house.admitAdult()
    const dentist = await house.openRoom('gigi')
    const { visitId } = await callNext(room)
    const cancelled = dentist.api.visits.cancel({ visitId, reason: 'salah klik' })
    expect((await refusalOf(cancelled))[0]?.code).toBe('visit_unknown')
  })

  test('a visit is cancelled from the room with a reason, and is not called again', async () => {
    const number = await house.admitAdult()
    const { visitId } = await callNext(room)
    expect(await sentenceOf(room.api.visits.cancel({ visitId, reason: ' ' }))).toBe(
      'Alasan belum diisi. Tulis alasan singkat.',
    )
    await room.api.visits.cancel({ visitId, reason: 'pulang atas kemauan sendiri' })
    expect(await statusOf(number)).toBe('cancelled')
    expect(await stateOf(room)).toMatchObject({ active: [], waiting: [], skipped: [] })
  })

  test('a person to be kept apart is marked so for the room', async () => {
    await admit(house.desk, { name: 'Rahmat' }, { symptoms: ['batuk_2_minggu'] })
    expect(await callNext(room)).toMatchObject({ patientName: 'Rahmat', apart: true })
  })
})

describe('refusals', () => {
  test('calling from an empty queue is answered with a sentence', async () => {
    expect(await sentenceOf(callNext(room))).toBe('Belum ada pasien yang menunggu di ruangan ini.')
  })

  test('a move that the table of moves lacks is refused and changes nothing', async () => {
    const number = await house.admitAdult()
    const [leg] = (await stateOf(room)).waiting
    if (!leg) throw new Error('nobody waits')
    for (const step of ['recall', 'skip', 'rejoin', 'finish', 'undo'] as const) {
      expect(await sentenceOf(move(room, leg, step))).toContain(`Antrean ${number} masih menunggu`)
    }
    expect(await stateOf(room)).toMatchObject({ waiting: [{ number, state: 'waiting' }] })
  })

  test('two people serving the same number at once: one serves, the other is told', async () => {
    await house.admitAdult()
    const called = await callNext(room)
    const second = await house.openRoom('dewasa')
    const both = await Promise.allSettled([move(room, called, 'serve'), move(second, called, 'serve')])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('a number of yesterday is not called any more', async () => {
    const number = await house.admitAdult()
    const [leg] = (await stateOf(room)).waiting
    if (!leg) throw new Error('nobody waits')
    house.hub.clock.set('2026-11-22T22:30:00Z')
    await room.api.session.signIn(head)
    expect(await sentenceOf(move(room, leg, 'call'))).toBe(
      `Antrean ${number} milik tanggal 21-11-2026 dan sudah ditutup. Daftarkan lagi pasien di loket.`,
    )
    expect(await sentenceOf(callNext(room))).toBe('Belum ada pasien yang menunggu di ruangan ini.')
  })

  test('a room neither sees nor moves the queue of another', async () => {
    await house.admitAdult()
    const [leg] = (await stateOf(room)).waiting
    if (!leg) throw new Error('nobody waits')
    const dentist = await house.openRoom('gigi')
    const roomId = room.room.id
    for (const call of [
      dentist.api.queue.room({ roomId }),
      dentist.api.queue.callNext({ roomId }),
      move(dentist, leg, 'call'),
      dentist.api.queue.transfer({ legId: leg.legId, toRoomId: dentist.room.id, returns: false, note: null }),
    ]) {
      expect((await refusalOf(call)).map(({ code }) => code)).toEqual(['leg_unknown'])
    }
  })

  test('nobody is moved to the room they are in, or to one that does not exist', async () => {
    await house.admitAdult()
    const { legId } = await serveNext(room)
    const to = (toRoomId: string) => room.api.queue.transfer({ legId, toRoomId, returns: false, note: null })
    expect((await refusalOf(to(room.room.id)))[0]?.code).toBe('same_room')
    expect((await refusalOf(to(randomUUID())))[0]?.code).toBe('room_unknown')
    expect(await stateOf(room)).toMatchObject({ active: [{ legId, state: 'serving' }] })
  })

  test('a room where nobody is signed in calls nobody', async () => {
    await house.admitAdult()
    await room.api.session.signOut()
    expect((await refusalOf(callNext(room)))[0]?.code).toBe('signed_out')
  })
})

describe('notices to klaster 4', () => {
  test('a suspected infection is told to the rooms of klaster 4 and the desk, and to no other room', async () => {
    const ticket = await admit(house.desk, { name: 'Batuk Lama' }, { symptoms: ['batuk_2_minggu'] })
    await house.admitAdult()
    expect(await house.desk.api.queue.notices()).toMatchObject([
      { number: ticket.number, patientName: 'Batuk Lama', symptoms: ['batuk 2 minggu atau lebih'] },
    ])
    expect((await refusalOf(room.api.queue.notices()))[0]?.code).toBe('not_allowed')
    await house.desk.api.visits.undo({ visitId: ticket.visitId })
    expect(await house.desk.api.queue.notices()).toEqual([])
  })
})

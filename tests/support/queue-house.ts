import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pass } from 'node:timers/promises'
import { isDefinedError, ORPCError } from '@orpc/client'
import type { LocalDate } from '#domain/local-date'
import { localTime } from '#hub/system'
import { startProgram } from './clocked-program.ts'
import { head, newArrival, newPatient, openPage, removeFolder, setUp, type TestPage } from './hub.ts'
import { pairDevice } from './paired.ts'
import { counters, isLansia, type RoomName, rooms, type Station, sickrooms, stayAt } from './queue-facts.ts'
import type { Order, Outcome } from './queue-model.ts'
import { isTrailWhole, readLeftOpen, readStoredQueue, type Stored } from './stored-queue.ts'

export const patients = 18
const timeZone = 'Asia/Jayapura'
const firstMorning = Date.parse('2026-11-15T22:30:00Z')
const dayMs = 24 * 3_600_000

/** A Puskesmas with a page at each station, on a hub that is a process of its own and can be killed. */
export type QueueHouse = {
  /** The next morning; the hub goes on, and everybody signs in. Answers with the moment. */
  beginDay: () => Promise<number>
  setClock: (now: number) => Promise<void>
  /** Asks for all of them at once. After `cut` ms the power fails: what was not answered by then is null. */
  ask: (orders: readonly Order[], cut: number | null) => Promise<(Outcome | null)[]>
  restart: (signal: NodeJS.Signals) => Promise<void>
  look: () => Stored
  /** What past days have left open. */
  leftOpen: () => string[]
  isTrailWhole: () => Promise<boolean>
  /** The numbers that wait, in the order in which the screen of a room has them. */
  waiting: (room: RoomName) => Promise<string[]>
  close: () => Promise<void>
}

export async function openQueueHouse(): Promise<QueueHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'loket-queue-'))
  let now = firstMorning
  let program = await startProgram('hub', { folder, at: iso(now) })
  const desk = await openPage(program.url)
  const roomIds = await furnish(desk)
  const pages = await openStations(desk, roomIds)
  const people: string[] = []
  for (let index = 0; index < patients; index += 1) people.push(await enrol(desk, index))
  const today = () => localTime(now, timeZone).day
  const look = () => readStoredQueue(folder, today(), people)
  let seen = look()

  async function restart(signal: NodeJS.Signals): Promise<void> {
    await program.stop(signal)
    program = await startProgram('hub', { folder, at: iso(now), port: program.port })
  }

  return {
    beginDay: async () => {
      now = firstMorning + (Math.floor((now - firstMorning) / dayMs) + 1) * dayMs
      await program.setTime(iso(now))
      const staffed = Object.entries(pages).filter(([station]) => station !== 'kiosk')
      await Promise.all(staffed.map(([, page]) => page.api.session.signIn(head)))
      await setNumbers(desk, false)
      return now
    },
    setClock: (moment) => {
      now = moment
      return program.setTime(iso(now))
    },
    ask: async (orders, cut) => {
      const send = createSender({ today: today(), pages, roomIds, people, seen })
      const asked = Promise.all(orders.map((order) => outcomeOf(send(order), cut !== null)))
      if (cut !== null) {
        await pass(cut)
        await restart('SIGKILL')
      }
      return asked
    },
    restart,
    look: () => {
      seen = look()
      return seen
    },
    leftOpen: () => readLeftOpen(folder, today()),
    isTrailWhole: () => isTrailWhole(folder),
    waiting: async (room) => {
      const roomId = roomIds[room]
      const line = rooms[room].counter ? desk.api.counter.line({ roomId }) : desk.api.queue.room({ roomId })
      return (await line).waiting.map(({ number }) => number)
    },
    close: async () => {
      await program.stop('SIGKILL')
      removeFolder(folder)
    },
  }
}

const iso = (moment: number) => new Date(moment).toISOString()

async function furnish(desk: TestPage): Promise<Record<RoomName, string>> {
  const { rooms: presets } = await desk.api.setup.presets()
  const small = presets.find(({ code }) => code === 'kecil')?.rooms ?? []
  const second = {
    name: 'Loket 2',
    publicLabel: 'Loket 2',
    cluster: 'k1',
    series: 'D',
    roles: ['loket'],
  } as const
  await setUp(desk, { rooms: [...small, { ...second, roles: [...second.roles] }] })
  const ids = new Map<string, string>()
  for (const room of await desk.api.rooms.list()) {
    ids.set(room.name, room.id)
    const ratio = Object.entries(rooms).find(([name]) => name === room.name)?.[1].ratio ?? room.ratio
    await desk.api.rooms.save({ ...room, ratio })
  }
  return Object.fromEntries(ids) as Record<RoomName, string>
}

async function openStations(
  desk: TestPage,
  roomIds: Record<RoomName, string>,
): Promise<Record<Station, TestPage>> {
  const open = async (place: Parameters<TestPage['api']['pages']['open']>[0]) =>
    openPage((await desk.api.pages.open(place)).url)
  const second = { surface: 'desk', roomId: roomIds[counters[1]], name: counters[1], settings: null } as const
  const inRooms = await Promise.all(
    sickrooms.map(async (room) => [room, await open({ surface: 'room', roomId: roomIds[room] })] as const),
  )
  return {
    ...(Object.fromEntries(inRooms) as Record<(typeof sickrooms)[number], TestPage>),
    [counters[0]]: desk,
    [counters[1]]: await pairDevice(desk, second),
    kiosk: await open({ surface: 'kiosk' }),
  }
}

async function setNumbers({ api }: TestPage, fresh: boolean): Promise<void> {
  await api.settings.save({ ...(await api.settings.read()), newNumberAtRegistration: fresh })
}

async function enrol(desk: TestPage, index: number): Promise<string> {
  const birth = {
    date: (isLansia(index) ? '1950-06-15' : '1990-06-15') as never,
    precision: 'exact' as const,
  }
  const name = `Warga ${'ABCDEFGHIJKLMNOPQR'[index]}`
  return (await desk.api.patients.register(newPatient({ name, birth }))).id
}

type Setting = {
  today: LocalDate
  pages: Record<Station, TestPage>
  roomIds: Record<RoomName, string>
  people: readonly string[]
  seen: Stored
}

/** Sends orders as the pages of the stations do; answers with the number on the card, empty where there is none. */
function createSender({ today, pages, roomIds, people, seen }: Setting): (order: Order) => Promise<string> {
  const legAt = (index: number) => seen.ids.legs[index] ?? ''
  const isAtCounter = (index: number) => stayAt(seen.facts, index).of === 'arrival'
  const idOf = (name: RoomName | null) => (name === null ? null : roomIds[name])

  function move(order: Extract<Order, { do: 'move' }>) {
    const { api } = pages[order.at]
    const legId = legAt(order.stay)
    if (!isAtCounter(order.stay)) return api.queue.move({ legId, move: order.move })
    if (order.move === 'finish') throw new Error('a counter has no such button')
    return api.counter.move({ legId, roomId: roomIds[order.at], move: order.move })
  }

  async function send(order: Order): Promise<{ number: string | null }> {
    const { api } = pages[order.at]
    switch (order.do) {
      case 'take': {
        const priority = order.priority ? { code: 'lansia', reason: null } : null
        const wanted = { requestId: order.request, priority }
        if (order.at !== 'kiosk') return (await api.kiosk.hand(wanted)).ticket
        return (await api.kiosk.take({ ...wanted, returning: null, payer: null })).ticket
      }
      case 'register':
        return api.visits.register({
          patientId: people[order.patient] ?? '',
          arrival: newArrival(),
          complaint: '',
          payer: 'umum',
          confirmedBy: ['nama', 'tanggal_lahir'],
          override: { roomId: roomIds[order.room], reason: 'permintaan pasien' },
          arrivalId: order.arrival === null ? null : (seen.ids.arrivals.get(order.arrival) ?? null),
        })
      case 'emergency':
        return api.visits.registerEmergency({
          description: 'pingsan di halaman',
          sex: null,
          ageYears: null,
          signs: ['tidak_sadar'],
        })
      case 'setNumbers':
        await setNumbers(pages[order.at], order.fresh)
        return { number: null }
      case 'callNext': {
        const roomId = roomIds[order.room]
        return rooms[order.room].counter ? api.counter.callNext({ roomId }) : api.queue.callNext({ roomId })
      }
      case 'move':
        return move(order)
      case 'transfer': {
        const to = { toRoomId: roomIds[order.room], returns: order.returns, note: null }
        return api.queue.transfer({ legId: legAt(order.stay), ...to })
      }
      case 'dismiss':
        return api.counter.dismiss({
          legId: legAt(order.stay),
          roomId: roomIds[order.at],
          reason: 'sudah pulang',
        })
      case 'cancel':
        return api.visits.cancel({ visitId: seen.ids.visits.get(order.visit) ?? '', reason: 'pulang' })
      case 'takeBack':
        return api.visits.undo({ visitId: seen.ids.visits.get(order.visit) ?? '' })
      case 'book': {
        const { day, clock } = localTime(order.due, timeZone)
        const minute = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
        const booking = { patientId: people[order.patient] ?? '', roomId: idOf(order.room), day, minute }
        await api.bookings.add({ ...booking, source: 'telepon', note: '' })
        return { number: null }
      }
      case 'closeDay':
        await api.days.close({ day: today })
        return { number: null }
    }
  }
  return async (order) => (await send(order)).number ?? ''
}

/** Null: the power went before the answer came. */
async function outcomeOf(answer: Promise<string>, mayBeCut: boolean): Promise<Outcome | null> {
  try {
    return { number: await answer }
  } catch (fault) {
    if (fault instanceof ORPCError && isDefinedError(fault)) return { refused: fault.data.problems[0].code }
    if (mayBeCut && !(fault instanceof ORPCError)) return null
    throw fault
  }
}

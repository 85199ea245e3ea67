import type { Board } from '#contract/hub/display'
import type { QueueSettings } from '#contract/hub/settings'
import { refuse } from '#domain/errors'
import { isCounter, type Room } from '#domain/room'
import type { Live } from './live.ts'
import { type Presence, shows } from './presence.ts'
import type { Shows } from './shows.ts'
import { type BoardCall, readBoardCalls } from './store/board.ts'
import { areaOf, type Device } from './store/devices.ts'
import { type Facility, listRooms, readFacility } from './store/facility.ts'
import { readRoomLoads } from './store/loads.ts'
import type { Store } from './store/open.ts'
import { readSpoken } from './store/receipts.ts'
import { readQueueSettings } from './store/settings.ts'
import { localTime, type System } from './system.ts'

/** The picture of one display: numbers and neutral room labels, and never a person. Refuses `setup_needed`. */
export type Boards = { read: (display: Device) => Promise<Board> }

type Load = Awaited<ReturnType<typeof readRoomLoads>>[number]
/** What every display's board is cut from. */
type Material = {
  facility: Facility
  settings: QueueSettings
  rooms: (Room & Load)[]
  /** Newest first. */
  calls: BoardCall[]
  media: Board['media']
}

const spokenMs = 60_000
/** Calls from so long before an area had a voice are still spoken; older ones nobody listens for any more. */
const catchUpMs = 15_000
const recentCalls = 6
/** Of each room so many are read: some are current, recalls or called again elsewhere. */
const callsOfRoom = 10
/** Estimates and folders age without anybody saying so. */
const freshMs = 15_000

type Needs = { store: Store; live: Live; system: System; presence: Presence; shows: Shows }

/** Fifty displays ask at once after each call: the database is read once for all of them. */
export function createBoards({ store, live, system, presence, shows: folders }: Needs): Boards {
  let changes = 0
  let kept: { changes: number; at: number; material: Promise<Material> } | null = null
  live.listen(({ subject }) => {
    if (subject === 'queue' || subject === 'settings' || subject === 'day') changes += 1
  })

  async function gather(now: number): Promise<Material> {
    const { db } = store
    const facility = (await readFacility(db)) ?? refuse('setup_needed')
    const { day } = localTime(now, facility.timeZone)
    const loads = new Map((await readRoomLoads(db, { today: day, now })).map((load) => [load.roomId, load]))
    return {
      facility,
      settings: await readQueueSettings(db),
      rooms: (await listRooms(db)).flatMap((room) => {
        const load = loads.get(room.id)
        return load ? [{ ...load, ...room }] : []
      }),
      calls: await readBoardCalls(db, day, now - spokenMs, callsOfRoom),
      media: await folders.listMedia(),
    }
  }

  function material(now: number): Promise<Material> {
    if (kept && kept.changes === changes && Math.abs(now - kept.at) < freshMs) return kept.material
    const gathered = gather(now)
    const mine = { changes, at: now, material: gathered }
    kept = mine
    gathered.catch(() => {
      if (kept === mine) kept = null
    })
    return gathered
  }

  /** Null while another display is the voice. Receipts are read anew each time: they do not change the board. */
  async function listToSpeak(display: Device, lastMinute: BoardCall[]): Promise<BoardCall[] | null> {
    const since = presence.speaksSince(display.id)
    if (since === null) return null
    const calls = lastMinute.filter(
      ({ at, roomId }) => at >= since - catchUpMs && presence.areaShows(display, roomId),
    )
    const spoken = await readSpoken(
      store.db,
      calls.map(({ callId }) => callId),
    )
    const spokenHere = new Set(
      spoken.filter((by) => areaOf(by) === areaOf(display)).map(({ callId }) => callId),
    )
    return calls.filter(({ callId }) => !spokenHere.has(callId))
  }

  return {
    read: async (display) => {
      const now = system.now()
      const gathered = await material(now)
      const lastMinute = gathered.calls.filter(({ at }) => at > now - spokenMs && at <= now).reverse()
      const toSpeak = await listToSpeak(display, lastMinute)
      return {
        ...boardOf(display, gathered, now),
        calls: lastMinute.filter(({ roomId }) => shows(display, roomId)),
        speaks: toSpeak !== null,
        toSpeak: toSpeak ?? [],
      }
    },
  }
}

function boardOf(
  display: Device,
  material: Material,
  now: number,
): Omit<Board, 'calls' | 'speaks' | 'toSpeak'> {
  const { facility, settings, rooms } = material
  const calls = material.calls.filter(({ roomId }) => shows(display, roomId))
  const current = calls.find(({ here }) => here)
  const numbers = new Set([current?.number])
  const recent = calls.filter(({ number }) => !numbers.has(number) && numbers.add(number))
  const volume = display.settings?.sound ? settings.voice.volume : 0
  return {
    facility: facility.name,
    timeZone: facility.timeZone,
    now,
    theme: display.settings?.theme ?? 'dark',
    runningText: settings.runningText,
    media: display.settings?.media ? material.media : [],
    voice: { ...settings.voice, volume },
    current: current ?? null,
    rooms: rooms.filter((room) => hasTile(room, display, material)).map(tileOf),
    recent: recent.slice(0, recentCalls),
  }
}

/** Counters come to stand on the board once numbers are taken for them, or where a display was made for them. */
function hasTile(room: Room & Load, display: Device, { calls }: Material): boolean {
  if (!shows(display, room.id)) return false
  if (!isCounter(room) || display.settings?.rooms.includes(room.id)) return true
  return room.waiting > 0 || calls.some(({ roomId }) => roomId === room.id)
}

function tileOf(room: Room & Load): Board['rooms'][number] {
  return {
    roomId: room.id,
    label: room.publicLabel,
    cluster: room.cluster,
    number: room.current,
    waiting: room.waiting,
    waitMinutes: room.estimate?.minutes ?? null,
  }
}

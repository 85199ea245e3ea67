import type { HubOutputs } from '#contract/hub/hub'
import type { LocalDate } from '#domain/local-date'
import { isAtHome, isCounter, type Room } from '#domain/room'
import { estimateWait, type Stay, usualMinutes } from '#domain/waiting-estimate'
import { listRooms } from './facility.ts'
import type { Db } from './open.ts'
import { readCurrentNumbers } from './queue.ts'

type Load = HubOutputs['queue']['loads'][number]

/** From here on a wait is long enough to be called a bottleneck, and a line long enough. */
const bottleneckMinutes = 15
const bottleneckPeople = 2

/**
 * Every room in use: who is inside, how many wait, since when, and how long somebody who comes now would wait. All
 * counters share one line, so each is told the whole of it. The bottleneck is the room with the longest estimated wait
 * of those where several wait, when that is at least 15 minutes.
 */
export async function readRoomLoads(
  db: Db,
  { today, now }: { today: LocalDate; now: number },
): Promise<Load[]> {
  const rooms = (await listRooms(db)).filter(({ active }) => active)
  const current = await readCurrentNumbers(db, today)
  const people = await readPeople(db, today)
  const loads = rooms.map((room): Load => {
    const own = people.get(room.id) ?? []
    const line = isCounter(room) ? [...own, ...(people.get(anyCounter) ?? [])] : own
    const waiting = line.filter(({ state }) => state === 'waiting')
    const since = Math.min(...waiting.map(({ enteredAt }) => enteredAt))
    return {
      roomId: room.id,
      name: room.name,
      cluster: room.cluster,
      waiting: waiting.length,
      current: current.get(room.id) ?? null,
      estimate: estimateFor(room, line.flatMap(begunStay), waiting.length, now),
      longestWait: waiting.length === 0 ? null : Math.max(0, Math.floor((now - since) / 60_000)),
      bottleneck: false,
    }
  })
  const lines = loads.filter(({ waiting }) => waiting >= bottleneckPeople)
  const longest = Math.max(...lines.map(({ estimate }) => estimate?.minutes ?? 0))
  const narrowest = lines.find(({ estimate }) => estimate?.minutes === longest)
  if (narrowest && longest >= bottleneckMinutes) narrowest.bottleneck = true
  return loads
}

/** Null where nobody is told to wait: people brought in an emergency are served at once, others are visited. */
export function estimateFor(
  { roles }: Pick<Room, 'roles'>,
  stays: readonly Stay[],
  ahead: number,
  now: number,
): Load['estimate'] {
  if (roles.includes('darurat') || isAtHome({ roles })) return null
  return estimateWait({ stays, ahead, usualMinutes: usualMinutes(roles), now })
}

type Person = { state: string; enteredAt: number; startedAt: number | null; endedAt: number | null }

/** Where numbers without a visit wait. */
const anyCounter = 'loket'

/** Everybody of a day by the room of their visit; numbers without one under `anyCounter`. */
async function readPeople(db: Db, day: LocalDate): Promise<Map<string, Person[]>> {
  const rows = await db
    .selectFrom('legs')
    .select(['room_id', 'arrival_id', 'state', 'entered_at as enteredAt', 'ended_at as endedAt'])
    .select((eb) => eb.fn.coalesce('called_at', 'served_at').as('startedAt'))
    .where('room_id', 'in', (eb) => eb.selectFrom('service_points').select('service_points.id'))
    .where('day', '=', day)
    .where('state', 'in', ['waiting', 'called', 'serving', 'done', 'moved'])
    .execute()
  return Map.groupBy(rows, ({ room_id, arrival_id }) => (arrival_id === null ? room_id : anyCounter))
}

function begunStay({ state, startedAt, ...stay }: Person): Stay[] {
  return state === 'waiting' || startedAt === null ? [] : [{ ...stay, startedAt }]
}

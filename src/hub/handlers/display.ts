import { refuse } from '#domain/errors'
import { hub } from '#hub/implement'
import { listRooms, readFacility } from '#hub/store/facility'
import { readCalls, readCurrentNumbers } from '#hub/store/queue'
import { localTime } from '#hub/system'

const recentCalls = 6

export const display = {
  board: hub.display.board.handler(async ({ context }) => {
    const { db } = context.store
    const facility = await readFacility(db)
    if (!facility) return refuse('setup_needed')
    const now = context.system.now()
    const { day } = localTime(now, facility.timeZone)
    const numbers = await readCurrentNumbers(db, day)
    const rooms = (await listRooms(db)).filter((room) => room.active && !room.roles.includes('loket'))
    const calls = await readCalls(db, day, 30)
    const current = calls.find((call) => call.state === 'called' || call.state === 'serving')
    const shown = new Set([current?.number])
    const recent = calls.filter(({ number }) => !shown.has(number) && shown.add(number))
    return {
      facility: facility.name,
      timeZone: facility.timeZone,
      now,
      current: current ?? null,
      rooms: rooms.map(({ id, publicLabel, cluster }) => ({
        roomId: id,
        label: publicLabel,
        cluster,
        number: numbers.get(id) ?? null,
      })),
      recent: recent.slice(0, recentCalls),
    }
  }),
}

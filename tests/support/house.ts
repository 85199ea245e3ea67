import type { HubInputs } from '#contract/hub/hub'
import type { Room, RoomRole } from '#domain/room'
import { admit, head, openPage, setUp, startHub, type TestHub, type TestPage } from './hub.ts'

/** A small Puskesmas at work: the desk signed in, and pages for its rooms and its waiting room. */
export type House = {
  hub: TestHub
  desk: TestPage
  rooms: readonly Room[]
  roomFor: (role: RoomRole) => Room
  /** A page of that room with somebody signed in. */
  openRoom: (role: RoomRole) => Promise<TestPage & { room: Room }>
  openDisplay: () => Promise<TestPage>
  /** Registers somebody for «Ruang Dewasa & Lansia»: an adult, or a lansia who is called first. The ticket number. */
  admitAdult: (name?: string) => Promise<string>
  admitLansia: (name?: string) => Promise<string>
}

type NewRoom = HubInputs['setup']['complete']['rooms'][number]

export async function openHouse({ moreRooms = [] }: { moreRooms?: NewRoom[] } = {}): Promise<House> {
  const hub = await startHub()
  const desk = await openPage(hub.hub.newDeskUrl())
  const presets = await desk.api.setup.presets()
  const preset = presets.rooms.find(({ code }) => code === 'kecil')?.rooms ?? []
  await setUp(desk, { rooms: [...preset, ...moreRooms] })
  const rooms = (await desk.api.session.current()).facility?.rooms ?? []

  function roomFor(role: RoomRole): Room {
    const room = rooms.find(({ roles }) => roles.includes(role))
    if (!room) throw new Error(`no room for ${role}`)
    return room
  }

  async function openRoom(role: RoomRole): Promise<TestPage & { room: Room }> {
    const room = roomFor(role)
    const page = await openPage((await desk.api.pages.open({ surface: 'room', roomId: room.id })).url)
    await page.api.session.signIn(head)
    return { ...page, room }
  }

  let people = 0
  async function admitBorn(date: string, name: string | undefined): Promise<string> {
    people += 1
    const birth = { date: date as never, precision: 'exact' as const }
    return (await admit(desk, { name: name ?? `Warga ${'ABCDEFGHIJ'[people % 10]} ${people}`, birth })).number
  }

  return {
    hub,
    desk,
    rooms,
    roomFor,
    openRoom,
    openDisplay: async () => openPage((await desk.api.pages.open({ surface: 'display' })).url),
    admitAdult: (name) => admitBorn('1990-06-15', name),
    admitLansia: (name) => admitBorn('1950-06-15', name),
  }
}

import { revokedCode } from '#contract/access'
import type { SoundState, VoiceTrouble } from '#contract/hub/device'
import type { Live } from './live.ts'
import { describeFault, type Logger } from './log.ts'
import { areaOf, type Device, markSeen } from './store/devices.ts'
import type { Store } from './store/open.ts'
import type { System } from './system.ts'
import { createVoices } from './voices.ts'

/** One open live socket of a page; `end` closes it with a code that tells the page why. */
export type LiveLine = { end: (code: number) => void }

/** What a display says of its loudspeaker. */
export type Sound = { state: SoundState; trouble: VoiceTrouble | null }

export type PageState = {
  connected: boolean
  /** By the hub's clock; null when not heard of since the hub started. */
  lastSeenAt: number | null
  sound: Sound | null
  /** Is the voice of its waiting area now. */
  speaks: boolean
}

/** Which pages are open now, when each was last heard of, and which display speaks for each waiting area. */
export type Presence = {
  /** A live line was opened; the answer tells that it is gone. A revoked device's line ends at once. */
  join: (device: Device, line: LiveLine) => () => void
  /** Heard of it: a call, or the answer to a heartbeat. Stored at most once a minute, and when the hub stops. */
  touch: (deviceId: string) => void
  setSound: (deviceId: string, sound: Sound) => void
  /** Its name or its settings are others. */
  change: (device: Device) => void
  /** Its token is dead: every line of it ends now, and none opens again. */
  expel: (deviceId: string) => void
  stateOf: (deviceId: string) => PageState
  /** Open pages, and the displays of this computer that were closed in the last hours and not opened again. */
  knownIds: () => string[]
  /** How many open displays show this room's calls. */
  displaysShowing: (roomId: string) => number
  /** Whether this room's calls are for the waiting area of that display: it or another open one there shows them. */
  areaShows: (display: Device, roomId: string) => boolean
  /** Since when the waiting area of this display has been spoken to; null while it is not its voice. */
  speaksSince: (deviceId: string) => number | null
  close: () => Promise<void>
}

const storeEveryMs = 60_000
/** A working day. */
const rememberMs = 12 * 3_600_000

type Needs = { store: Store; live: Live; system: System; log: Logger }

export function createPresence({ store, live, system, log }: Needs): Presence {
  const here = new Map<string, { device: Device; lines: Set<LiveLine> }>()
  /** Displays of this computer that were closed, oldest first: no pairing remembers them. */
  const closed = new Set<string>()
  const sounds = new Map<string, Sound>()
  const seen = new Map<string, number>()
  const expelled = new Set<string>()
  let unstored = new Map<string, number>()
  let storedAt = system.now()
  let storing = Promise.resolve()
  const voices = createVoices(system.now)

  /** After anything that may move a voice. Displays whose board is another now hear that their settings are. */
  function update(): void {
    const moved = voices.elect(openDevices().filter(canBeHeard))
    live.announce('devices')
    if (moved) live.announce('settings')
  }

  const openDevices = () => [...here.values()].map(({ device }) => device)

  function canBeHeard({ id, settings }: Device): boolean {
    return settings?.sound === true && sounds.get(id)?.state === 'on'
  }

  /** Each time one is opened it is another page: it stands for the one that was closed first. */
  function reopen({ id }: Device): void {
    const [first = id] = closed
    closed.delete(closed.has(id) ? id : first)
  }

  function leave(deviceId: string, line: LiveLine): void {
    const page = here.get(deviceId)
    if (!page?.lines.delete(line) || page.lines.size > 0) return
    here.delete(deviceId)
    if (isOfThisComputer(page.device)) closed.add(deviceId)
    // Whoever comes back may have lost its loudspeaker: it says so anew.
    sounds.delete(deviceId)
    update()
  }

  function touch(deviceId: string): void {
    const now = system.now()
    seen.set(deviceId, now)
    unstored.set(deviceId, now)
    if (Math.abs(now - storedAt) < storeEveryMs) return
    storing = storeSeen(now).catch((fault) => log.error(describeFault(fault), 'last contact not stored'))
  }

  async function storeSeen(now: number): Promise<void> {
    const taken = unstored
    unstored = new Map()
    storedAt = now
    if (taken.size > 0) await store.write((tx) => markSeen(tx, taken))
  }

  return {
    join: (device, line) => {
      if (expelled.has(device.id)) {
        line.end(revokedCode)
        return () => {}
      }
      touch(device.id)
      const lines = here.get(device.id)?.lines ?? new Set()
      here.set(device.id, { device, lines: lines.add(line) })
      if (lines.size === 1) {
        if (isOfThisComputer(device)) reopen(device)
        update()
      }
      return () => leave(device.id, line)
    },
    touch,
    setSound: (deviceId, sound) => {
      const before = sounds.get(deviceId)
      if (before?.state === sound.state && before.trouble === sound.trouble) return
      sounds.set(deviceId, sound)
      update()
    },
    change: (device) => {
      const page = here.get(device.id)
      if (page) page.device = device
      update()
      live.announce('settings')
    },
    expel: (deviceId) => {
      expelled.add(deviceId)
      for (const line of here.get(deviceId)?.lines ?? []) line.end(revokedCode)
      here.delete(deviceId)
      closed.delete(deviceId)
      update()
    },
    stateOf: (deviceId) => ({
      connected: here.has(deviceId),
      lastSeenAt: seen.get(deviceId) ?? null,
      sound: sounds.get(deviceId) ?? null,
      speaks: voices.speaksSince(deviceId) !== null,
    }),
    knownIds: () => {
      const since = system.now() - rememberMs
      return [...here.keys(), ...[...closed].filter((id) => (seen.get(id) ?? 0) > since)]
    },
    displaysShowing: (roomId) => openDevices().filter((device) => shows(device, roomId)).length,
    areaShows: (display, roomId) =>
      [display, ...openDevices()].some(
        (device) => areaOf(device) === areaOf(display) && shows(device, roomId),
      ),
    speaksSince: voices.speaksSince,
    close: async () => {
      await storing
      await storeSeen(system.now())
    },
  }
}

/** A display of all rooms, or of a few with this one among them. */
export function shows({ settings }: Pick<Device, 'settings'>, roomId: string): boolean {
  return settings !== null && (settings.rooms.length === 0 || settings.rooms.includes(roomId))
}

function isOfThisComputer({ surface, pairedAt }: Device): boolean {
  return surface === 'display' && pairedAt === null
}

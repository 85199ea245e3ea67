import { areaOf, type Device } from './store/devices.ts'

/** Who speaks in each waiting area: one display at a time. */
export type Voices = {
  /** Elects among the displays that can be heard now; says whether a voice has moved. */
  elect: (heard: readonly Device[]) => boolean
  /** Since when the area of this display has been spoken to, by it or another; null while it is not its voice. */
  speaksSince: (deviceId: string) => number | null
}

/** Whoever takes over within that time goes on where the other stopped, instead of beginning anew. */
const gapMs = 15_000

export function createVoices(now: () => number): Voices {
  const areas = new Map<string, { deviceId: string | null; since: number; changedAt: number }>()

  return {
    elect: (heard) => {
      const elected = chooseOldest(heard)
      const at = now()
      let moved = false
      for (const area of new Set([...areas.keys(), ...elected.keys()])) {
        const before = areas.get(area)
        const deviceId = elected.get(area) ?? null
        if (deviceId === (before?.deviceId ?? null)) continue
        const lasts = before && (before.deviceId !== null || at - before.changedAt <= gapMs)
        areas.set(area, { deviceId, since: lasts ? before.since : at, changedAt: at })
        moved = true
      }
      return moved
    },
    speaksSince: (deviceId) =>
      [...areas.values()].find((voice) => voice.deviceId === deviceId)?.since ?? null,
  }
}

/** Of each area the display that has been there longest. */
function chooseOldest(heard: readonly Device[]): Map<string, string> {
  const newestFirst = heard.toSorted((a, b) => b.since - a.since || (a.id < b.id ? 1 : -1))
  return new Map(newestFirst.map((device) => [areaOf(device), device.id]))
}

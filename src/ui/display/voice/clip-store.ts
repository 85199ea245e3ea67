import { clips } from '#domain/voice-clips'

/** The recordings that this page holds, decoded: a call never waits for the network. */
export type ClipStore = {
  get: (name: string) => AudioBuffer | undefined
  /** Each has been asked for once, or the hub takes too long: a call right after the start waits for this. */
  ready: Promise<void>
}

const AT_ONCE = 4
const READY_WITHIN_MS = 5000
const RETRY_MS = [2000, 5000, 15_000, 60_000]

/** Loads the whole vocabulary, and again what could not be had, until all of it is here. */
export function loadClips(context: BaseAudioContext): ClipStore {
  const loaded = new Map<string, AudioBuffer>()

  async function loadRound(names: readonly string[], round: number): Promise<void> {
    const waiting = [...names]
    const missed: string[] = []
    async function loadNext(): Promise<void> {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        const clip = await loadClip(context, name)
        if (clip) loaded.set(name, clip)
        else missed.push(name)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, loadNext))
    if (missed.length === 0) return
    const pause = RETRY_MS[Math.min(round, RETRY_MS.length - 1)]
    setTimeout(() => void loadRound(missed, round + 1), pause)
  }

  const names = clips.map(({ name }) => name)
  const patience = new Promise<void>((resolve) => setTimeout(resolve, READY_WITHIN_MS))
  return { get: (name) => loaded.get(name), ready: Promise.race([loadRound(names, 0), patience]) }
}

/** Null when the hub does not answer, or when what it sends is no recording. */
async function loadClip(context: BaseAudioContext, name: string): Promise<AudioBuffer | null> {
  try {
    const answer = await fetch(`/voice/${name}.wav`)
    return answer.ok ? await context.decodeAudioData(await answer.arrayBuffer()) : null
  } catch {
    return null
  }
}

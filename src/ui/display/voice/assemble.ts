import type { Step } from '#domain/announcement'
import type { ClipStore } from './clip-store.ts'

/** An announcement ready to be played, and the recordings that it has to do without. */
export type Assembled = { buffer: AudioBuffer; missing: string[] }

/** Puts recordings and silences one behind the other, exact to the sample, into one mono buffer. */
export function assemble(
  context: BaseAudioContext,
  steps: readonly Step[],
  clips: Pick<ClipStore, 'get'>,
): Assembled {
  const missing: string[] = []
  const placed: { clip: AudioBuffer; at: number }[] = []
  let end = 0
  for (const { clip: name, pause } of steps) {
    const clip = clips.get(name)
    if (clip) placed.push({ clip, at: end })
    else missing.push(name)
    end += (clip?.length ?? 0) + Math.round((pause / 1000) * context.sampleRate)
  }
  const buffer = context.createBuffer(1, Math.max(1, end), context.sampleRate)
  const samples = buffer.getChannelData(0)
  for (const { clip, at } of placed) samples.set(mixDown(clip), at)
  return { buffer, missing: [...new Set(missing)] }
}

/** A person's recording may be stereo. */
function mixDown(clip: AudioBuffer): Float32Array {
  if (clip.numberOfChannels === 1) return clip.getChannelData(0)
  const [left, right] = [clip.getChannelData(0), clip.getChannelData(1)]
  return left.map((sample, at) => (sample + (right[at] ?? 0)) / 2)
}

import { expect, type Page } from '@playwright/test'
import type { Step } from '#domain/announcement'
import type {} from './voice-page.ts'

export type Heard = { rate: number; samples: Float32Array }

/** One step of 24-bit sound: what rounding leaves where a recording begins between two samples is less. */
const leastSound = 2 ** -23

/** Everything that has reached the loudspeaker, from the first sound on. */
export async function hear(page: Page): Promise<Heard> {
  const { rate, samples } = await page.evaluate(() => window.voice.recording())
  return { rate, samples: decodeFloats(samples) }
}

function decodeFloats(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64')
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}

/**
 * Holds every sample of the sound from `from` on against the files themselves: each recording at its place, nothing
 * but silence between them. Returns where the announcement begins and ends, so nothing can lie over anything.
 */
export async function expectSteps(
  page: Page,
  heard: Heard,
  from: number,
  steps: readonly Step[],
  volume = 1,
): Promise<{ start: number; end: number }> {
  const start = await findStart(page, heard, from, steps[0]?.clip ?? '')
  let at = start
  for (const { clip, pause } of steps) {
    const samples = decodeFloats(await page.evaluate((name) => window.voice.decode(name), clip))
    const silence = Math.round((pause / 1000) * heard.rate)
    expect(farthest(heard.samples, at, samples, volume), `«${clip}» at sample ${at - start}`).toBeLessThan(
      1e-4,
    )
    at += samples.length
    expect(farthest(heard.samples, at, new Float32Array(silence), 1), `silence after «${clip}»`).toBeLessThan(
      leastSound,
    )
    at += silence
  }
  return { start, end: at }
}

/** Where a recording begins whose first sound is the next one heard. */
async function findStart(page: Page, { samples }: Heard, from: number, clip: string): Promise<number> {
  const expected = decodeFloats(await page.evaluate((name) => window.voice.decode(name), clip))
  const sounds = samples.findIndex((sample, at) => at >= from && isSound(sample))
  expect(sounds, 'something is heard').toBeGreaterThanOrEqual(from)
  return sounds - expected.findIndex(isSound)
}

function isSound(sample: number): boolean {
  return Math.abs(sample) >= leastSound
}

/** The largest difference; past the end of what was heard there is silence. */
function farthest(heard: Float32Array, from: number, expected: Float32Array, volume: number): number {
  let most = 0
  for (let at = 0; at < expected.length; at += 1)
    most = Math.max(most, Math.abs((heard[from + at] ?? 0) - (expected[at] ?? 0) * volume))
  return most
}

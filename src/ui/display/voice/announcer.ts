import type { SoundState } from '#contract/hub/device'
import type { ShownCall } from '#contract/hub/display'
import type { VoiceSettings } from '#contract/hub/settings'
import {
  composeAnnouncement,
  composeChime,
  composeReadings,
  isQuietAt,
  readingText,
  type SpokenCall,
  type Step,
} from '#domain/announcement'
import { chime } from '#domain/voice-clips'
import { assemble } from './assemble.ts'
import { loadClips } from './clip-store.ts'
import { openLoudspeaker } from './loudspeaker.ts'
import { sayWithSystem } from './system-voice.ts'

export type CallToSay = Pick<ShownCall, 'callId' | 'number' | 'roomLabel' | 'recall'>

/** A recording that is not there, a system that has no voice after all, a call that waited too long. */
export type VoiceTrouble =
  | { kind: 'clip'; name: string }
  | { kind: 'system-voice' }
  | { kind: 'late'; callId: number }

export type AnnouncerHooks = {
  /** Minutes since midnight on the facility's wall, for the quiet hours. */
  minuteOfDay: () => number
  onState: (state: SoundState) => void
  /** True from the first chime until nothing more waits: other sound steps back. */
  onDuck: (speaking: boolean) => void
  /** The call that is being said, from its chime on; null when none is. */
  onSpeaking: (callId: number | null) => void
  /** Every word was heard to the end; nothing less may confirm a call as spoken. */
  onSpoken: (callId: number) => void
  onTrouble: (trouble: VoiceTrouble) => void
}

export type Announcer = {
  /** Once for each call. Unless the state is `on` it is neither said nor remembered, and may be offered again. */
  announce: (call: CallToSay) => void
  configure: (settings: VoiceSettings) => void
  /** On every touch and key: browsers let a page be heard only after one. */
  wake: () => void
  /** Drops what waits; what is being said is finished. The dropped calls may be offered again. */
  clear: () => void
}

/** Whoever was called that long ago has long been looked for on the screen. */
const TOO_LATE_MS = 90_000
const REMEMBERED_CALLS = 500

/** The voice of a waiting room: calls of all rooms in the order of their coming, one at a time. */
export function createAnnouncer(initial: VoiceSettings, hooks: AnnouncerHooks): Announcer {
  const speaker = openLoudspeaker(refresh)
  const clips = speaker && loadClips(speaker.context)
  const known = new Set<number>()
  let settings = initial
  let state: SoundState | null = null
  let queue: { call: CallToSay; since: number }[] = []
  let speaking = false
  let systemFailed = false

  function judge(): SoundState {
    if (settings.volume === 0) return 'off'
    if (!speaker) return 'unavailable'
    if (speaker.context.state !== 'running') return 'needs-touch'
    return isQuietAt(hooks.minuteOfDay(), settings.quiet) ? 'quiet' : 'on'
  }

  function refresh(): void {
    const next = judge()
    if (next === state) return
    state = next
    if (next !== 'on') clear()
    hooks.onState(next)
    if (next !== 'needs-touch') return
    // Half an announcement must not go on when the screen wakes hours later; one touched before may wake by itself.
    speaker?.cut()
    wake()
  }

  function announce(call: CallToSay): void {
    if (state !== 'on' || known.has(call.callId)) return
    known.add(call.callId)
    for (const callId of known) if (known.size > REMEMBERED_CALLS) known.delete(callId)
    queue.push({ call, since: Date.now() })
    if (!speaking) void speakAll()
  }

  async function speakAll(): Promise<void> {
    speaking = true
    hooks.onDuck(true)
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { call, since } = next
      if (Date.now() - since > TOO_LATE_MS) hooks.onTrouble({ kind: 'late', callId: call.callId })
      else {
        hooks.onSpeaking(call.callId)
        if (await say({ ...call, style: settings.style })) hooks.onSpoken(call.callId)
      }
    }
    speaking = false
    hooks.onSpeaking(null)
    hooks.onDuck(false)
  }

  async function say(call: SpokenCall): Promise<boolean> {
    const { times, volume, source } = settings
    if (source === 'clips' || systemFailed) return play(composeAnnouncement(call, times))
    if (!(await play([composeChime()]))) return false
    const text = new Array<string>(times).fill(readingText(call)).join(' ')
    const saying = await sayWithSystem(text, volume / 100)
    if (saying === 'said' || saying === 'cut') return saying === 'said'
    // A voice that did not begin once would delay every call; one that is not there may still be loading.
    systemFailed = saying === 'silent'
    hooks.onTrouble({ kind: 'system-voice' })
    return play(composeReadings(call, times))
  }

  /** A missing recording is passed over: the rest still tells people to look up. */
  async function play(steps: Step[]): Promise<boolean> {
    if (!speaker || !clips) return false
    await clips.ready
    const { buffer, missing } = assemble(speaker.context, steps, clips)
    for (const name of missing) hooks.onTrouble({ kind: 'clip', name })
    const whole = await speaker.play(buffer)
    return whole && missing.every((name) => name === chime)
  }

  function configure(next: VoiceSettings): void {
    if (next.source !== settings.source) systemFailed = false
    settings = next
    speaker?.setVolume(next.volume)
    refresh()
  }

  function clear(): void {
    for (const { call } of queue) known.delete(call.callId)
    queue = []
  }

  function wake(): void {
    void speaker?.context.resume()
  }

  speaker?.setVolume(initial.volume)
  wake()
  setInterval(refresh, 1000)
  return { announce, configure, wake, clear }
}

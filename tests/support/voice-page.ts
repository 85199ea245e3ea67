import type { SoundState } from '#contract/hub/device'
import type { VoiceSettings } from '#contract/hub/settings'
import {
  type Announcer,
  type CallToSay,
  createAnnouncer,
  type VoiceTrouble,
} from '#ui/display/voice/announcer.ts'

/** The announcer of this page, what it has reported, and what has reached its loudspeaker. */
export type VoicePage = {
  announcer: Announcer
  say: (...calls: CallToSay[]) => void
  minuteOfDay: number
  states: SoundState[]
  ducked: boolean[]
  saying: (number | null)[]
  speaking: (number | null)[]
  spoken: number[]
  troubles: VoiceTrouble[]
  /** Samples as base64 of 32-bit floats, from the first sound on. */
  recording: () => { rate: number; samples: string }
  /** A file of the hub as any other program would decode it at the loudspeaker's rate. */
  decode: (name: string) => Promise<string>
}

declare global {
  interface Window {
    voice: VoicePage
  }
}

/** Runs beside the loudspeaker on the browser's audio thread, and hands over every block that is not silent. */
const tapModule = `registerProcessor('tap', class extends AudioWorkletProcessor {
  process([[samples]]) {
    if (samples && samples.some((sample) => sample !== 0)) this.port.postMessage({ frame: currentFrame, samples })
    return true
  }
})`

const blocks: { frame: number; samples: Float32Array }[] = []
let rate = 0

async function tap(node: AudioNode): Promise<void> {
  const { context } = node
  rate = context.sampleRate
  await context.audioWorklet.addModule(
    URL.createObjectURL(new Blob([tapModule], { type: 'text/javascript' })),
  )
  const listener = new AudioWorkletNode(context, 'tap')
  listener.port.onmessage = ({ data }) => blocks.push(data)
  connect.call(node, listener)
  connect.call(listener, context.destination)
  document.body.dataset.tapped = 'yes'
}

// Whatever a page connects to the loudspeaker is also heard here; the product knows nothing of it.
const { connect } = AudioNode.prototype as { connect: (this: AudioNode, to: AudioNode) => AudioNode }
AudioNode.prototype.connect = function (this: AudioNode, to: AudioNode) {
  if (to instanceof AudioDestinationNode) void tap(this)
  return connect.call(this, to)
} as AudioNode['connect']

function recording(): { rate: number; samples: string } {
  const [first, last] = [blocks[0], blocks[blocks.length - 1]]
  if (!first || !last) return { rate, samples: '' }
  const samples = new Float32Array(last.frame + last.samples.length - first.frame)
  for (const block of blocks) samples.set(block.samples, block.frame - first.frame)
  return { rate, samples: encode(samples) }
}

async function decode(name: string): Promise<string> {
  const answer = await fetch(`/voice/${name}.wav`)
  const decoded = await new OfflineAudioContext(1, 1, rate).decodeAudioData(await answer.arrayBuffer())
  return encode(decoded.getChannelData(0))
}

function encode(samples: Float32Array): string {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

// The page starts by itself: what a test driver starts counts for the browser as a person's touch.
const settings: VoiceSettings = JSON.parse(new URLSearchParams(location.search).get('settings') ?? '')
const voice: VoicePage = {
  announcer: createAnnouncer(settings, {
    minuteOfDay: () => voice.minuteOfDay,
    onState: (state) => {
      voice.states.push(state)
      // Seen by a test that has not touched the page in any way.
      console.log(state)
    },
    onDuck: (speaking) => voice.ducked.push(speaking),
    onSpeaking: (callId) => voice.saying.push(callId),
    onSpoken: (callId) => voice.spoken.push(callId),
    onTrouble: (trouble) => voice.troubles.push(trouble),
  }),
  say: (...calls) => {
    for (const call of calls) voice.announcer.announce(call)
  },
  minuteOfDay: 600,
  states: [],
  ducked: [],
  saying: [],
  speaking: [],
  spoken: [],
  troubles: [],
  recording,
  decode,
}
window.voice = voice
addEventListener('pointerdown', voice.announcer.wake)

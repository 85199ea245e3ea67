/** The page's one way to be heard. */
export type Loudspeaker = {
  context: AudioContext
  /** True when it was played to its end; false when it was cut off. */
  play: (buffer: AudioBuffer) => Promise<boolean>
  cut: () => void
  /** Per cent. */
  setVolume: (volume: number) => void
}

/** A sound device that disappears (a television's cable) may never report the end. */
const GRACE_MS = 5000

/** Null where the browser has no Web Audio. `onChange` when it falls silent or wakes. */
export function openLoudspeaker(onChange: () => void): Loudspeaker | null {
  if (!('AudioContext' in window)) return null
  const context = new AudioContext({ latencyHint: 'playback' })
  const gain = context.createGain()
  gain.connect(context.destination)
  context.onstatechange = onChange
  let cutOff: (() => void) | null = null

  function play(buffer: AudioBuffer): Promise<boolean> {
    return new Promise((resolve) => {
      const source = context.createBufferSource()
      const limit = setTimeout(() => end(false), buffer.duration * 1000 + GRACE_MS)
      function end(whole: boolean): void {
        clearTimeout(limit)
        cutOff = null
        source.onended = null
        source.stop()
        source.disconnect()
        resolve(whole)
      }
      cutOff = () => end(false)
      source.buffer = buffer
      source.onended = () => end(true)
      source.connect(gain)
      source.start()
    })
  }

  return {
    context,
    play,
    cut: () => cutOff?.(),
    setVolume: (volume) => {
      gain.gain.value = volume / 100
    },
  }
}

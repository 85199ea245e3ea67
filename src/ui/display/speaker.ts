import type { SoundState, VoiceTrouble } from '#contract/hub/device'
import type { Board, ShownCall } from '#contract/hub/display'
import { type Announcer, createAnnouncer } from './voice/announcer.ts'
import { createVoiceLine } from './voice-line.ts'
import type { WallClock } from './wall-clock.ts'

const MEMORY = 'loket-spoken'
const REMEMBERED = 60

/** Whether this screen could be heard now, and what last went wrong with its voice. */
export type Sound = { state: SoundState; trouble: VoiceTrouble | null }

export type SpeakerHooks = {
  onSound: () => void
  /** The call of one of this screen's rooms that is being said; null when none is. */
  onSpeaking: (call: ShownCall | null) => void
  /** From the first chime until nothing more waits. */
  onDuck: (speaking: boolean) => void
  onSpoken: (callId: number) => void
}

export type Speaker = {
  follow: (board: Board) => void
  /** Whether the hub is heard. While it is silent another screen may have the voice: whoever waits goes on waiting. */
  setHeard: (heard: boolean) => void
  wake: () => void
  /** Null until the hub has said how this screen is to speak. */
  sound: () => Sound | null
}

/** The voice of this screen: one call after the other, while the hub says that it speaks for its waiting area. */
export function createSpeaker(wall: WallClock, hooks: SpeakerHooks): Speaker {
  const spoken = recallSpoken()
  const line = createVoiceLine(spoken)
  let announcer: Announcer | null = null
  let board: Board | null = null
  let sound: Sound | null = null
  let heard = true
  let saying: ShownCall | null = null

  function open({ voice }: Board): Announcer {
    return createAnnouncer(voice, {
      minuteOfDay: () => wall.read()?.minute ?? 0,
      onState: (state) => {
        sound = { state, trouble: sound?.trouble ?? null }
        hooks.onSound()
        offer()
      },
      onSpeaking: (callId) => hooks.onSpeaking(callId === null ? null : ownCall()),
      onSpoken: (callId) => {
        keepSpoken(spoken.add(callId))
        // A voice that the system does not have is missed all the same when the recordings have stood in.
        if (sound?.trouble !== 'system-voice') setTrouble(null)
        hooks.onSpoken(callId)
        saying = null
        sayNext()
      },
      onDuck: (speaking) => {
        hooks.onDuck(speaking)
        if (speaking) return
        saying = null
        sayNext()
      },
      onTrouble: ({ kind }) => setTrouble(kind),
    })
  }

  function setTrouble(trouble: VoiceTrouble | null): void {
    if (!sound || sound.trouble === trouble) return
    sound = { ...sound, trouble }
    hooks.onSound()
  }

  function follow(next: Board): void {
    board = next
    if (next.voice.source === 'clips' && sound?.trouble === 'system-voice') setTrouble(null)
    if (announcer) announcer.configure(next.voice)
    else announcer = open(next)
    offer()
  }

  function offer(): void {
    if (!board?.speaks || sound?.state !== 'on') return
    line.follow(board.toSpeak, wall.now())
    sayNext()
  }

  /** This screen may be the voice of rooms that others show. */
  function ownCall(): ShownCall | null {
    return board?.rooms.some(({ label }) => label === saying?.roomLabel) ? saying : null
  }

  /** One at a time, so that whatever waits can still be taken back, or go on waiting. */
  function sayNext(): void {
    if (saying || !heard || !announcer || !board?.speaks || sound?.state !== 'on') return
    saying = line.takeNext(wall.now(), () => setTrouble('late'))
    if (saying) announcer.announce(saying)
  }

  function setHeard(next: boolean): void {
    heard = next
    sayNext()
  }

  return { follow, setHeard, wake: () => announcer?.wake(), sound: () => sound }
}

/** Outlives a reload of this page, so that nobody is called twice by it. */
function recallSpoken(): Set<number> {
  try {
    return new Set<number>(JSON.parse(sessionStorage.getItem(MEMORY) ?? '[]'))
  } catch {
    return new Set()
  }
}

function keepSpoken(spoken: Set<number>): void {
  for (const callId of spoken) if (spoken.size > REMEMBERED) spoken.delete(callId)
  try {
    sessionStorage.setItem(MEMORY, JSON.stringify([...spoken]))
  } catch {
    // A browser that keeps nothing for a page still speaks each call once.
  }
}

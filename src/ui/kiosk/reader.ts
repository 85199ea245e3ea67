import type { Language } from './words.ts'

/** Reads a page aloud with the voice of this machine's system; nothing is sent anywhere. */
export type Reader = {
  /** A system without a voice of this language stays silent, and offers no button. */
  speaks: (language: Language) => boolean
  read: (text: string, language: Language) => void
  hush: () => void
}

/** Older systems still call Indonesian by its first code. */
const prefixes: Record<Language, RegExp> = { id: /^(id|in)\b/i, en: /^en\b/i }

/** `onVoices`: voices arrive late, and may come or go. */
export function createReader(onVoices: () => void): Reader {
  const synth = 'speechSynthesis' in window ? window.speechSynthesis : null
  synth?.addEventListener('voiceschanged', onVoices)

  // A voice that lives on the internet would fall silent with it (issue: offline).
  const voiceOf = (language: Language) =>
    synth?.getVoices().find(({ lang, localService }) => localService && prefixes[language].test(lang))

  function read(text: string, language: Language): void {
    const voice = voiceOf(language)
    if (!synth || !voice) return
    synth.cancel()
    const speech = new SpeechSynthesisUtterance(spellNumbers(text))
    speech.voice = voice
    speech.lang = voice.lang
    speech.rate = 0.9
    synth.speak(speech)
  }

  return { speaks: (language) => voiceOf(language) !== undefined, read, hush: () => synth?.cancel() }
}

/** «D-012» as D, 0 1 2: neither a minus nor twelve. */
function spellNumbers(text: string): string {
  return text.replace(/\b([A-Z])-(\d)(\d)(\d)\b/g, '$1, $2 $3 $4')
}

/** `absent`: no Indonesian voice here. `silent`: there is one, but it does not begin. `cut`: it broke off. */
export type Saying = 'said' | 'absent' | 'silent' | 'cut'

const STARTS_WITHIN_MS = 2000
const ENDS_WITHIN_MS = 30_000

/** Has the system itself say it. Only a voice that is installed: one from the internet falls silent with it. */
export function sayWithSystem(text: string, volume: number): Promise<Saying> {
  const voice = window.speechSynthesis
    ?.getVoices()
    .find(({ lang, localService }) => localService && /^id\b/i.test(lang))
  if (!voice) return Promise.resolve('absent')
  const utterance = new SpeechSynthesisUtterance(text)
  utterance.voice = voice
  utterance.lang = voice.lang
  utterance.rate = 0.9
  utterance.volume = volume
  return new Promise((resolve) => {
    let began = false
    let limit = setTimeout(giveUp, STARTS_WITHIN_MS)

    function settle(saying: Saying): void {
      clearTimeout(limit)
      utterance.onstart = utterance.onend = utterance.onerror = null
      resolve(saying)
    }

    /** Some engines neither begin nor end, and say nothing of it. */
    function giveUp(): void {
      settle(began ? 'cut' : 'silent')
      speechSynthesis.cancel()
    }

    utterance.onstart = () => {
      began = true
      clearTimeout(limit)
      limit = setTimeout(giveUp, ENDS_WITHIN_MS)
    }
    utterance.onend = () => settle('said')
    utterance.onerror = () => settle(began ? 'cut' : 'silent')
    speechSynthesis.speak(utterance)
  })
}

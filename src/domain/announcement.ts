import { chime, clips, findLabelClip, nameDigit, nameLetter, nameNumber } from './voice-clips.ts'

/** «nol satu dua» or «dua belas». */
export const spokenNumbers = ['digits', 'words'] as const
export type SpokenNumbers = (typeof spokenNumbers)[number]

/** What a loudspeaker may say of a call: the number as printed (`A-012`) and the room's neutral label. */
export type SpokenCall = { number: string; roomLabel: string; recall: boolean; style: SpokenNumbers }

/** One recording and the silence after it, in milliseconds. */
export type Step = { clip: string; pause: number }

/** Facility wall clock, minutes since midnight; `from` after `until` is a night. */
export type QuietHours = { from: number; until: number }

const BETWEEN_WORDS = 40
const BETWEEN_DIGITS = 90
const AFTER_PHRASE = 250
const BEFORE_DIRECTION = 350
const BETWEEN_READINGS = 900
const BETWEEN_ANNOUNCEMENTS = 700

/**
 * The whole announcement: one chime, then the reading, `times` over. A second chime would sound like the next call to
 * people who wait for one. The silence at the end keeps the announcements of two rooms apart.
 */
export function composeAnnouncement(call: SpokenCall, times: 1 | 2): Step[] {
  return [composeChime(), ...composeReadings(call, times)]
}

/** What comes before every reading, also before that of a system's own voice. */
export function composeChime(): Step {
  return { clip: chime, pause: AFTER_PHRASE }
}

export function composeReadings(call: SpokenCall, times: 1 | 2): Step[] {
  const reading = composeReading(call)
  const again = times === 2 ? endWith(reading, BETWEEN_READINGS) : []
  return [...again, ...endWith(reading, BETWEEN_ANNOUNCEMENTS)]
}

/** «Nomor antrean, A, nol satu dua, silakan menuju Ruang Ibu dan Anak», once. */
function composeReading({ number, roomLabel, recall, style }: SpokenCall): Step[] {
  return [
    ...(recall ? [{ clip: 'panggilan-ulang', pause: BEFORE_DIRECTION }] : []),
    { clip: 'nomor-antrean', pause: AFTER_PHRASE },
    ...readNumber(number, style),
    { clip: recall ? 'silakan-segera-menuju' : 'silakan-menuju', pause: BETWEEN_WORDS },
    ...readLabel(roomLabel).flatMap(({ clips }) => say(clips, BETWEEN_WORDS, BETWEEN_WORDS)),
  ]
}

/** The same reading as text, for a voice that can say any word. */
export function readingText({ number, roomLabel, recall, style }: SpokenCall): string {
  const spoken = readNumber(number, style).map(
    ({ clip, pause }) => texts.get(clip) + (pause < AFTER_PHRASE ? '' : ','),
  )
  const label = roomLabel.replace(/\s*&\s*/g, ' dan ')
  const opening = recall ? 'Panggilan ulang. Nomor antrean,' : 'Nomor antrean,'
  return `${opening} ${spoken.join(' ')} silakan ${recall ? 'segera ' : ''}menuju ${label}.`
}

/**
 * The words of a label for which there is no recording, as written; they are spelled letter by letter. Initials (KB,
 * CKG, KIA) and single letters are meant to be spelled and not named here.
 */
export function wordsToSpell(label: string): string[] {
  const spelled = readLabel(label).flatMap(({ spelled }) => spelled ?? [])
  return [...new Set(spelled.filter((word) => !isInitials(word)))]
}

export function isQuietAt(minute: number, quiet: QuietHours | null): boolean {
  if (!quiet) return false
  const { from, until } = quiet
  return from <= until ? from <= minute && minute < until : minute >= from || minute < until
}

const texts = new Map(clips.map(({ name, text }) => [name, text]))

/** Everything on the ticket is said, in its order; what is neither letter nor digit only separates. */
function readNumber(number: string, style: SpokenNumbers): Step[] {
  const steps = (number.match(/[A-Za-z]+|\d+/g) ?? []).flatMap((part) => {
    if (!/\d/.test(part)) return say([...part].map(nameLetter), BETWEEN_DIGITS, AFTER_PHRASE)
    return style === 'words' && Number(part) <= 999
      ? say(nameNumber(Number(part)), BETWEEN_WORDS, AFTER_PHRASE)
      : say([...part].map(nameDigit), BETWEEN_DIGITS, AFTER_PHRASE)
  })
  return endWith(steps, BEFORE_DIRECTION)
}

type LabelPart = { clips: string[]; spelled?: string }

const shortForms: Record<string, string> = {
  '&': 'dan',
  '+': 'dan',
  lt: 'lantai',
  lab: 'laboratorium',
  no: 'nomor',
}

function readLabel(label: string): LabelPart[] {
  const plain = label.normalize('NFD').replace(/\p{M}/gu, '').replace(/^R\./i, 'Ruang ')
  const written = plain.match(/[a-z]+|\d+|[&+]/gi) ?? []
  const words = written.map((word) => shortForms[word.toLowerCase()] ?? word.toLowerCase())
  const parts: LabelPart[] = []
  for (let at = 0; at < words.length; ) {
    const found = findLabelClip(words.slice(at))
    parts.push(found ? { clips: [found.name] } : readUnknown(written[at] ?? '', words[at - 1]))
    at += found?.words ?? 1
  }
  return parts
}

/** A number is said as one up to 999 («Ruang 12», «Klaster III»), longer ones and «05» digit by digit. */
function readUnknown(word: string, before: string | undefined): LabelPart {
  if (/^(0|[1-9]\d{0,2})$/.test(word)) return { clips: nameNumber(Number(word)) }
  if (/^\d/.test(word)) return { clips: [...word].map(nameDigit) }
  const roman = romanNumerals.indexOf(word) + 1
  if (roman > 0 && (word.length > 1 || before === 'klaster')) return { clips: nameNumber(roman) }
  return { clips: [...word].map(nameLetter), spelled: word }
}

/** One letter alone is a letter («Ruang V»), but for a cluster, which the ministry also numbers in Roman numerals. */
const romanNumerals = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X']
const sayableInitials = ['KIA', 'UGD', 'IGD', 'USG', 'UKM', 'UKP', 'KIE']

function isInitials(word: string): boolean {
  return word.length === 1 || !/[aiueo]/i.test(word) || sayableInitials.includes(word.toUpperCase())
}

function say(names: string[], between: number, after: number): Step[] {
  return endWith(
    names.map((clip) => ({ clip, pause: between })),
    after,
  )
}

function endWith(steps: Step[], pause: number): Step[] {
  return steps.map((step, at) => (at === steps.length - 1 ? { ...step, pause } : step))
}

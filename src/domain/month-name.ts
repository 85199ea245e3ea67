/** January first: full and short, in Indonesian as clerks and systems spell it, and in English. */
const spellings = [
  'jan(?:uari|uary)?',
  '[fp]eb(?:ruari|ruary|uari)?',
  'mar(?:et|ch)?|mrt',
  'apr(?:il)?',
  'mei|may',
  'jun[ie]?',
  'jul[iy]?',
  'agu(?:st|stus)?|ag[st]|aug(?:ust)?',
  'sept?(?:ember)?',
  'o[kc]t(?:ober)?',
  'no[vp](?:ember)?',
  'de[sc](?:ember)?',
]
const patterns = spellings.map((spelling) => new RegExp(`^(?:${spelling})$`, 'i'))
const anyMonth = `(${spellings.join('|')})`
const day = new RegExp(`(?<!\\S)(\\d{1,2})[\\s./-]*${anyMonth}[\\s./-]*(\\d{4}|\\d{2})(?!\\S)`, 'i')
const month = new RegExp(`^${anyMonth}[\\s./-]*(\\d{4})$`, 'i')

/** 1 to 12; undefined for what is no month. */
export function monthOf(word: string): number | undefined {
  const at = patterns.findIndex((pattern) => pattern.test(word))
  return at === -1 ? undefined : at + 1
}

/** «2 Maret 1959» → «2-3-1959», wherever it stands in a text; the text as it is where there is no such day. */
export function dayInDigits(text: string): string {
  return text.replace(
    day,
    (_all, date: string, name: string, year: string) => `${date}-${monthOf(name)}-${year}`,
  )
}

/** «Maret 1959» → «3-1959». */
export function monthInDigits(text: string): string {
  return text.replace(month, (_all, name: string, year: string) => `${monthOf(name)}-${year}`)
}

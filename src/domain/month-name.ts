/** Indonesian and English month names and their usual short forms, by their first three letters. */
const months: Record<string, number> = {
  jan: 1,
  feb: 2,
  peb: 2,
  mar: 3,
  mrt: 3,
  apr: 4,
  mei: 5,
  may: 5,
  jun: 6,
  jul: 7,
  agu: 8,
  agt: 8,
  ags: 8,
  aug: 8,
  sep: 9,
  okt: 10,
  oct: 10,
  nov: 11,
  nop: 11,
  des: 12,
  dec: 12,
}

/** By its beginning, however it goes on; undefined for what is no month. */
export function monthOf(name: string): number | undefined {
  return months[name.slice(0, 3).toLowerCase()]
}

const written =
  '(jan(?:uari)?|[fp]eb(?:ruari)?|mar(?:et)?|mrt|apr(?:il)?|mei|juni?|juli?|agustus|ag[ust]|sept?(?:ember)?|okt(?:ober)?|no[vp](?:ember)?|des(?:ember)?)'
const day = new RegExp(`(?<!\\S)(\\d{1,2})[\\s-]+${written}[\\s.-]+(\\d{4}|\\d{2})(?!\\S)`, 'i')
const month = new RegExp(`^${written}[\\s.-]+(\\d{4})$`, 'i')

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

/** The values of FHIR R4 that have no parts, https://hl7.org/fhir/R4/datatypes.html#primitive. */

const hourMs = 3_600_000
const year = '(?!0000)\\d{4}'
const month = '(?:0[1-9]|1[0-2])'
const day = '(?:0[1-9]|[12]\\d|3[01])'
const time = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?'
const zone = '(?:Z|[+-](?:(?:0\\d|1[0-3]):[0-5]\\d|14:00))'

const patterns = {
  base64Binary: /^[\sA-Za-z0-9+/=]+$/,
  canonical: /^\S+$/,
  code: /^\S+(?: \S+)*$/,
  date: new RegExp(`^${year}(?:-${month}(?:-${day})?)?$`),
  dateTime: new RegExp(`^${year}(?:-${month}(?:-${day}(?:T${time}${zone})?)?)?$`),
  id: /^[A-Za-z0-9.-]{1,64}$/,
  instant: new RegExp(`^${year}-${month}-${day}T${time}${zone}$`),
  markdown: /./s,
  oid: /^urn:oid:[0-2](?:\.(?:0|[1-9]\d*))+$/,
  string: /./s,
  time: new RegExp(`^${time}$`),
  uri: /^\S+$/,
  url: /^\S+$/,
  uuid: /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  xhtml: /^\s*<div[\s>]/,
}
const lowest = { integer: -(2 ** 31), unsignedInt: 0, positiveInt: 1 }
const dated = ['date', 'dateTime', 'instant']

export function isPrimitiveName(type: string): boolean {
  return type in patterns || type in lowest || type === 'boolean' || type === 'decimal'
}

/** `type` as R4 names it. Dates must be in the calendar. */
export function isPrimitive(value: unknown, type: string): boolean {
  if (type === 'boolean') return typeof value === 'boolean'
  if (type === 'decimal') return typeof value === 'number'
  if (type in lowest) {
    const least = lowest[type as keyof typeof lowest]
    return typeof value === 'number' && Number.isInteger(value) && value >= least && value < 2 ** 31
  }
  const fits = typeof value === 'string' && patterns[type as keyof typeof patterns].test(value)
  return fits && (!dated.includes(type) || isInCalendar(value))
}

function isInCalendar(text: string): boolean {
  const day = text.slice(0, 10)
  // Every month has 28 days; a year or a month alone has none to look at.
  return Number(day.slice(8)) <= 28 || new Date(day).toISOString().startsWith(day)
}

/** The first moment, in ms, that a dateTime can mean: one without a time begins first where the clocks are furthest ahead. */
export function earliest(dateTime: string): number {
  return dateTime.includes('T') ? Date.parse(dateTime) : Date.parse(dateTime) - 14 * hourMs
}

/** The last one; of a year or a month its end, where the clocks are furthest behind. */
export function latest(dateTime: string): number {
  if (dateTime.includes('T')) return Date.parse(dateTime)
  const [year = 0, month = 12, day] = dateTime.split('-').map(Number)
  return (day === undefined ? Date.UTC(year, month) : Date.UTC(year, month - 1, day + 1)) + 12 * hourMs
}

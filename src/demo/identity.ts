import type { LocalDate } from '#domain/local-date'
import type { Nik } from '#domain/nik'
import type { Sex } from '#domain/sex'
import type { Random } from './random.ts'

/** Real serials are small, so these can be nobody's; a million people need some 40 a day and sex. */
const firstSerial = 6000
const serialsADay = 4000

/** Numbers as long and as shaped as real ones, each given once. */
export type Issuer = {
  /** NIK: district of first registration, DDMMYY (women DD + 40), serial. */
  nik: (district: string, birth: LocalDate, sex: Sex) => Nik
  /** Family card: district, day of issue, serial. */
  familyCard: (district: string, issued: LocalDate) => string
  /** JKN card, 13 digits; real ones do not begin with 0009. */
  card: () => string
  /** Mobile numbers of the prefixes 0840 and 0860, which no operator has. */
  phone: () => string
}

export function createIssuer(random: Random): Issuer {
  const serials = new Map<string, Uint16Array>()
  let cards = random.int(0, 999_999)
  let families = 0
  return {
    nik: (district, birth, sex) => {
      const [year, month, day] = [birth.slice(2, 4), birth.slice(5, 7), birth.slice(8)].map(Number) as [
        number,
        number,
        number,
      ]
      const taken = serials.get(district) ?? new Uint16Array(100 * 12 * 31 * 2)
      serials.set(district, taken)
      const place = ((year * 12 + month - 1) * 31 + day - 1) * 2 + (sex === 'P' ? 1 : 0)
      const serial = firstSerial + ((place * 37 + (taken[place] ?? 0)) % serialsADay)
      taken[place] = (taken[place] ?? 0) + 1
      const dayOfSex = String(sex === 'P' ? day + 40 : day).padStart(2, '0')
      return `${district}${dayOfSex}${birth.slice(5, 7)}${birth.slice(2, 4)}${serial}` as Nik
    },
    familyCard: (district, issued) => {
      families += 1
      const [year, month, day] = issued.split('-')
      return `${district}${day}${month}${year?.slice(2)}${firstSerial + (families % serialsADay)}`
    },
    card: () => {
      cards += 1
      // A step without a common factor with 10^9 visits every number before repeating one.
      return `0009${String((cards * 387_420_489) % 1_000_000_000).padStart(9, '0')}`
    },
    phone: () => `${random.pick(['0840', '0860'])}${String(random.int(0, 99_999_999)).padStart(8, '0')}`,
  }
}

/** A UUIDv7 of that day, made of the seed's chance instead of the machine's. */
export function inventId(random: Random, msSince1970: number): string {
  const time = msSince1970.toString(16).padStart(12, '0')
  const chance = Array.from({ length: 5 }, () => random.int(0, 0xffff).toString(16).padStart(4, '0')).join('')
  const variant = '89ab'.charAt(random.int(0, 3))
  return `${time.slice(0, 8)}-${time.slice(8)}-7${chance.slice(0, 3)}-${variant}${chance.slice(3, 6)}-${chance.slice(6, 18)}`
}

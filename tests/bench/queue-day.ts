import { createRandom, type Random } from '#demo/random'

/** A Monday as a busy Puskesmas has it: who comes when, for what, and how long each station takes for them. Minutes. */
export type Place =
  | 'loket'
  | 'dewasa'
  | 'lansia'
  | 'anak'
  | 'ibu'
  | 'gigi'
  | 'laboratorium'
  | 'kasir'
  | 'farmasi'

/** People who serve there, and how long one stay takes. */
export const places: Record<Place, { staff: number; mean: number }> = {
  loket: { staff: 5, mean: 2.6 },
  dewasa: { staff: 4, mean: 6 },
  lansia: { staff: 2, mean: 6 },
  anak: { staff: 2, mean: 6 },
  ibu: { staff: 2, mean: 10 },
  gigi: { staff: 1, mean: 11 },
  laboratorium: { staff: 2, mean: 5 },
  kasir: { staff: 1, mean: 1.5 },
  farmasi: { staff: 3, mean: 2 },
}

export type Patient = {
  name: string
  birthYear: number
  sex: 'L' | 'P'
  pregnant: boolean
  /** As it would be pressed at the kiosk. */
  priority: 'lansia' | 'ibu_hamil' | 'balita' | null
  /** Minutes after midnight. */
  comesAt: number
  bookedAt: number | null
  first: Place
  laboratory: boolean
  pays: boolean
  medicine: boolean
  /** Does not answer the first call; back after so many minutes, or never (null). */
  misses: { backAfter: number | null } | null
}

export const opens = 7 * 60 + 30

export function inventDay(count: number): { patients: Patient[]; random: Random } {
  const random = createRandom('bench/monday')
  const patients = Array.from({ length: count }, (_, index) => inventPatient(random, index))
  return { patients, random }
}

/** Minutes of one stay: lognormal, most short and some very long. */
export function inventStay(random: Random, place: Place): number {
  const { mean } = places[place]
  const spread = 0.6
  return mean * Math.exp(spread * inventNormal(random) - spread ** 2 / 2)
}

function inventNormal({ unit }: Random): number {
  return Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit())
}

const firstPlaces = { dewasa: 42, lansia: 17, anak: 17, ibu: 9, gigi: 5, farmasi: 10 } as const

function inventPatient(random: Random, index: number): Patient {
  const first = random.weigh(firstPlaces)
  const pregnant = first === 'ibu' && random.chance(0.8)
  const birthYear = inventBirthYear(random, first)
  const comesAt = inventArrival(random)
  const isBooked = first !== 'farmasi' && comesAt > opens + 30 && random.chance(0.12)
  const old = birthYear <= 1966
  return {
    name: `Warga ${letters(index)}`,
    birthYear,
    sex: first === 'ibu' ? 'P' : random.pick(['L', 'P'] as const),
    pregnant,
    priority: old ? 'lansia' : pregnant ? 'ibu_hamil' : birthYear >= 2022 ? 'balita' : null,
    comesAt,
    bookedAt: isBooked ? Math.round(comesAt + random.int(10, 40)) : null,
    first,
    laboratory: ['dewasa', 'lansia', 'ibu'].includes(first) && random.chance(0.25),
    pays: random.chance(0.25),
    medicine: first === 'farmasi' || random.chance(0.8),
    misses: random.chance(0.05) ? { backAfter: random.chance(0.7) ? random.int(4, 12) : null } : null,
  }
}

function inventBirthYear(random: Random, first: keyof typeof firstPlaces): number {
  if (first === 'lansia') return random.int(1940, 1966)
  if (first === 'anak') return random.int(2010, 2025)
  if (first === 'ibu') return random.int(1988, 2004)
  return random.int(1955, 2004)
}

/** The doors open at 07:00 to a crowd; half of the day comes before nine. */
const hours = { '6:50-7:30': 18, '7:30-8:15': 27, '8:15-9:00': 21, '9:00-10:00': 20, '10:00-11:30': 14 }

function inventArrival(random: Random): number {
  const [from, until] = random
    .weigh(hours)
    .split('-')
    .map((clock) => {
      const [hour, minute] = clock.split(':').map(Number)
      return (hour ?? 0) * 60 + (minute ?? 0)
    })
  return (from ?? 0) + random.unit() * ((until ?? 0) - (from ?? 0))
}

/** Names hold no digits. */
function letters(index: number): string {
  return [...String(index).padStart(3, '0')].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('')
}

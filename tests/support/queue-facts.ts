/** The rooms of the house that the queue is tested in, by name. */
export const rooms = {
  'Loket Pendaftaran': { series: 'D', ratio: 2, counter: true },
  'Loket 2': { series: 'D', ratio: 1, counter: true },
  'Ruang Dewasa & Lansia': { series: 'C', ratio: 2, counter: false },
  'Ruang Gigi': { series: 'B', ratio: 1, counter: false },
  'Gawat Darurat & Tindakan': { series: 'E', ratio: 2, counter: false },
  Laboratorium: { series: 'D', ratio: 3, counter: false },
} as const
export type RoomName = keyof typeof rooms
export const counters = ['Loket Pendaftaran', 'Loket 2'] as const
export const emergencyRoom = 'Gawat Darurat & Tindakan'
export const sickrooms = ['Ruang Dewasa & Lansia', 'Ruang Gigi', emergencyRoom, 'Laboratorium'] as const
export type Counter = (typeof counters)[number]
export type Sickroom = (typeof sickrooms)[number]

/** Where a page stands: a desk at each counter, a page in each room, and the kiosk. */
export type Station = Counter | Sickroom | 'kiosk'

/** Where a stay is not over yet. */
export const open = ['waiting', 'called', 'serving', 'skipped']

/** At a room, of a visit; or at a counter, of a number that was taken there. */
export type Stay = {
  of: 'visit' | 'arrival'
  number: string
  room: RoomName
  state: string
  priority: boolean
  place: number
  due: number | null
  returnsTo: RoomName | null
  timesCalled: number
}
/** Whoever came in an emergency, and nobody knows yet who it is. */
export const stranger = -1
type Visit = { number: string; patient: number; status: string }
type Arrival = { number: string; visit: string | null }
type Booking = { patient: number; room: RoomName | null; due: number; visit: string | null }

/** What is compared: stays in the order in which they began, calls in the order in which they were made. */
export type Facts = {
  /** A new number at registration instead of the one from the kiosk, as the settings say. */
  newNumbers: boolean
  counts: Record<string, number>
  arrivals: Arrival[]
  visits: Visit[]
  stays: Stay[]
  /** Which stay, by its index. */
  calls: { stay: number; recall: boolean }[]
  bookings: Booking[]
}
export type QueueDay = Facts & {
  now: number
  /** Who asked for a number, when, and under which request. */
  taken: { number: string; by: Station; at: number; request: string }[]
  registeredAt: Record<string, number>
  endedAt: Record<number, number>
}

/** Of each stay: when the hub's clock saw it begin, and where it stands now. Only the hub can know. */
export type Clocked = { began: number; place: number }[]

/** A patient of whom every third is old enough to be called first. */
export const isLansia = (patient: number): boolean => patient % 3 === 0

export function emptyDay(now: number): QueueDay {
  const nothing = { arrivals: [], visits: [], stays: [], calls: [], bookings: [], taken: [] }
  return { ...nothing, now, newNumbers: false, counts: {}, registeredAt: {}, endedAt: {} }
}

export function stayAt(day: Facts, index: number): Stay {
  const stay = day.stays[index]
  if (!stay) throw new Error(`there is no stay ${index}`)
  return stay
}

/** What the hub stores of a day; lists that have no order of their own are sorted. */
export function factsOf({ newNumbers, counts, arrivals, visits, stays, calls, bookings }: Facts): Facts {
  const byNumber = (a: { number: string }, b: { number: string }) => a.number.localeCompare(b.number)
  return {
    newNumbers,
    counts: Object.fromEntries(Object.entries(counts).sort()),
    arrivals: arrivals.toSorted(byNumber),
    visits: visits.toSorted(byNumber),
    stays,
    calls,
    bookings: bookings.toSorted((a, b) => a.patient - b.patient || a.due - b.due),
  }
}

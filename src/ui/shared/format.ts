import { type Birth, describeAge } from '#domain/birth'
import type { LocalDate } from '#domain/local-date'

/** 07.42 on the facility's wall. `time` in milliseconds since 1970. */
export function formatClock(time: number, timeZone: string): string {
  const wall = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit', timeZone })
  return wall.format(time)
}

/** 08.31.04, where a second matters. */
export function formatClockSeconds(time: number, timeZone: string): string {
  return new Intl.DateTimeFormat('id-ID', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone,
  }).format(time)
}

/** «14.05»; «1 Nov 14.05» of another day than `now`'s. */
export function formatMoment(time: number, now: number, timeZone: string): string {
  const day = new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'short', timeZone })
  const clock = formatClock(time, timeZone)
  return day.format(time) === day.format(now) ? clock : `${day.format(time)} ${clock}`
}

/** «± 25 mnt», or «< 5 mnt» for hardly any wait. */
export function formatEstimate({ minutes }: { minutes: number }): string {
  return minutes < 5 ? '< 5 mnt' : `± ${minutes} mnt`
}

/** 67 th; «± 67 th» when the birth date is not exact; «umur ?» when it is unknown. */
export function formatAgeOf(birth: Birth | null, today: LocalDate): string {
  return birth ? describeAge(birth, today) : 'umur ?'
}

/** Desa Kayoa · RT 02/RW 01, leaving out what is not known. */
export function formatPlace(place: {
  village: string | null
  rt: string | null
  rw: string | null
}): string | null {
  const [rt, rw] = [place.rt && `RT ${place.rt}`, place.rw && `RW ${place.rw}`]
  const hamlet = [rt, rw].filter(Boolean).join('/')
  return [place.village, hamlet].filter(Boolean).join(' · ') || null
}

/** Kayoa, Kec. Teluk: what a clerk reads; regency and province only made the choice unambiguous. */
export function shortenVillage(label: string | null): string {
  return label?.split(', ').slice(0, 2).join(', ') ?? ''
}

/** Kayoa, out of its whole label. */
export function nameOfVillage(label: string | null): string {
  return label?.split(', ')[0] ?? ''
}

/** 3302 0145 0890 0003: four groups of four can be compared with a card at a glance. */
export function formatNik(nik: string): string {
  return nik.replace(/(.{4})(?=.)/g, '$1 ')
}

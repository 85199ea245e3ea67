import { useSyncExternalStore } from 'react'

/** A part of the dashboard and its name in the address, so that reload, back and bookmarks keep it. */
const names = {
  tonight: 'malam-ini',
  visits: 'kunjungan',
  contacts: 'angka-kontak',
  villages: 'pws-desa',
  people: 'orang-sama',
  facilities: 'puskesmas',
  staff: 'akun',
} as const
export type Section = keyof typeof names

/** `facilityId` narrows to one Puskesmas; `filters` holds what else is chosen, as `rentang=bulan-ini`. */
type Place = { section: Section; facilityId: string | null; filters: URLSearchParams }

export function usePlace(): Place {
  const hash = useSyncExternalStore(watch, () => location.hash)
  const [path = '', filters = ''] = hash.slice(1).split('?')
  const [name, facilityId = null] = path.split('/')
  const section = (Object.keys(names) as Section[]).find((key) => names[key] === name) ?? 'tonight'
  return { section, facilityId, filters: new URLSearchParams(filters) }
}

export function addressOf(
  section: Section,
  facilityId: string | null = null,
  filters = new URLSearchParams(),
): string {
  const chosen = filters.size === 0 ? '' : `?${filters}`
  return `#${names[section]}${facilityId === null ? '' : `/${facilityId}`}${chosen}`
}

/** Goes to a section, as its link does. */
export function open(section: Section): void {
  location.assign(addressOf(section))
  tellMoved()
}

/** Chooses within a section without a step for «back»: a filter is not a page. */
export function choose(section: Section, facilityId: string | null, filters: URLSearchParams): void {
  location.replace(addressOf(section, facilityId, filters))
  tellMoved()
}

const watchers = new Set<() => void>()

/** The address has changed at once, the browser says so a task later: by then the next key may have been pressed. */
function tellMoved(): void {
  for (const notify of watchers) notify()
}

window.addEventListener('hashchange', tellMoved)

function watch(notify: () => void): () => void {
  watchers.add(notify)
  return () => watchers.delete(notify)
}

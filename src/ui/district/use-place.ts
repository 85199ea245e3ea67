import { useSyncExternalStore } from 'react'

/** A part of the dashboard and its name in the address, so that reload, back and bookmarks keep it. */
const names = { tonight: 'malam-ini', visits: 'kunjungan', facilities: 'puskesmas', staff: 'akun' } as const
export type Section = keyof typeof names

/** `facilityId` narrows the visits to one Puskesmas. */
type Place = { section: Section; facilityId: string | null }

export function usePlace(): Place {
  const hash = useSyncExternalStore(watch, () => location.hash)
  const [name, facilityId = null] = hash.slice(1).split('/')
  const section = (Object.keys(names) as Section[]).find((key) => names[key] === name) ?? 'tonight'
  return { section, facilityId }
}

export function addressOf(section: Section, facilityId: string | null = null): string {
  return `#${names[section]}${facilityId === null ? '' : `/${facilityId}`}`
}

function watch(notify: () => void): () => void {
  window.addEventListener('hashchange', notify)
  return () => window.removeEventListener('hashchange', notify)
}

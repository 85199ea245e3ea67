import type { HubInputs } from '#contract/hub/hub'

export type TimeZone = HubInputs['setup']['complete']['timeZone']

export const timeZoneNames: Record<TimeZone, string> = {
  'Asia/Jakarta': 'WIB · Waktu Indonesia Barat',
  'Asia/Makassar': 'WITA · Waktu Indonesia Tengah',
  'Asia/Jayapura': 'WIT · Waktu Indonesia Timur',
}

/** What this PC is set to, where that is an Indonesian zone. */
export function timeZoneOfPc(): TimeZone {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return zone in timeZoneNames ? (zone as TimeZone) : 'Asia/Jakarta'
}

/** By Kemendagri province code (Keppres 41/1987): WITA from Bali to Sulawesi with south, east and north Kalimantan. */
export function timeZoneOfArea(villageCode: string): TimeZone {
  const province = Number(villageCode.slice(0, 2))
  if (province >= 81) return 'Asia/Jayapura'
  const central = (province >= 51 && province <= 53) || (province >= 63 && province <= 76)
  return central ? 'Asia/Makassar' : 'Asia/Jakarta'
}

import type { ClusterCode } from './cluster.ts'
import { type Problem, problem } from './errors.ts'

/** What a room can take on; in a small Puskesmas one room carries many. */
export const roomRoles = [
  'ibu',
  'anak',
  'imunisasi',
  'dewasa',
  'lansia',
  'kb',
  'gigi',
  'gizi',
  'batuk',
  'menular',
  'darurat',
  'tindakan',
  'laboratorium',
  'kasir',
  'farmasi',
  'loket',
  'ckg',
  'surat',
  'rumah',
] as const
export type RoomRole = (typeof roomRoles)[number]

/** `publicLabel` is what a display, a ticket and a loudspeaker may say: it never names a disease. */
export type Room = {
  id: string
  name: string
  publicLabel: string
  cluster: ClusterCode
  series: string
  roles: readonly RoomRole[]
  /** Priority calls for each regular call. */
  ratio: number
  active: boolean
}

/** Two priority calls to one regular call, until a Puskesmas sets its own. */
export const usualRatio = 2
export const highestRatio = 9

/** Where people are called before anybody knows who they are: by the number from the kiosk or the guard. */
export function isCounter({ roles }: Pick<Room, 'roles'>): boolean {
  return roles.includes('loket')
}

/** A room that is nothing but a counter has no place for a visit; one that is also the cashier has. */
export function takesVisits({ roles }: Pick<Room, 'roles'>): boolean {
  return roles.length === 0 || roles.some((role) => role !== 'loket')
}

/** No room at all: the nurse who goes to people's homes, for whom the desk registers those visits. */
export function isAtHome({ roles }: Pick<Room, 'roles'>): boolean {
  return roles.length > 0 && roles.every((role) => role === 'rumah')
}

/** A set of rooms to begin with; setup gives each its id. */
export type RoomPreset = {
  code: string
  name: string
  description: string
  rooms: Omit<Room, 'id' | 'active' | 'ratio'>[]
}

export const roomRoleLabels: Record<RoomRole, string> = {
  ibu: 'ibu',
  anak: 'anak',
  imunisasi: 'imunisasi',
  dewasa: 'dewasa',
  lansia: 'lansia',
  kb: 'KB',
  gigi: 'gigi',
  gizi: 'gizi',
  batuk: 'batuk',
  menular: 'penyakit menular',
  darurat: 'gawat darurat',
  tindakan: 'tindakan',
  laboratorium: 'laboratorium',
  kasir: 'kasir',
  farmasi: 'farmasi',
  loket: 'loket',
  ckg: 'cek kesehatan gratis',
  surat: 'surat sehat',
  rumah: 'khusus kunjungan rumah',
}

/** Everyone who may come needs a place: mothers and children, adults and the old, and whoever is brought in an emergency. */
export function checkRooms(rooms: readonly Pick<Room, 'cluster' | 'roles'>[]): Problem[] {
  const serves = (cluster: ClusterCode) => rooms.some((room) => room.cluster === cluster)
  const missing = [
    ...(serves('k2') ? [] : ['belum ada ruangan untuk klaster Ibu dan Anak']),
    ...(serves('k3') ? [] : ['belum ada ruangan untuk klaster Dewasa dan Lansia']),
    ...(rooms.some(({ roles }) => roles.includes('darurat')) ? [] : ['belum ada tempat gawat darurat']),
  ]
  return missing.map((what) => problem('setup_incomplete', { what }))
}

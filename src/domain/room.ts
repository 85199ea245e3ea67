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
  active: boolean
}

/** A set of rooms to begin with; setup gives each its id. */
export type RoomPreset = {
  code: string
  name: string
  description: string
  rooms: Omit<Room, 'id' | 'active'>[]
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

import type { ClusterCode } from './cluster.ts'

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

import type { ClusterCode } from './cluster.ts'
import { isAtHome, type Room, type RoomRole, roomRoleLabels } from './room.ts'

export type Destination = { cluster: ClusterCode; roles: readonly RoomRole[] }

const helping: readonly RoomRole[] = ['loket', 'kasir', 'farmasi', 'laboratorium']

/**
 * The room for a destination, with a reason for every step away from it: its roles in their order (of its own
 * cluster first), another room of the cluster, any room that is in use. Never fails: with no room in use it answers the first.
 */
export function pickRoom(
  rooms: readonly [Room, ...Room[]],
  to: Destination | null,
): { room: Room; reasons: string[] } {
  const active = careFirst(rooms.filter((room) => room.active))
  const inCluster = active.find((room) => room.cluster === to?.cluster)
  const room = (to && findByRole(active, to)) ?? inCluster ?? active[0] ?? rooms[0]
  const [role] = to?.roles ?? []
  const fits = room.active && role !== undefined && room.roles.includes(role)
  return { room, reasons: fits ? [] : [explain(room, role)] }
}

function findByRole(active: readonly Room[], to: Destination): Room | undefined {
  for (const role of to.roles) {
    const able = active.filter((room) => room.roles.includes(role))
    const found = able.find((room) => room.cluster === to.cluster) ?? able[0]
    if (found) return found
  }
  return undefined
}

/** A patient without a fitting room is better off with a nurse than at the cashier, and with nobody who is on the road. */
function careFirst(rooms: readonly Room[]): Room[] {
  const here = rooms.filter((room) => !isAtHome(room))
  const cares = (room: Room) => room.roles.some((role) => !helping.includes(role))
  return [...here.filter(cares), ...here.filter((room) => !cares(room))]
}

function explain(room: Room, missing: RoomRole | undefined): string {
  if (!room.active) return `belum ada ruangan yang dibuka; sementara ke ${room.publicLabel}`
  const lack = missing ? `ruang ${roomRoleLabels[missing]} tidak dibuka` : 'tidak ada ruangan khusus'
  return `${lack}, jadi dilayani di ${room.publicLabel}`
}

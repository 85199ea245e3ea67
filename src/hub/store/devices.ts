import { sql } from 'kysely'
import type { Role, Surface } from '#contract/access'
import { type DisplaySettings, displaySettings, usualDisplay } from '#contract/hub/device'
import type { Db, Tx } from './open.ts'
import type { Schema } from './schema.ts'

/** A page of Loket and who has signed in on it. */
export type Page = {
  deviceId: string
  surface: Surface
  roomId: string | null
  staff: { id: string; name: string; role: Role } | null
}

/** Who calls: a page, one whose token was taken back, or nobody that Loket knows. */
export type Caller = Page | 'revoked' | null

/** A sign-in holds for one working day. */
const sessionMs = 14 * 3_600_000

export async function findPage(db: Db, deviceId: string, tokenHash: string, now: number): Promise<Caller> {
  const row = await db
    .selectFrom('devices')
    .leftJoin('sessions', (join) =>
      join
        .onRef('sessions.device_id', '=', 'devices.id')
        .on('sessions.ended_at', 'is', null)
        .on('sessions.started_at', '>', now - sessionMs),
    )
    .leftJoin('staff', (join) => join.onRef('staff.id', '=', 'sessions.staff_id').on('staff.active', '=', 1))
    .select([
      'devices.id',
      'devices.surface',
      'devices.room_id',
      'devices.revoked_at',
      'staff.id as staff_id',
      'staff.name',
      'staff.role',
    ])
    .where('devices.id', '=', deviceId)
    .where('devices.token_hash', '=', tokenHash)
    .executeTakeFirst()
  if (!row) return null
  if (row.revoked_at !== null) return 'revoked'
  const { staff_id: id, name, role } = row
  const staff = id !== null && name !== null && role !== null ? { id, name, role } : null
  return { deviceId: row.id, surface: row.surface, roomId: row.room_id, staff }
}

/** A page opened on this computer, or with `paired` a device on the network. */
export async function insertPage(
  tx: Tx,
  page: {
    id: string
    surface: Surface
    roomId: string | null
    tokenHash: string
    at: number
    paired?: { name: string; settings: DisplaySettings | null }
  },
): Promise<void> {
  await tx
    .insertInto('devices')
    .values({
      id: page.id,
      surface: page.surface,
      room_id: page.roomId,
      token_hash: page.tokenHash,
      created_at: page.at,
      revoked_at: null,
      ...(page.paired ? { ...shownToRow(page.paired), paired_at: page.at, last_seen_at: page.at } : {}),
    })
    .execute()
}

/** `name` is never empty: what nobody named is called by what it does. */
export type Device = {
  id: string
  surface: Surface
  roomId: string | null
  roomName: string | null
  name: string
  pairedAt: number | null
  /** Paired, or opened on this computer. */
  since: number
  lastSeenAt: number | null
  /** Of a display; null for the others. */
  settings: DisplaySettings | null
}

function shownToRow(shown: { name: string; settings: DisplaySettings | null }) {
  return {
    name: shown.name || null,
    settings: shown.settings === null ? null : JSON.stringify(shown.settings),
  }
}

type DeviceRow = Schema['devices'] & { room_name: string | null }

function deviceFromRow(row: DeviceRow): Device {
  return {
    id: row.id,
    surface: row.surface,
    roomId: row.room_id,
    roomName: row.room_name,
    name: nameOf(row),
    pairedAt: row.paired_at,
    since: row.paired_at ?? row.created_at,
    lastSeenAt: row.last_seen_at,
    settings: row.surface === 'display' ? displaySettingsOf(row.settings) : null,
  }
}

export function displaySettingsOf(stored: string | null): DisplaySettings {
  if (stored === null) return usualDisplay
  const read = displaySettings.safeParse(JSON.parse(stored))
  return read.success ? read.data : usualDisplay
}

/** The waiting area a display stands in, in small letters; '' for what is no display. */
export function areaOf({ settings }: Pick<Device, 'settings'>): string {
  return settings?.area.toLowerCase() ?? ''
}

/** What nobody named is called by what it does; only rooms and a second desk stand in a room. */
export function nameOf(row: Pick<DeviceRow, 'name' | 'surface' | 'paired_at' | 'room_name'>): string {
  if (row.name !== null) return row.name
  const where = row.paired_at === null ? ' di komputer ini' : ''
  if (row.surface === 'display') return row.paired_at === null ? `Layar${where}` : 'TV'
  if (row.surface === 'kiosk') return `Kiosk nomor${where}`
  return row.room_name ?? `Meja pendaftaran${where}`
}

function devices(db: Db) {
  return db
    .selectFrom('devices')
    .leftJoin('service_points', 'service_points.id', 'devices.room_id')
    .selectAll('devices')
    .select('service_points.name as room_name')
    .where('devices.revoked_at', 'is', null)
}

/** Null for an unknown device and for a revoked one. */
export async function readDevice(db: Db, id: string): Promise<Device | null> {
  const row = await devices(db).where('devices.id', '=', id).executeTakeFirst()
  return row ? deviceFromRow(row) : null
}

/** Every paired device, and of the pages opened on this computer those named, oldest first. */
export async function listDevices(db: Db, pages: readonly string[]): Promise<Device[]> {
  const rows = await devices(db)
    .where((eb) => eb.or([eb('devices.paired_at', 'is not', null), eb('devices.id', 'in', pages)]))
    .orderBy('devices.paired_at')
    .orderBy('devices.created_at')
    .execute()
  return rows.map(deviceFromRow)
}

export async function changeDevice(
  tx: Tx,
  id: string,
  shown: { name: string; settings: DisplaySettings | null },
): Promise<void> {
  await tx.updateTable('devices').set(shownToRow(shown)).where('id', '=', id).execute()
}

/** From here on the token opens nothing, and whoever was signed in there is not. */
export async function revokeDevice(tx: Tx, id: string, at: number): Promise<void> {
  await tx.updateTable('devices').set({ revoked_at: at }).where('id', '=', id).execute()
  await endSession(tx, id, at)
}

/** When each device was last heard of; a value never goes back. */
export async function markSeen(tx: Tx, seen: ReadonlyMap<string, number>): Promise<void> {
  for (const [id, at] of seen) {
    await tx
      .updateTable('devices')
      .set({ last_seen_at: sql<number>`max(coalesce(last_seen_at, 0), ${at})` })
      .where('id', '=', id)
      .execute()
  }
}

export async function startSession(
  tx: Tx,
  session: { id: string; deviceId: string; staffId: string; at: number },
): Promise<void> {
  await endSession(tx, session.deviceId, session.at)
  await tx
    .insertInto('sessions')
    .values({
      id: session.id,
      device_id: session.deviceId,
      staff_id: session.staffId,
      started_at: session.at,
      ended_at: null,
    })
    .execute()
}

export async function endSession(tx: Tx, deviceId: string, at: number): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ ended_at: at })
    .where('device_id', '=', deviceId)
    .where('ended_at', 'is', null)
    .execute()
}

/** A switched-off account or a changed password ends every page that was signed in with it. */
export async function endSessionsOf(tx: Tx, staffId: string, at: number): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ ended_at: at })
    .where('staff_id', '=', staffId)
    .where('ended_at', 'is', null)
    .execute()
}

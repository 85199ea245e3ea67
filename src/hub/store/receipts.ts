import type { DisplaySettings } from '#contract/hub/device'
import { displaySettingsOf, nameOf } from './devices.ts'
import type { Db, Tx } from './open.ts'

/** What one display says of one call, by the hub's clock. */
export type Receipt = {
  callId: number
  deviceId: string
  shownAt: number | null
  spokenAt: number | null
}

/** SQLite takes 32,766 values in one statement. */
const mostRows = 2000

/** The room of each call that exists. */
export async function readCallRooms(db: Db, callIds: readonly number[]): Promise<Map<number, string>> {
  const rooms = new Map<number, string>()
  for (const ids of batches(callIds)) {
    const rows = await db.selectFrom('calls').select(['id', 'room_id']).where('id', 'in', ids).execute()
    for (const { id, room_id } of rows) rooms.set(id, room_id)
  }
  return rooms
}

/** The first word of a display on a call stands. Returns how many receipts said something new. */
export async function insertReceipts(tx: Tx, receipts: readonly Receipt[]): Promise<number> {
  let fresh = 0
  for (const batch of batches(receipts)) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('call_receipts')
      .values(
        batch.map(({ callId, deviceId, shownAt, spokenAt }) => ({
          call_id: callId,
          device_id: deviceId,
          shown_at: shownAt,
          spoken_at: spokenAt,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['call_id', 'device_id'])
          .doUpdateSet(({ fn, ref }) => ({
            shown_at: fn.coalesce(ref('call_receipts.shown_at'), ref('excluded.shown_at')),
            spoken_at: fn.coalesce(ref('call_receipts.spoken_at'), ref('excluded.spoken_at')),
          }))
          .where(({ eb, or, and }) =>
            or([
              and([eb('call_receipts.shown_at', 'is', null), eb('excluded.shown_at', 'is not', null)]),
              and([eb('call_receipts.spoken_at', 'is', null), eb('excluded.spoken_at', 'is not', null)]),
            ]),
          ),
      )
      .executeTakeFirstOrThrow()
    fresh += Number(numInsertedOrUpdatedRows ?? 0)
  }
  return fresh
}

/** Which of those calls a display spoke to the end, with where it stands. */
export async function readSpoken(
  db: Db,
  callIds: readonly number[],
): Promise<{ callId: number; settings: DisplaySettings }[]> {
  const rows = await db
    .selectFrom('call_receipts')
    .innerJoin('devices', 'devices.id', 'call_receipts.device_id')
    .select(['call_id', 'devices.settings'])
    .where('call_id', 'in', callIds)
    .where('spoken_at', 'is not', null)
    .execute()
  return rows.map(({ call_id, settings }) => ({ callId: call_id, settings: displaySettingsOf(settings) }))
}

/** The last call of a leg, and what displays have said of it. */
export type CallWithReceipts = {
  callId: number
  at: number
  recall: boolean
  /** Names of displays, the first to show it first. */
  shownOn: string[]
  /** When the first voice had ended. */
  spokenAt: number | null
}

/** Of those legs that were ever called. */
export async function readReceipts(
  db: Db,
  legIds: readonly string[],
): Promise<Map<string, CallWithReceipts>> {
  if (legIds.length === 0) return new Map()
  const calls = await db
    .selectFrom('calls')
    .select(['id', 'leg_id', 'at', 'recall'])
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('calls as last')
        .select(({ fn }) => fn.max('last.id').as('id'))
        .where('last.leg_id', 'in', legIds)
        .groupBy('last.leg_id'),
    )
    .execute()
  const receipts = await db
    .selectFrom('call_receipts')
    .innerJoin('devices', 'devices.id', 'call_receipts.device_id')
    .select(['call_id', 'shown_at', 'spoken_at', 'devices.name', 'devices.surface', 'devices.paired_at'])
    .where(
      'call_id',
      'in',
      calls.map(({ id }) => id),
    )
    .orderBy('shown_at')
    .execute()
  return new Map(
    calls.map(({ id, leg_id, at, recall }) => {
      const said = receipts.filter((receipt) => receipt.call_id === id)
      const spoken = said.flatMap(({ spoken_at }) => spoken_at ?? [])
      return [
        leg_id,
        {
          callId: id,
          at,
          recall: recall === 1,
          shownOn: said.flatMap((receipt) =>
            receipt.shown_at === null ? [] : nameOf({ ...receipt, room_name: null }),
          ),
          spokenAt: spoken.length === 0 ? null : Math.min(...spoken),
        },
      ]
    }),
  )
}

function batches<T>(items: readonly T[]): T[][] {
  const starts = Array.from({ length: Math.ceil(items.length / mostRows) }, (_, index) => index * mostRows)
  return starts.map((start) => items.slice(start, start + mostRows))
}

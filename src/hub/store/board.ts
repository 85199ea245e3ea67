import { sql } from 'kysely'
import type { ShownCall } from '#contract/hub/display'
import type { LocalDate } from '#domain/local-date'
import type { Db } from './open.ts'

/** A call on the board; `here` while its leg is still called or in service by that very call. */
export type BoardCall = ShownCall & { roomId: string; here: boolean }

/** Of each room the last calls, and whatever was called since `since`; newest first, without those taken back. */
export async function readBoardCalls(
  db: Db,
  day: LocalDate,
  since: number,
  mostOfRoom: number,
): Promise<BoardCall[]> {
  const rows = await db
    .selectFrom('service_points')
    .innerJoin('calls', 'calls.room_id', 'service_points.id')
    .innerJoin('legs', 'legs.id', 'calls.leg_id')
    .select([
      'calls.id',
      'calls.room_id',
      'calls.number',
      'calls.at',
      'calls.recall',
      'legs.state',
      'legs.called_at',
      'service_points.public_label',
      'service_points.cluster',
    ])
    .where('calls.day', '=', day)
    // Called and waiting again: the call was taken back, or the person comes later.
    .where('legs.state', '!=', 'waiting')
    .where(({ eb, or, fn, selectFrom }) =>
      or([
        eb('calls.at', '>=', since),
        eb(
          'calls.id',
          '>=',
          fn.coalesce(
            selectFrom('calls as last')
              .select('last.id')
              .whereRef('last.room_id', '=', 'service_points.id')
              .where('last.day', '=', day)
              .orderBy('last.id', 'desc')
              .offset(mostOfRoom - 1)
              .limit(1),
            sql<number>`0`,
          ),
        ),
      ]),
    )
    .orderBy('calls.id', 'desc')
    .execute()
  return rows.map((row) => ({
    callId: row.id,
    roomId: row.room_id,
    number: row.number,
    roomLabel: row.public_label,
    cluster: row.cluster,
    at: row.at,
    recall: row.recall === 1,
    here: (row.state === 'called' || row.state === 'serving') && row.called_at === row.at,
  }))
}

import type { HubOutputs } from '#contract/hub/hub'
import type { Db } from './open.ts'

/** Every stay of a visit in order, the counter before registration included. */
export async function readJourney(db: Db, visitId: string): Promise<HubOutputs['visits']['journey']> {
  return await db
    .selectFrom('legs')
    .innerJoin('service_points', 'service_points.id', 'legs.room_id')
    .select([
      'service_points.name as roomName',
      'legs.state',
      'legs.entered_at as enteredAt',
      'legs.called_at as calledAt',
      'legs.served_at as servedAt',
      'legs.ended_at as endedAt',
      'legs.note',
    ])
    .where((eb) =>
      eb.or([
        eb('legs.visit_id', '=', visitId),
        eb(
          'legs.arrival_id',
          'in',
          eb.selectFrom('arrivals').select('arrivals.id').where('arrivals.visit_id', '=', visitId),
        ),
      ]),
    )
    .orderBy('legs.entered_at')
    .orderBy('legs.id')
    .execute()
}

export async function wasInRoom(db: Db, visitId: string, roomId: string): Promise<boolean> {
  const stay = db.selectFrom('legs').select('id').where('visit_id', '=', visitId)
  return (await stay.where('room_id', '=', roomId).executeTakeFirst()) !== undefined
}

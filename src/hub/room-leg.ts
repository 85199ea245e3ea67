import { refuse } from '#domain/errors'
import type { CallContext } from './context.ts'
import { isOfVisit, readLeg, type VisitLeg } from './store/legs.ts'
import type { Db } from './store/open.ts'

/** A room page serves its own room; the desk may help any. */
export function refuseOtherRoom({ page }: CallContext, roomId: string): void {
  if (page.surface === 'room' && page.roomId !== roomId) refuse('leg_unknown')
}

export async function legAt(db: Db, context: CallContext, legId: string): Promise<VisitLeg> {
  const leg = await readLeg(db, legId)
  if (!leg || !isOfVisit(leg)) return refuse('leg_unknown')
  refuseOtherRoom(context, leg.room_id)
  return leg
}

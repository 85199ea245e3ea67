import { refuse } from '#domain/errors'
import { hub } from '#hub/implement'
import { readRoom } from '#hub/store/facility'

export const pages = {
  open: hub.pages.open.handler(async ({ input, context }) => {
    // The address is this computer's own; another one joins with a pairing code.
    if (context.listener !== 'loopback') refuse('page_only_here')
    const roomId = input.surface === 'room' ? input.roomId : null
    const room = roomId === null ? null : await readRoom(context.store.db, roomId)
    if (roomId !== null && !room?.active) refuse('room_unknown')
    const code = context.codes.issue({ surface: input.surface, roomId })
    return { url: `${context.origin}/open?code=${code}` }
  }),
}

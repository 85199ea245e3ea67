import { useMutation, useQueryClient } from '@tanstack/react-query'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { sentencesOf } from '#ui/shared/problems.ts'
import type { Deed } from './offers.ts'

export type Orders = {
  give: (deed: Deed, onDone?: () => void) => void
  /** The deed that is under way; buttons rest meanwhile. */
  running: Deed | null
  sentences: string[]
}

/**
 * Orders to the hub, one at a time: an order is under way until its effect has been read back, so a second Enter
 * cannot call a second person. `keepInFront` gets the leg that is now called or served, else null.
 */
export function useOrders(roomId: string, keepInFront: (legId: string | null) => void): Orders {
  const queries = useQueryClient()
  const readBack = () => askAgain(queries, api.queue.key())
  const order = useMutation({
    mutationFn: (deed: Deed) => carryOut(deed, roomId),
    onSuccess: (leg) => {
      keepInFront(leg?.state === 'called' || leg?.state === 'serving' ? leg.legId : null)
      return readBack()
    },
    // The refusal is shown at once; what it was about may have been moved by somebody else.
    onError: () => void readBack(),
  })
  return {
    give: (deed, onDone) => {
      if (!order.isPending) order.mutate(deed, onDone ? { onSuccess: onDone } : {})
    },
    running: order.isPending ? order.variables : null,
    sentences: order.error ? sentencesOf(order.error) : [],
  }
}

async function carryOut(deed: Deed, roomId: string) {
  switch (deed.do) {
    case 'callNext':
      return api.queue.callNext.call({ roomId })
    case 'move':
      return api.queue.move.call({ legId: deed.legId, move: deed.move })
    case 'transfer':
      return api.queue.transfer.call({
        legId: deed.legId,
        toRoomId: deed.toRoomId,
        returns: deed.returns,
        note: deed.note,
      })
    case 'cancel':
      await api.visits.cancel.call({ visitId: deed.visitId, reason: deed.reason })
      return null
  }
}

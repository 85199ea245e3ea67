import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { CareValues } from '#domain/care-values'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { sentencesOf } from '#ui/shared/problems.ts'

type CareDeed = { do: 'note' | 'takeBack'; item: string } | { do: 'measure'; values: CareValues }

export type Care = {
  give: (deed: CareDeed, onDone?: () => void) => void
  running: CareDeed | null
  sentences: string[]
}

/** Notes on care go their own way: calling and serving wait for none of them. */
export function useCare(legId: string): Care {
  const queries = useQueryClient()
  const readBack = () => askAgain(queries, api.queue.key())
  const order = useMutation({
    mutationFn: (deed: CareDeed) =>
      deed.do === 'measure'
        ? api.care.measure.call({ legId, values: deed.values })
        : api.care[deed.do].call({ legId, item: deed.item }),
    onSuccess: readBack,
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

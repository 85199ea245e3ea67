import { useMutation } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import { type AnyList, clerkList, headList } from '#contract/hub/list'
import type { ListFormat } from '#contract/list-format'
import { api } from '#ui/shared/client.ts'
import { saveFile } from '#ui/shared/save-file.ts'

type Wanted = { list: AnyList; format: ListFormat }

/** A list as a file, saved where this browser saves its downloads; `stop` gives up one that takes too long. */
export function useTakeList() {
  const going = useRef<AbortController | null>(null)
  const take = useMutation({
    mutationFn: async (wanted: Wanted) => {
      const stop = new AbortController()
      going.current = stop
      const file = await fetchList(wanted, stop.signal).catch((fault: unknown) => {
        if (stop.signal.aborted) return null
        throw fault
      })
      if (file) saveFile(file, 'daftar')
      return file?.name ?? null
    },
  })
  return {
    take: (list: AnyList, format: ListFormat) => take.mutate({ list, format }),
    stop: useCallback(() => going.current?.abort(), []),
    busy: take.isPending,
    error: take.error,
    /** The name of the file that was saved last; null while there is none, and after one was given up. */
    saved: take.data ?? null,
    forget: take.reset,
  }
}

function fetchList({ list, format }: Wanted, signal: AbortSignal): Promise<Blob & { name?: string }> {
  const head = headList.safeParse(list)
  return head.success
    ? api.lists.takeAsHead.call({ list: head.data, format }, { signal })
    : api.lists.take.call({ list: clerkList.parse(list), format }, { signal })
}

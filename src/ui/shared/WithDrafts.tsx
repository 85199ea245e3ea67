import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { api } from './client.ts'
import { createDrafts, type DraftBodies, type DraftHub } from './drafts.ts'
import { FourStates } from './FourStates.tsx'
import { DraftsContext } from './use-draft.ts'

type WithDraftsProps = { staffId: string; children: ReactNode }

/** Reads everything that somebody has typed and not saved as they sit down, so that no form waits for what was typed into it. */
export function WithDrafts({ staffId, children }: WithDraftsProps) {
  const found = useQuery({
    queryKey: ['drafts', staffId],
    queryFn: () => hub.load(),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  return (
    <FourStates query={found} isEmpty={() => false} empty={null}>
      {(bodies) => <Seated found={bodies}>{children}</Seated>}
    </FourStates>
  )
}

const hub: DraftHub = {
  load: () => api.drafts.load.call(),
  save: (draft) => api.drafts.save.call(draft),
  discard: (draft) => api.drafts.discard.call(draft),
}

function Seated({ found, children }: { found: DraftBodies; children: ReactNode }) {
  const [drafts] = useState(() => createDrafts(hub, found))
  useEffect(() => {
    const flush = () => void drafts.flush()
    const renew = () => void drafts.renew().catch(() => undefined)
    const { leave, close } = drafts
    document.addEventListener('visibilitychange', flush)
    window.addEventListener('blur', flush)
    window.addEventListener('focus', renew)
    window.addEventListener('pagehide', leave)
    return () => {
      document.removeEventListener('visibilitychange', flush)
      window.removeEventListener('blur', flush)
      window.removeEventListener('focus', renew)
      window.removeEventListener('pagehide', leave)
      close()
    }
  }, [drafts])
  return <DraftsContext value={drafts}>{children}</DraftsContext>
}

import { useLiveState } from './live.ts'

/** Whether what stands on this screen is fresh. */
export function LiveDot() {
  const state = useLiveState()
  return (
    <span className="live-dot" data-state={state}>
      {state === 'live' ? 'tersambung' : 'terputus …'}
    </span>
  )
}

/** A hub that comes back may have been updated; one look at its page tells, and not more often than this. */
const LEAST_BETWEEN_MS = 180_000

export type Renewal = {
  /** The hub was away. */
  suspect: () => void
  /** Called at quiet moments: looks, when there is reason to, and loads the newer page. */
  seize: () => void
}

/** Replaces a page that an update has left behind, so that a screen that is never touched grows no older than its hub. */
export function createRenewal(): Renewal {
  let suspected = false
  let looked = Number.NEGATIVE_INFINITY

  function suspect(): void {
    suspected = true
  }

  function seize(): void {
    if (!suspected || performance.now() - looked < LEAST_BETWEEN_MS) return
    suspected = false
    looked = performance.now()
    void reloadIfNewer()
  }

  return { suspect, seize }
}

/** The script's name carries a hash of what it holds. Only a page that was just seen complete replaces this one. */
async function reloadIfNewer(): Promise<void> {
  const own = document.querySelector('script[type=module][src]')?.getAttribute('src') ?? ''
  try {
    const answer = await fetch(location.href)
    const html = await answer.text()
    if (answer.ok && html.includes('<script') && !html.includes(own)) location.reload()
  } catch {
    // The hub is away again; its next return is the next occasion.
  }
}

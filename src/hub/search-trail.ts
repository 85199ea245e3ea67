import { appendAudit } from './store/audit.ts'
import type { Store } from './store/open.ts'
import type { System } from './system.ts'

/**
 * A search is one audit row, written when it ends (a person is opened, another thing begins, or the page falls silent),
 * not one per key press. Only what was typed last and how many it found is kept.
 */
export type SearchTrail = {
  note: (page: { deviceId: string; staffId: string }, text: string, hits: number) => void
  end: (deviceId: string) => Promise<void>
  endAll: () => Promise<void>
}

const silenceMs = 30_000

type Pending = { staffId: string; text: string; hits: number; timer: NodeJS.Timeout }

export function createSearchTrail(store: Store, system: System): SearchTrail {
  const pending = new Map<string, Pending>()

  async function end(deviceId: string): Promise<void> {
    const search = pending.get(deviceId)
    if (!search) return
    clearTimeout(search.timer)
    pending.delete(deviceId)
    await store.write((tx) =>
      appendAudit(tx, {
        at: system.now(),
        staffId: search.staffId,
        deviceId,
        action: 'search',
        subject: 'patient',
        subjectId: null,
        detail: { text: search.text, hits: search.hits },
      }),
    )
  }

  return {
    note: ({ deviceId, staffId }, text, hits) => {
      clearTimeout(pending.get(deviceId)?.timer)
      const timer = setTimeout(() => void end(deviceId), silenceMs)
      timer.unref()
      pending.set(deviceId, { staffId, text, hits, timer })
    },
    end,
    endAll: async () => {
      for (const deviceId of [...pending.keys()]) await end(deviceId)
    },
  }
}

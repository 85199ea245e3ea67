import type { Surface } from '#contract/access'
import type { System } from './system.ts'

export type Opening = { surface: Surface; roomId: string | null }

/** Codes that open one page once, within ten minutes. Kept in memory: a restarted hub prints a new address anyway. */
export type OneTimeCodes = { issue: (opening: Opening) => string; spend: (code: string) => Opening | null }

const lifetimeMs = 10 * 60_000

export function createOneTimeCodes(system: System): OneTimeCodes {
  const open = new Map<string, Opening & { until: number }>()
  return {
    issue: (opening) => {
      const code = system.newToken()
      for (const [known, { until }] of open) if (until < system.now()) open.delete(known)
      open.set(code, { ...opening, until: system.now() + lifetimeMs })
      return code
    },
    spend: (code) => {
      const found = open.get(code)
      open.delete(code)
      if (!found || found.until < system.now()) return null
      return { surface: found.surface, roomId: found.roomId }
    },
  }
}

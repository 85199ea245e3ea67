import { timingSafeEqual } from 'node:crypto'
import type { Surface } from '#contract/access'
import type { DisplaySettings } from '#contract/hub/device'
import { type Problem, problem } from '#domain/errors'
import type { Logger } from './log.ts'
import { type System, sha256 } from './system.ts'

/** What a code stands for: one surface at one place, as the desk wants it. */
export type Place = {
  surface: Surface
  roomId: string | null
  name: string
  settings: DisplaySettings | null
}

/** The open codes. Kept in memory: a code lives five minutes, and after a restart the desk makes another. */
export type Pairing = {
  invite: (place: Place) => { code: string; expiresAt: number }
  /**
   * Spends a code typed at `address`, also when `refuse` says no to its place: it has then been seen on the way.
   * Six digits hold only because few guesses are allowed: five wrong ones a minute from one address, and at the tenth
   * from anywhere every open code is void.
   */
  redeem: (
    code: string,
    address: string,
    refuse: (place: Place) => Problem | null,
  ) => { place: Place } | { problem: Problem }
}

const lifetimeMs = 5 * 60_000
/** How long a code that has ended is remembered, to say why it no longer works. */
const memoryMs = 60 * 60_000
const mostWrong = 10
const mostWrongOfAddress = 5
const minuteMs = 60_000

type Invitation = { hash: string; place: Place; until: number; ended: 'spent' | 'void' | null }

export function createPairing(system: System, log: Logger): Pairing {
  let invitations: Invitation[] = []
  let wrong = 0
  const wrongOf = new Map<string, number[]>()

  const isOpen = ({ ended, until }: Invitation) => ended === null && until >= system.now()

  /** Looks at every code to its end, so that the time it takes says nothing. */
  function find(code: string): Invitation | undefined {
    const given = Buffer.from(sha256(code))
    return invitations.filter(({ hash }) => timingSafeEqual(Buffer.from(hash), given))[0]
  }

  /** Wrong guesses of the last minute; a clock that was set back forgets them. */
  function recentWrong(address: string): number[] {
    const now = system.now()
    return (wrongOf.get(address) ?? []).filter((at) => Math.abs(now - at) < minuteMs)
  }

  function countWrong(address: string): void {
    for (const known of wrongOf.keys()) if (recentWrong(known).length === 0) wrongOf.delete(known)
    wrongOf.set(address, [...recentWrong(address), system.now()])
  }

  function missed(): Problem {
    const open = invitations.filter(isOpen)
    if (open.length === 0) return problem('pairing_code_wrong')
    wrong += 1
    if (wrong < mostWrong) return problem('pairing_code_wrong')
    wrong = 0
    for (const invitation of open) invitation.ended = 'void'
    log.warn({ codes: open.length }, 'pairing codes void after wrong guesses')
    return problem('pairing_code_void')
  }

  return {
    invite: (place) => {
      const now = system.now()
      if (!invitations.some(isOpen)) wrong = 0
      invitations = invitations.filter(({ until }) => until > now - memoryMs)
      let code = system.newPairingCode()
      while (find(code)) code = system.newPairingCode()
      const expiresAt = now + lifetimeMs
      invitations.push({ hash: sha256(code), place, until: expiresAt, ended: null })
      return { code, expiresAt }
    },
    redeem: (code, address, refuse) => {
      const [oldest, ...others] = recentWrong(address)
      if (oldest !== undefined && others.length >= mostWrongOfAddress - 1) {
        const seconds = Math.ceil((oldest + minuteMs - system.now()) / 1000)
        return { problem: problem('pairing_too_many', { seconds }) }
      }
      const found = find(code)
      if (!found || !isOpen(found)) {
        countWrong(address)
        return { problem: found ? problem(`pairing_code_${found.ended ?? 'expired'}`) : missed() }
      }
      found.ended = 'spent'
      const refused = refuse(found.place)
      return refused ? { problem: refused } : { place: found.place }
    },
  }
}

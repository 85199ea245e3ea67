import { FhirFault } from './fhir/fault.ts'

/** What one sender may ask at once, and how fast that grows back. One request is 1, and 1 more for each 64 KB of its body. */
type Allowance = { burst: number; perSecond: number }

/**
 * A night of one Puskesmas is some twenty batches, its first one a few hundred, one in flight: neither comes near this.
 * What it stops is a program that sends in a circle.
 */
const ofFacility: Allowance = { burst: 1200, perSecond: 30 }
/** Requests that no Puskesmas answers for: a token unknown, a secret wrong, or none at all. */
const ofAddress: Allowance = { burst: 120, perSecond: 2 }
const mostInFlight = 8
const bytesOfOne = 64 * 1024
/** The one not seen for longest is forgotten first, and has grown back most. */
const mostRemembered = 10_000

export type Asker = { facility: string } | { address: string }

export type Limits = {
  /** Lets a request in. Throws `FhirFault` 429; what it returns must be called when the request is answered. */
  enter: (asker: Asker) => () => void
  /** What a body came to, also where it was refused. */
  weigh: (facility: string, bytes: number) => void
  /**
   * One facility's work happens one after another, so that a hundred bundles of one hold one connection of the
   * database and wait for themselves.
   */
  inTurn: <T>(facility: string, work: () => Promise<T>) => Promise<T>
}

/** Kept in memory: a restart forgives. */
export function openLimits(now: () => Date): Limits {
  const facilities = openMeter(ofFacility, now)
  const addresses = openMeter(ofAddress, now)
  const inFlight = new Map<string, number>()
  const last = new Map<string, Promise<unknown>>()
  return {
    enter: (asker) => {
      if ('address' in asker) {
        const wait = addresses.take(asker.address)
        if (wait > 0) throw tooFast(wait)
        return () => {}
      }
      const { facility } = asker
      const running = inFlight.get(facility) ?? 0
      const wait = running < mostInFlight ? facilities.take(facility) : 1
      if (wait > 0) throw tooFast(wait)
      inFlight.set(facility, running + 1)
      return () => {
        const left = (inFlight.get(facility) ?? 1) - 1
        if (left > 0) inFlight.set(facility, left)
        else inFlight.delete(facility)
      }
    },
    weigh: (facility, bytes) => facilities.charge(facility, Math.floor(bytes / bytesOfOne)),
    inTurn: async (facility, work) => {
      const before = last.get(facility)
      const turn = before ? before.then(work, work) : work()
      last.set(facility, turn)
      try {
        return await turn
      } finally {
        if (last.get(facility) === turn) last.delete(facility)
      }
    },
  }
}

export type Meter = {
  /** Takes 1, or says how many whole seconds until there is 1 again. */
  take: (key: string) => number
  /** Takes more for what was let in already; may leave a debt. */
  charge: (key: string, cost: number) => void
}

/** A token bucket for each key. */
export function openMeter({ burst, perSecond }: Allowance, now: () => Date): Meter {
  const kept = new Map<string, { left: number; at: number }>()

  function leftOf(key: string, at: number): number {
    const known = kept.get(key)
    if (!known) return burst
    const grown = (Math.max(0, at - known.at) / 1000) * perSecond
    return Math.min(burst, known.left + grown)
  }

  function keep(key: string, left: number, at: number): void {
    kept.delete(key)
    kept.set(key, { left, at })
    const [oldest] = kept.keys()
    if (kept.size > mostRemembered && oldest !== undefined) kept.delete(oldest)
  }

  return {
    take: (key) => {
      const at = now().getTime()
      const left = leftOf(key, at)
      if (left < 1) return Math.ceil((1 - left) / perSecond)
      keep(key, left - 1, at)
      return 0
    },
    charge: (key, cost) => {
      const at = now().getTime()
      keep(key, leftOf(key, at) - cost, at)
    },
  }
}

function tooFast(seconds: number): FhirFault {
  const problem = { code: 'fhir_too_fast', params: { seconds } } as const
  return new FhirFault({
    status: 429,
    issue: 'throttled',
    problem,
    headers: { 'retry-after': String(seconds) },
  })
}

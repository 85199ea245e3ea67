import type { Live } from './live.ts'
import { type Presence, shows } from './presence.ts'
import type { Device } from './store/devices.ts'
import type { Store } from './store/open.ts'
import { insertReceipts, type Receipt, readCallRooms } from './store/receipts.ts'
import type { System } from './system.ts'

/** Collects what displays say of calls: fifty screens confirm at once, and that must cost one fsync, not fifty. */
export type Receipts = {
  /** Resolves once stored, with how many calls were this display's to confirm; others are passed over. */
  confirm: (display: Device, said: { shown: number[]; spoken: number[] }) => Promise<number>
  /** Stores what has been collected. */
  close: () => Promise<void>
}

const gatherMs = 50

type Said = {
  display: Device
  receipts: Receipt[]
  kept: (count: number) => void
  fault: (cause: unknown) => void
}

type Needs = { store: Store; live: Live; system: System; presence: Pick<Presence, 'areaShows'> }

export function createReceipts({ store, live, system, presence }: Needs): Receipts {
  let gathered: Said[] = []
  let storing = Promise.resolve()
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const taken = gathered
    gathered = []
    storing = storing.then(() => storeAll(taken))
    return storing
  }

  async function storeAll(said: Said[]): Promise<void> {
    if (said.length === 0) return
    try {
      const calls = new Set(said.flatMap(({ receipts }) => receipts.map(({ callId }) => callId)))
      const rooms = await readCallRooms(store.db, [...calls])
      const own = said.map(({ display, receipts }) =>
        receipts.flatMap((receipt) => keepOwn(display, receipt, rooms.get(receipt.callId)) ?? []),
      )
      const fresh = await store.write((tx) => insertReceipts(tx, own.flat()))
      for (const [index, { kept }] of said.entries()) kept(own[index]?.length ?? 0)
      if (fresh > 0) live.announce('calls')
    } catch (cause) {
      for (const { fault } of said) fault(cause)
    }
  }

  /** It shows its own rooms, and speaks those of its whole waiting area. */
  function keepOwn(display: Device, receipt: Receipt, roomId: string | undefined): Receipt | null {
    if (roomId === undefined) return null
    const shownAt = shows(display, roomId) ? receipt.shownAt : null
    const spokenAt = presence.areaShows(display, roomId) ? receipt.spokenAt : null
    return shownAt === null && spokenAt === null ? null : { ...receipt, shownAt, spokenAt }
  }

  return {
    confirm: (display, { shown, spoken }) =>
      new Promise((kept, fault) => {
        const at = system.now()
        const receipts = [...new Set([...shown, ...spoken])].map((callId) => ({
          callId,
          deviceId: display.id,
          shownAt: shown.includes(callId) ? at : null,
          spokenAt: spoken.includes(callId) ? at : null,
        }))
        gathered.push({ display, receipts, kept, fault })
        timer ??= setTimeout(flush, gatherMs)
      }),
    close: flush,
  }
}

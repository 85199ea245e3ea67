import { problem, Refusal } from '#domain/errors'
import { openAreas } from './areas.ts'
import { keepLogShort } from './checkpoints.ts'
import type { HubContext } from './context.ts'
import { type DataFolder, openDataFolder } from './data-folder.ts'
import { publishAddress } from './desk-address.ts'
import { type Listening, serveHub } from './http.ts'
import { createLive } from './live.ts'
import { createLog, describeFault } from './log.ts'
import { createOneTimeCodes } from './one-time-codes.ts'
import { createReader } from './reader-client.ts'
import { createSearchTrail } from './search-trail.ts'
import { readFacility } from './store/facility.ts'
import { openStore } from './store/open.ts'
import { createSync } from './sync/engine.ts'
import { startNightly } from './sync/nightly.ts'
import { sealingKey } from './sync/seal.ts'
import { machine, type System } from './system.ts'

export type HubConfig = {
  folder: string
  keyHex: string
  /** 0 takes a free port. */
  port: number
  /** Where areas and other facts are read, and where the built screens are. */
  resources: string
  screens: string
  /** Tells a later start on the same folder where the desk is. The desktop shell knows by itself. */
  publishAddress?: boolean
  system?: System
  logTo: { write: (line: string) => void }
}

export type Hub = {
  origin: string
  /** A fresh address that opens the desk once. */
  newDeskUrl: () => string
  close: () => Promise<void>
}

/** Opens the data folder and serves it. Refuses, in a sentence, a folder that cannot be trusted or a port that is taken. */
export async function openHub(config: HubConfig): Promise<Hub> {
  const data = openDataFolder(config.folder, config.keyHex)
  const context = createContext(config, data)
  const { store, system, log, reader, sync, areas, codes, searches } = context
  let closing = false
  const checkpoints = keepLogShort(data.file, () => reader.ask('checkpoint', {}))
  let nights: { stop: () => void } | null = null
  let listening: Listening | null = null
  let withdrawAddress: (() => void) | null = null
  const newDeskUrl = () => `${context.origin}/open?code=${codes.issue({ surface: 'desk', roomId: null })}`

  async function close(): Promise<void> {
    closing = true
    withdrawAddress?.()
    await listening?.close()
    nights?.stop()
    checkpoints.stop()
    await sync.stop()
    await searches.endAll()
    await reader.close()
    await store.close()
    data.release()
  }

  async function refuseDamaged(): Promise<void> {
    for (const table of await reader.ask('tables', {})) {
      if (closing) return
      const whole = await reader.ask('quickCheck', { table })
      if (!whole) throw new Refusal(problem('database_damaged', { file: data.file }))
    }
  }

  /** The night is the facility's own, so it is known once the facility is. */
  async function scheduleNights(): Promise<void> {
    const facility = await readFacility(store.db)
    if (!facility) return
    const idleMs = () => system.now() - context.lastCallAt
    nights = startNightly({ sync, timeZone: facility.timeZone, now: system.now, idleMs, log })
  }

  try {
    // After an unclean stop the file is checked before anyone relies on it; otherwise while people already work.
    if (data.afterCrash) await refuseDamaged()
    else
      void refuseDamaged().catch((fault) => closing || log.error(describeFault(fault), 'check found damage'))
    context.facilityIsSet = scheduleNights
    await scheduleNights()
    const secret = system.newToken()
    const deskDoor = config.publishAddress ? { secret, newDeskUrl } : null
    listening = await serveHub(context, { port: config.port, screens: config.screens, deskDoor })
    const { origin } = listening
    context.origin = origin
    if (deskDoor) withdrawAddress = publishAddress(config.folder, { origin, secret })
    // Read now, not at the first search for a village, when a clerk would feel it.
    setImmediate(() => areas.villageByCode(''))
    return { origin, newDeskUrl, close }
  } catch (cause) {
    await close()
    throw cause
  }
}

function createContext(config: HubConfig, data: DataFolder): HubContext {
  const system = config.system ?? machine
  const log = createLog(config.logTo)
  const store = openStore(data.driver, (query) => log.warn(query, 'slow query'))
  const live = createLive(system.newToken())
  const syncKey = sealingKey(data.keyHex)
  return {
    system,
    log,
    store,
    live,
    syncKey,
    sync: createSync({ store, system, log, key: syncKey, announce: () => live.announce('sync') }),
    areas: openAreas(config.resources),
    reader: createReader({ file: data.file, keyHex: data.keyHex, resources: config.resources }),
    codes: createOneTimeCodes(system),
    searches: createSearchTrail(store, system),
    facilityIsSet: async () => {},
    lastCallAt: system.now(),
    origin: '',
  }
}

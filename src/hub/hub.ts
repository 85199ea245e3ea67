import { problem, Refusal } from '#domain/errors'
import { openAreas } from './areas.ts'
import type { HubContext } from './context.ts'
import { openDataFolder } from './data-folder.ts'
import { serveHub } from './http.ts'
import { createLive } from './live.ts'
import { createLog } from './log.ts'
import { createOneTimeCodes } from './one-time-codes.ts'
import { createReader } from './reader-client.ts'
import { createSearchTrail } from './search-trail.ts'
import { openStore } from './store/open.ts'
import { createSync } from './sync/engine.ts'
import { machine, type System } from './system.ts'

export type HubConfig = {
  folder: string
  keyHex: string
  /** 0 takes a free port. */
  port: number
  /** Where areas and other facts are read, and where the built screens are. */
  resources: string
  screens: string
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
  const system = config.system ?? machine
  const log = createLog(config.logTo)
  const data = openDataFolder(config.folder, config.keyHex)
  const store = openStore(data.driver, (query) => log.warn(query, 'slow query'))
  const reader = createReader({ file: data.file, keyHex: data.keyHex, resources: config.resources })
  const live = createLive(system.newToken())
  const areas = openAreas(config.resources)
  let origin = ''
  const sync = createSync({
    store,
    system,
    log,
    keyHex: data.keyHex,
    areas,
    announce: () => live.announce('sync'),
  })
  const context: HubContext = {
    system,
    log,
    store,
    live,
    areas,
    reader,
    codes: createOneTimeCodes(system),
    searches: createSearchTrail(store, system),
    sync,
    origin: () => origin,
  }

  async function stopStore(): Promise<void> {
    await sync.stop()
    await context.searches.endAll()
    await reader.close()
    await store.close()
    data.release()
  }

  try {
    // After an unclean stop the file is checked before anyone relies on it; otherwise while people already work.
    if (data.afterCrash) await refuseDamaged()
    const listening = await serveHub(context, { port: config.port, screens: config.screens })
    origin = listening.origin
    if (!data.afterCrash) void refuseDamaged().catch(() => log.error('quick_check found damage'))
    sync.schedule()
    // Read now, not at the first search for a village, when a clerk would feel it.
    setImmediate(() => areas.villageByCode(''))
    return {
      origin,
      newDeskUrl: () => `${origin}/open?code=${context.codes.issue({ surface: 'desk', roomId: null })}`,
      close: async () => {
        await listening.close()
        await stopStore()
      },
    }
  } catch (cause) {
    await stopStore()
    throw cause
  }

  async function refuseDamaged(): Promise<void> {
    const whole = await reader.ask('quickCheck', {})
    if (!whole) throw new Refusal(problem('database_damaged', { file: data.file }))
  }
}

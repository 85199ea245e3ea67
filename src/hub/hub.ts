import { problem, Refusal } from '#domain/errors'
import { openAreas } from '#files/areas'
import { createBoards } from './board.ts'
import { createCalls } from './calls.ts'
import { keepLogShort } from './checkpoints.ts'
import type { HubContext } from './context.ts'
import { type DataFolder, openDataFolder } from './data-folder.ts'
import { startDayTurn } from './day-turn.ts'
import { publishAddress } from './desk-address.ts'
import type { Listening } from './entrance.ts'
import { createHttp } from './http.ts'
import { createImporter } from './import/importer.ts'
import { createLan, type Ports } from './lan/lan.ts'
import { createLive } from './live.ts'
import { createLog, describeFault } from './log.ts'
import { createOneTimeCodes } from './one-time-codes.ts'
import { createPairing } from './pairing.ts'
import { createPresence } from './presence.ts'
import { createReader } from './reader-client.ts'
import { createReceipts } from './receipts.ts'
import { createSearchTrail } from './search-trail.ts'
import type { Outstanding, Standing } from './shell-port.ts'
import { createShows } from './shows.ts'
import { readLastClosing } from './store/days.ts'
import { readFacility } from './store/facility.ts'
import { openStore } from './store/open.ts'
import { createPatientFinder } from './store/patient-finder.ts'
import { refillSearchIndex } from './store/search-refill.ts'
import { createWordShares } from './store/word-shares.ts'
import { sendNow, standingOf } from './sync/before-leaving.ts'
import { createSync, type SyncOptions } from './sync/engine.ts'
import { type Nightly, startNightly } from './sync/nightly.ts'
import { sealingKey } from './sync/seal.ts'
import { machine, type System } from './system.ts'
import { createTicketDesk } from './ticket-desk.ts'

export type HubConfig = {
  folder: string
  keyHex: string
  /** Of the desk, on this computer only. The network has the next two; 0 takes free ones. */
  port: number
  /** The network is on whatever the settings say. */
  lan?: boolean
  /** Where areas and other facts are read, and where the built screens are. */
  resources: string
  screens: string
  /** Tells a later start on the same folder where the desk is. The desktop shell knows by itself. */
  publishAddress?: boolean
  system?: System
  /** Replaces the waiting of the sync between attempts. */
  syncPause?: SyncOptions['pause']
  logTo: { write: (line: string) => void }
}

export type Hub = {
  origin: string
  /** A fresh address that opens the desk once. */
  newDeskUrl: () => string
  /** Of the network; null while it is off. */
  networkPorts: () => Ports | null
  /** What the shell asks before it leaves. */
  standing: () => Promise<Standing>
  sendNow: () => Promise<Outstanding>
  close: () => Promise<void>
}

/** Opens the data folder and serves it. Refuses, in a sentence, a folder that cannot be trusted or a port that is taken. */
export async function openHub(config: HubConfig): Promise<Hub> {
  const data = openDataFolder(config.folder, config.keyHex)
  const context = createContext(config, data)
  const { store, system, log, reader, sync, areas, codes, searches, lan } = context
  let closing = false
  const checkpoints = keepLogShort(data.file, () => reader.ask('checkpoint', {}))
  let nights: Nightly | null = null
  let dayTurn: { stop: () => void } | null = null
  let listening: Listening | null = null
  let withdrawAddress: (() => void) | null = null
  const newDeskUrl = () => `${context.origin}/open?code=${codes.issue({ surface: 'desk', roomId: null })}`

  async function close(): Promise<void> {
    closing = true
    withdrawAddress?.()
    await lan.close()
    await listening?.close()
    nights?.stop()
    dayTurn?.stop()
    checkpoints.stop()
    await sync.stop()
    await context.importer.close()
    await searches.endAll()
    await context.receipts.close()
    await context.presence.close()
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
    dayTurn = await startDayTurn({ ...context, timeZone: facility.timeZone })
    const { id: facilityId, timeZone } = facility
    nights = startNightly({
      sync,
      timeZone,
      facilityId,
      now: system.now,
      lastWorkAt: () => context.lastWorkAt,
      lastClosedAt: () => readLastClosing(store.db),
      log,
    })
  }

  try {
    // After an unclean stop the file is checked before anyone relies on it; otherwise while people already work.
    if (data.afterCrash) await refuseDamaged()
    await refillSearchIndex(store, (done, total) => log.info({ done, total }, 'filling the search index'))
    if (!data.afterCrash)
      void refuseDamaged().catch((fault) => closing || log.error(describeFault(fault), 'check found damage'))
    context.facilityIsSet = async () => {
      await scheduleNights()
      await lan.settle()
    }
    context.dayIsClosed = async () => nights?.look()
    await scheduleNights()
    const secret = system.newToken()
    const deskDoor = config.publishAddress ? { secret, newDeskUrl } : null
    const listen = createHttp(context, { screens: config.screens, deskDoor })
    listening = await listen({
      listener: 'loopback',
      port: config.port,
      names: () => ['127.0.0.1', 'localhost'],
    })
    const origin = `http://127.0.0.1:${listening.port}`
    context.origin = origin
    await lan.open(listen)
    await context.importer.open()
    if (deskDoor) withdrawAddress = publishAddress(config.folder, { origin, secret })
    // Read now, not at the first search for a village, when a clerk would feel it.
    setImmediate(() => areas.villageByCode(''))
    setImmediate(() => void context.finder.warm())
    return {
      origin,
      newDeskUrl,
      networkPorts: lan.ports,
      standing: () => standingOf(sync),
      sendNow: () => sendNow(store.db, sync),
      close,
    }
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
  const areas = openAreas(config.resources)
  const syncKey = sealingKey(data.keyHex)
  const calls = createCalls()
  const reader = createReader({ file: data.file, keyHex: data.keyHex, resources: config.resources })
  const lan = createLan({
    store,
    system,
    log,
    keyHex: data.keyHex,
    forced: config.lan ?? false,
    port: config.port === 0 ? 0 : config.port + 1,
    onChange: () => live.announce('settings'),
  })
  const presence = createPresence({ store, live, system, log })
  const shows = createShows({ data: config.folder, resources: config.resources })
  return {
    system,
    log,
    store,
    live,
    lan,
    pairing: createPairing(system, log),
    presence,
    shows,
    boards: createBoards({ store, live, system, presence, shows }),
    receipts: createReceipts({ store, live, system, presence }),
    tickets: createTicketDesk(system.now, () => live.announce('devices')),
    syncKey,
    sync: createSync({
      store,
      system,
      log,
      key: syncKey,
      calls,
      announce: () => live.announce('sync'),
      ...(config.syncPause ? { pause: config.syncPause } : {}),
    }),
    areas,
    reader,
    calls,
    importer: createImporter({
      store,
      system,
      live,
      log,
      calls,
      worker: {
        file: data.file,
        keyHex: data.keyHex,
        resources: config.resources,
        folder: config.folder,
      },
      fold: () => reader.ask('checkpoint', {}),
    }),
    codes: createOneTimeCodes(system),
    finder: createPatientFinder(
      store.db,
      (code) => areas.villageByCode(code)?.name ?? null,
      () => new Date(system.now()).getUTCFullYear(),
    ),
    wordShares: createWordShares(store.db),
    searches: createSearchTrail(store, system),
    facilityIsSet: async () => {},
    dayIsClosed: async () => {},
    lastWorkAt: system.now(),
    origin: '',
  }
}

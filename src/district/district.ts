import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { DestinationStream } from 'pino'
import { mostStickBytes } from '#contract/district/stick'
import { refuse } from '#domain/errors'
import { openAreas } from '#files/areas'
import { describeApi, mostBytes, openApi } from './api.ts'
import { keepComparing } from './comparing.ts'
import { type Site, serve } from './http.ts'
import { openLimits } from './limits.ts'
import { type Log, openLog } from './log.ts'
import { openPages } from './pages.ts'
import { type BrokenAudit, findBrokenAudit } from './store/audit.ts'
import { type Db, openStore, type StorePlace } from './store/open.ts'
import { machine, type System } from './system.ts'
import { refuseUnparsed } from './unparsed.ts'

export type DistrictConfig = {
  place: StorePlace
  /** 0 takes any free port. */
  port: number
  /** Under which a TLS proxy passes requests on, as `https://dinkes.example.go.id`; null where there is none. */
  publicOrigin: string | null
  /** The built screens (out/renderer); null serves FHIR and API alone. */
  pages: string | null
  logTo: DestinationStream
  system?: System
  open?: typeof openStore
}

export type District = {
  /** Opens the dashboard once and allows the first set-up. */
  url: string
  /** `http://127.0.0.1:PORT`, below which /fhir, /oauth2 and /api stand. */
  origin: string
  close: () => Promise<void>
}

const stopWithinMs = 5000
/** Past the minute after which proxies and engines let go of a quiet connection: closed here first, their next call is lost. */
const quietConnectionMs = 65_000

/** Opens store and server. Refuses what `openStore` refuses, and `port_in_use`. */
export async function openDistrict(config: DistrictConfig): Promise<District> {
  const { place, publicOrigin, pages, system = machine, open = openStore } = config
  const log = openLog(config.logTo)
  const reportUnexpected = (cause: unknown) => {
    const reference = system.newToken().slice(0, 6)
    log.error({ reference, err: cause }, 'unexpected')
    return reference
  }
  const { promise: opened, resolve: answerWith } = Promise.withResolvers<Site>()
  const server = createServer(async (request, response) => await serve(await opened, request, response))
  server.keepAliveTimeout = quietConnectionMs
  server.on('clientError', refuseUnparsed)
  // Before the database, which takes seconds to open: a port in use is told at once.
  const port = await listen(server, config.port)
  const store = await open(place, {
    onSlow: (query) => log.warn(query, 'slow query'),
    onLost: (cause) => log.warn({ err: cause }, 'database connection lost'),
  }).catch(async (cause) => {
    await stop(server)
    throw cause
  })
  const stopping = new AbortController()
  const auditCheck = checkAudit(store.db, log, stopping.signal)
  const comparing = keepComparing(store, stopping.signal, reportUnexpected)
  const origin = `http://127.0.0.1:${port}`
  const outside = publicOrigin ?? origin
  const code = system.newToken()
  const site: Site = {
    store,
    system,
    log,
    // Beside the sources and beside the built program alike.
    areas: openAreas(join(import.meta.dirname, '../../resources')),
    api: openApi(reportUnexpected, mostBytes),
    fileApi: openApi(reportUnexpected, mostStickBytes + mostBytes),
    apiDescription: await describeApi(),
    pages: pages === null ? null : openPages(pages),
    fhir: {
      store,
      system,
      baseUrl: `${outside}/fhir`,
      tokenUrl: `${outside}/oauth2/token`,
      limits: openLimits(system.now),
      // Nobody but the proxy reaches this port then, and it adds the address that it sees at the end.
      addressOf: publicOrigin === null ? addressOf : forwardedFor,
      reportUnexpected,
    },
    auditCheck,
    origins: [origin, `http://localhost:${port}`, ...(publicOrigin === null ? [] : [publicOrigin])],
    spendCode: spendOnce(code),
    reportUnexpected,
  }
  answerWith(site)
  const close = async () => {
    await stop(server)
    stopping.abort()
    await Promise.allSettled([auditCheck, comparing])
    await store.close()
  }
  return { url: `${origin}/open?code=${code}`, origin, close }
}

/** Looks through the whole audit trail beside the work, which does not wait for it. */
function checkAudit(db: Db, log: Log, signal: AbortSignal): Promise<BrokenAudit | null> {
  const check = findBrokenAudit(db, signal)
  check.then(
    (broken) => broken && log.error(broken, 'audit trail broken'),
    (cause) => signal.aborted || log.error({ err: cause }, 'audit trail not checked'),
  )
  return check
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')
      refuse('port_in_use', { port })
    throw cause
  }
  return (server.address() as AddressInfo).port
}

function addressOf({ socket }: IncomingMessage): string {
  return socket.remoteAddress ?? ''
}

function forwardedFor(request: IncomingMessage): string {
  const passedOn = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',').at(-1)?.trim()
  return passedOn || addressOf(request)
}

function spendOnce(code: string): (offered: string) => boolean {
  let spent = false
  return (offered) => {
    const fits = !spent && offered === code
    spent ||= fits
    return fits
  }
}

/** Lets running requests end, and cuts those that do not. */
async function stop(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), stopWithinMs)
  server.close()
  await once(server, 'close')
  clearTimeout(cut)
}

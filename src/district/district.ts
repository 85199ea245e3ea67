import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { DestinationStream } from 'pino'
import { refuse } from '#domain/errors'
import { describeApi, openApi } from './api.ts'
import { type Site, serve } from './http.ts'
import { openLog } from './log.ts'
import { openPages } from './pages.ts'
import { openStore, type StorePlace } from './store/open.ts'
import { machine, type System } from './system.ts'

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
}

export type District = {
  /** Opens the dashboard once and allows the first set-up. */
  url: string
  /** `http://127.0.0.1:PORT`, below which /fhir, /oauth2 and /api stand. */
  origin: string
  close: () => Promise<void>
}

const stopWithinMs = 5000

/** Opens store and server. Refuses what `openStore` refuses, and `port_in_use`. */
export async function openDistrict(config: DistrictConfig): Promise<District> {
  const { place, publicOrigin, pages, system = machine } = config
  const log = openLog(config.logTo)
  const reportUnexpected = (cause: unknown) => {
    const reference = system.newToken().slice(0, 6)
    log.error({ reference, err: cause }, 'unexpected')
    return reference
  }
  const { promise: opened, resolve: answerWith } = Promise.withResolvers<Site>()
  const server = createServer(async (request, response) => await serve(await opened, request, response))
  // Before the database, which takes seconds to open: a port in use is told at once.
  const port = await listen(server, config.port)
  const store = await openStore(place, {
    onSlow: (query) => log.warn(query, 'slow query'),
    onLost: (cause) => log.warn({ err: cause }, 'database connection lost'),
  }).catch(async (cause) => {
    await stop(server)
    throw cause
  })
  const origin = `http://127.0.0.1:${port}`
  const outside = publicOrigin ?? origin
  const code = system.newToken()
  const site: Site = {
    store,
    system,
    log,
    api: openApi(reportUnexpected),
    apiDescription: await describeApi(),
    pages: pages === null ? null : openPages(pages),
    fhir: {
      store,
      system,
      baseUrl: `${outside}/fhir`,
      tokenUrl: `${outside}/oauth2/token`,
      reportUnexpected,
    },
    origins: [origin, `http://localhost:${port}`, ...(publicOrigin === null ? [] : [publicOrigin])],
    spendCode: spendOnce(code),
    reportUnexpected,
  }
  answerWith(site)
  const close = async () => {
    await stop(server)
    await store.close()
  }
  return { url: `${origin}/open?code=${code}`, origin, close }
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

import type { EventEmitter } from 'node:events'
import { Bonjour } from 'bonjour-service'
import { describeFault, type Logger } from '#hub/log'

/** Where mDNS is spoken: as everywhere, on port 5353 of every interface, unless it says otherwise. */
type Socket = { port?: number; interface?: string; bind?: string }

export type Announced = { stop: () => Promise<void> }

/**
 * Tells the network by mDNS that a hub is here, as `_loket._tcp` at `host` (`loket-….local`). A computer without
 * multicast, or whose port 5353 is taken, is served all the same: people type the address or scan it.
 */
export function announceHub(
  hub: { name: string; host: string; port: number; securePort: number },
  log: Pick<Logger, 'warn'>,
  socket: Socket = {},
): Announced {
  const { name, host, port, securePort } = hub
  const tell = (fault: unknown) => log.warn(describeFault(fault), 'not announced by mDNS')
  try {
    const bonjour = new Bonjour(socket as ConstructorParameters<typeof Bonjour>[0], tell)
    // bonjour-service 1.4 leaves this event without a listener, and a socket that cannot bind would end the hub.
    const { mdns } = (bonjour as unknown as { server: { mdns: EventEmitter } }).server
    mdns.on('error', tell)
    // Without probing: a name that is taken would be reported on stdout, where the shell reads.
    bonjour.publish({
      name,
      host,
      port,
      type: 'loket',
      txt: { https: String(securePort), path: '/pair/' },
      probe: false,
      disableIPv6: true,
    })
    return {
      stop: () => new Promise((resolve) => bonjour.unpublishAll(() => bonjour.destroy(() => resolve()))),
    }
  } catch (fault) {
    tell(fault)
    return { stop: async () => {} }
  }
}

/**
 * Where a request came in: on this computer, over plain http from the network, or over https from the network.
 * Told by the listener and never by the address: a proxy on this computer would make the network look like it.
 */
export type Listener = 'loopback' | 'lan' | 'secure'

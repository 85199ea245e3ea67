import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { BlockList, connect, type Socket } from 'node:net'
import { refuse } from '#domain/errors'
import type { PrinterPort } from './printer-dialogue.ts'

type NetworkPatience = { connectMs: number; lingerMs: number }

const local = new BlockList()
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const) {
  local.addSubnet(network, bits, 'ipv4')
}
local.addAddress('::1', 'ipv6')
local.addSubnet('fc00::', 7, 'ipv6')
local.addSubnet('fe80::', 10, 'ipv6')

/**
 * Connects to a printer's raw port (9100). Refuses an address outside the local network (`printer_outside`): what
 * is printed stays in the house. Rejects when nobody answers there.
 */
export async function openNetworkPort(
  { host, port }: { host: string; port: number },
  { connectMs, lingerMs }: NetworkPatience,
  givenUp: AbortSignal,
): Promise<PrinterPort> {
  const socket = connect({ host: await findLocalAddress(host), port, signal: givenUp })
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(connectMs) })
  } catch (fault) {
    socket.on('error', ignore).destroy()
    throw fault
  }
  socket.on('error', ignore) // shows itself in the next send or receive
  return {
    send: (bytes) =>
      new Promise((resolve, reject) => {
        socket.write(bytes, (fault) => (fault ? reject(fault) : resolve()))
      }),
    receive: (until) => readByte(socket, until),
    close: () => closeGently(socket, lingerMs),
  }
}

async function findLocalAddress(host: string): Promise<string> {
  const found = await lookup(host, { all: true, order: 'ipv4first' })
  const near = found.find(({ address, family }) => local.check(address, family === 6 ? 'ipv6' : 'ipv4'))
  return near?.address ?? refuse('printer_outside', { host })
}

async function readByte(socket: Socket, until: AbortSignal): Promise<number | null> {
  try {
    for (;;) {
      const byte: Buffer | null = socket.read(1)
      if (byte) return byte[0] ?? null
      await once(socket, 'readable', { signal: until })
    }
  } catch {
    return null
  }
}

/** Says that all was sent and reads on: a reset, by closing on a late answer, can cost the printer its last lines. */
async function closeGently(socket: Socket, lingerMs: number): Promise<void> {
  socket.resume().end()
  if (!socket.closed) await once(socket, 'close', { signal: AbortSignal.timeout(lingerMs) }).catch(ignore)
  socket.destroy()
}

function ignore(): void {}

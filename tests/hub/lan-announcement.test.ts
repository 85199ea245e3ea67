import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { Bonjour, type Service } from 'bonjour-service'
import { expect, test } from 'vitest'
import { announceHub } from '#hub/lan/announcement'

const hub = { name: 'Loket P8204011', host: 'loket-p8204011.local', port: 4781, securePort: 4782 }

/** A UDP port, held by a socket that lets nobody else have it. */
async function takePort(): Promise<{ port: number; holder: Socket }> {
  const holder = createSocket('udp4').bind(0)
  await once(holder, 'listening')
  return { port: holder.address().port, holder }
}

function createEar() {
  const warnings: object[] = []
  const log = { warn: (what: object) => void warnings.push(what) }
  return { warnings, log: log as Parameters<typeof announceHub>[1] }
}

test('a device on the network finds the hub by mDNS, with both ports, until the network is switched off', async () => {
  const { port, holder } = await takePort()
  holder.close()
  await once(holder, 'close')
  // On loopback, on a port of its own: no other hub in the house hears this test.
  const socket = { port, interface: '127.0.0.1', bind: '0.0.0.0' }
  const device = new Bonjour(socket as ConstructorParameters<typeof Bonjour>[0])
  const browser = device.find({ type: 'loket' })
  const found = once(browser, 'up')
  const { warnings, log } = createEar()
  const announced = announceHub(hub, log, socket)
  const [service] = (await found) as [Service]
  expect(service).toMatchObject({ name: hub.name, host: hub.host, port: hub.port, type: 'loket' })
  expect(service.txt).toEqual({ https: '4782', path: '/pair/' })

  const gone = once(browser, 'down')
  await announced.stop()
  expect(((await gone) as [Service])[0].name).toBe(hub.name)
  expect(warnings).toEqual([])
  device.destroy()
})

test('where the port of mDNS is taken the hub goes on unannounced, and says so in the log only', async () => {
  const { port, holder } = await takePort()
  const warned = Promise.withResolvers<object>()
  const log = { warn: warned.resolve } as Parameters<typeof announceHub>[1]
  const announced = announceHub(hub, log, { port })
  expect(await warned.promise).toMatchObject({ kind: expect.stringContaining('EADDRINUSE') })
  await announced.stop()
  holder.close()
})

import type { NetworkInterfaceInfo } from 'node:os'
import { expect, test } from 'vitest'
import { localNameOf, ownAddresses } from '#hub/lan/network'
import { qrCode } from '#hub/lan/qr-code'

function adapter(address: string, internal = false): NetworkInterfaceInfo {
  const family = address.includes(':') ? ('IPv6' as const) : ('IPv4' as const)
  const rest = { address, netmask: '', mac: '00:00:00:00:00:01', internal, cidr: null }
  return family === 'IPv6' ? { ...rest, family, scopeid: 0 } : { ...rest, family }
}

test('the address that devices can reach comes first: no loopback, virtual adapters and self-given ones last', () => {
  const found = ownAddresses({
    lo: [adapter('127.0.0.1', true)],
    'vEthernet (WSL)': [adapter('172.28.0.1')],
    docker0: [adapter('172.17.0.1')],
    Ethernet: [adapter('fe80::1'), adapter('169.254.10.1')],
    'Wi-Fi': [adapter('192.168.1.20')],
  })
  expect(found).toEqual(['192.168.1.20', '169.254.10.1', '172.28.0.1', '172.17.0.1'])
})

test('a computer without a network has no address', () => {
  expect(ownAddresses({ lo: [adapter('127.0.0.1', true)] })).toEqual([])
})

test('the name by which a hub is found comes from the code of the Puskesmas', () => {
  expect(localNameOf('P8204011')).toBe('loket-p8204011.local')
})

test('an address becomes a QR code that any screen can show as it is', async () => {
  const svg = await qrCode('http://192.168.1.20:4781/pair/')
  expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 \d+ \d+"/)
  expect(svg).not.toMatch(/<script|http-equiv|href/)
})

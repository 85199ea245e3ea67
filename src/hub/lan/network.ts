import { hostname, type NetworkInterfaceInfo, networkInterfaces } from 'node:os'

type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>

/** Adapters of virtual machines and tunnels: nobody in the house can reach the hub through them. */
const virtual = /^(docker|br-|veth|virbr|vmnet|vbox|tun|tap|wg|zt|vethernet|virtualbox|vmware)/i

/** This computer's IPv4 addresses, the one that other devices most likely reach first; without loopback. */
export function ownAddresses(interfaces: Interfaces = networkInterfaces()): string[] {
  return Object.entries(interfaces)
    .flatMap(([name, infos = []]) => infos.map((info) => ({ ...info, doubt: doubtOf(name, info.address) })))
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .toSorted((a, b) => a.doubt - b.doubt)
    .map(({ address }) => address)
}

/** 169.254.…: an address that an adapter gives itself when nobody else does. */
function doubtOf(name: string, address: string): number {
  return (virtual.test(name) ? 2 : 0) + (address.startsWith('169.254.') ? 1 : 0)
}

/** `loket-p8204011.local`: found by mDNS, and the same wherever the router puts this computer. */
export function localNameOf(facilityCode: string): string {
  return `loket-${facilityCode.toLowerCase()}.local`
}

/** What this computer calls itself, where a certificate may say so. */
export function ownHostNames(): string[] {
  const name = hostname().toLowerCase()
  const fits = /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/.test(name) && name.length <= 200
  // Windows and macOS answer to their name with `.local` as well.
  return fits ? [name, ...(name.includes('.') ? [] : [`${name}.local`])] : []
}

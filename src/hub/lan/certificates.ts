import { hkdfSync, X509Certificate } from 'node:crypto'
import type { Facility } from '#hub/store/facility'
import type { Store } from '#hub/store/open'
import { readSetting, writeSetting } from '#hub/store/settings'
import { seal, unseal } from '#hub/sync/seal'
import type { System } from '#hub/system'
import type { Issued } from './issue.ts'
import { localNameOf, ownAddresses, ownHostNames } from './network.ts'

/** What the https listener shows, and the authority behind it. PEM; times in milliseconds since 1970. */
export type Certificates = { authority: string; leaf: Issued; until: number }

type Sealed = { certificate: string; sealedKey: string }
/** `domains` are those the authority may vouch for; a computer that is renamed later keeps the old ones. */
type Stored = { authority: Sealed & { domains: string[] }; leaf: Sealed }

const settingKey = 'lan.certificates'
const renewMs = 30 * 24 * 3_600_000

/**
 * The facility's authority and the hub's certificate, made where there are none. The hub's is renewed when less than 30
 * days of it are left, or when this computer has a name or an address that it does not cover; the authority only after
 * ten years, because every device has to be asked to trust the next. They stand in the database, so that a restored
 * backup is the same hub to every device; the private keys are sealed once more.
 */
export function createCertificates({
  store,
  system,
  keyHex,
}: {
  store: Store
  system: System
  keyHex: string
}) {
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(keyHex, 'hex'), '', 'loket lan private keys', 32))

  function open({ certificate, sealedKey }: Sealed): Issued | null {
    const opened = unseal(sealedKey, key)
    return opened === null ? null : { certificate, key: opened }
  }

  async function read(): Promise<{ authority: Issued & { domains: string[] }; leaf: Issued } | null> {
    const value = await readSetting(store.db, settingKey)
    if (value === null) return null
    const stored = JSON.parse(value) as Stored
    const [authority, leaf] = [open(stored.authority), open(stored.leaf)]
    return authority && leaf ? { authority: { ...authority, domains: stored.authority.domains }, leaf } : null
  }

  async function issue(facility: Facility, now: number, known: Awaited<ReturnType<typeof read>>) {
    // Loaded where something is to be issued, once a year: it takes 20 MB.
    const { issueAuthority, issueLeaf } = await import('./issue.ts')
    const domains = ['local', 'localhost', ...ownHostNames()]
    const authority =
      known && lasts(known.authority, now)
        ? known.authority
        : { ...(await issueAuthority(facility.code, domains, now)), domains }
    const leaf = await issueLeaf(authority, namesOf(facility, authority.domains), now)
    const stored: Stored = {
      authority: {
        certificate: authority.certificate,
        sealedKey: seal(authority.key, key),
        domains: authority.domains,
      },
      leaf: { certificate: leaf.certificate, sealedKey: seal(leaf.key, key) },
    }
    await store.write((tx) => writeSetting(tx, settingKey, JSON.stringify(stored)))
    return { authority, leaf }
  }

  return {
    current: async (facility: Facility): Promise<Certificates> => {
      const now = system.now()
      const known = await read()
      const fits =
        known &&
        lasts(known.authority, now) &&
        hasBegun(known.leaf, now) &&
        lasts(known.leaf, now) &&
        covers(known.leaf, namesOf(facility, known.authority.domains))
      const { authority, leaf } = fits ? known : await issue(facility, now, known)
      return { authority: authority.certificate, leaf, until: endOf(leaf) }
    },
  }
}

function namesOf(facility: Facility, domains: readonly string[]) {
  const names = [localNameOf(facility.code), 'localhost', ...ownHostNames()]
  const isAllowed = (name: string) => domains.some((domain) => `.${name}`.endsWith(`.${domain}`))
  return { dns: [...new Set(names.filter(isAllowed))], ip: ['127.0.0.1', ...ownAddresses()] }
}

function endOf({ certificate }: Issued): number {
  return new X509Certificate(certificate).validToDate.getTime()
}

function lasts(issued: Issued, now: number): boolean {
  return endOf(issued) - now >= renewMs
}

/** False after a clock that was far ahead has been set right. The authority is left alone: devices know no other. */
function hasBegun({ certificate }: Issued, now: number): boolean {
  return new X509Certificate(certificate).validFromDate.getTime() <= now
}

function covers({ certificate }: Issued, names: { dns: readonly string[]; ip: readonly string[] }): boolean {
  const leaf = new X509Certificate(certificate)
  return (
    names.dns.every((name) => leaf.checkHost(name) !== undefined) &&
    names.ip.every((address) => leaf.checkIP(address) !== undefined)
  )
}

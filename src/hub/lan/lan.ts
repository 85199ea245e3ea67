import { X509Certificate } from 'node:crypto'
import type { LanState } from '#contract/hub/lan'
import { type Problem, problem, Refusal, refuse, sentenceOf } from '#domain/errors'
import { fingerprintGroups } from '#domain/fingerprint'
import type { Listening } from '#hub/entrance'
import type { Listen } from '#hub/http'
import { describeFault, type Logger } from '#hub/log'
import { type Facility, readFacility } from '#hub/store/facility'
import type { Db, Store, Tx } from '#hub/store/open'
import { readSetting, writeSetting } from '#hub/store/settings'
import type { System } from '#hub/system'
import { type Announced, announceHub } from './announcement.ts'
import { type Certificates, createCertificates } from './certificates.ts'
import { localNameOf, ownAddresses, ownHostNames } from './network.ts'
import { qrCode } from './qr-code.ts'

export type Ports = { http: number; https: number }

/** The hub on the network of the house: off until somebody switches it on, and never in the way of the desk. */
export type Lan = {
  state: () => Promise<LanState>
  /** Where it listens; null while the network is off. */
  ports: () => Ports | null
  /** The https address beside the name in a Host header, `192.168.1.20:4781`; null while the network is off. */
  secureOrigin: (host: string | undefined) => string | null
  /** The facility's authority, PEM; null while the network is off. */
  authority: () => string | null
  /** Makes it as the settings, the clock and this computer's addresses now want it. Looks by itself every minute. */
  settle: () => Promise<void>
  /** From now on it may listen. */
  open: (listen: Listen) => Promise<void>
  close: () => Promise<void>
}

type LanOptions = {
  store: Store
  system: System
  log: Logger
  keyHex: string
  /** `--lan`: on, whatever the settings say. */
  forced: boolean
  /** Of plain http; https has the next one. 0 takes free ones. */
  port: number
  /** The state is another one now. */
  onChange: () => void
}

type Open = { plain: Listening; secure: Listening; certificates: Certificates }

const settingKey = 'lan'
const lookMs = 60_000

export async function writeLanSetting(tx: Tx, on: boolean): Promise<void> {
  await writeSetting(tx, settingKey, JSON.stringify({ on }))
}

async function readLanSetting(db: Db): Promise<boolean> {
  const value = await readSetting(db, settingKey)
  return value !== null && (JSON.parse(value) as { on: boolean }).on
}

export function createLan(options: LanOptions): Lan {
  const { store, log, forced, port, onChange } = options
  const certificates = createCertificates(options)
  let listen: Listen | null = null
  let looking: ReturnType<typeof setInterval> | undefined
  let settling = Promise.resolve()
  let open: Open | null = null
  let announced: Announced | null = null
  let addresses: string[] = []
  let failure: Problem | null = null

  const isOn = async () => forced || (await readLanSetting(store.db))

  async function work(): Promise<void> {
    const before = JSON.stringify([open?.certificates.until, addresses, failure])
    try {
      await makeSo()
      failure = null
    } catch (fault) {
      if (!(fault instanceof Refusal)) log.error(describeFault(fault), 'network fault')
      failure =
        fault instanceof Refusal ? fault.problems[0].problem : problem('unexpected', { reference: 'LAN' })
    }
    if (before !== JSON.stringify([open?.certificates.until, addresses, failure])) onChange()
  }

  async function makeSo(): Promise<void> {
    const moved = addresses.join() !== ownAddresses().join()
    addresses = ownAddresses()
    if (!listen || !(await isOn())) return shut()
    const facility = await readFacility(store.db)
    if (!facility) refuse('setup_needed')
    const current = await certificates.current(facility)
    if (open && open.certificates.leaf.key !== current.leaf.key) open.secure.renew(current.leaf)
    open = open ? { ...open, certificates: current } : await openBoth(listen, facility, current)
    if (moved) await silence()
    announced ??= announceHub(
      {
        name: `Loket ${facility.code}`,
        host: localNameOf(facility.code),
        port: open.plain.port,
        securePort: open.secure.port,
      },
      log,
    )
  }

  async function openBoth(listenAt: Listen, facility: Facility, current: Certificates): Promise<Open> {
    const names = () => [
      '127.0.0.1',
      'localhost',
      localNameOf(facility.code),
      ...ownHostNames(),
      ...ownAddresses(),
    ]
    const plain = await listenAt({ listener: 'lan', port, names })
    try {
      const securePort = port === 0 ? 0 : port + 1
      const secure = await listenAt({ listener: 'secure', port: securePort, names, tls: current.leaf })
      return { plain, secure, certificates: current }
    } catch (fault) {
      await plain.close()
      throw fault
    }
  }

  async function silence(): Promise<void> {
    await announced?.stop()
    announced = null
  }

  async function shut(): Promise<void> {
    const { plain, secure } = open ?? {}
    open = null
    await Promise.all([plain?.close(), secure?.close(), silence()])
  }

  function settle(): Promise<void> {
    settling = settling.then(work)
    return settling
  }

  return {
    settle,
    open: (listenAt) => {
      listen = listenAt
      looking = setInterval(settle, lookMs)
      looking.unref()
      return settle()
    },
    close: () => {
      listen = null
      clearInterval(looking)
      return settle()
    },
    ports: () => open && { http: open.plain.port, https: open.secure.port },
    secureOrigin: (host) => {
      const name = host?.split(':')[0]
      return open && name ? `https://${name}:${open.secure.port}` : null
    },
    authority: () => open?.certificates.authority ?? null,
    state: async () => {
      const plainAddresses = addressesOf('http', open?.plain)
      const [first] = plainAddresses
      const authority = open && new X509Certificate(open.certificates.authority)
      const trouble = failure ?? (open && !first ? problem('no_network') : null)
      return {
        on: await isOn(),
        forced,
        addresses: plainAddresses,
        secureAddresses: addressesOf('https', open?.secure),
        qr: first ? await qrCode(`${first}/pair/`) : null,
        fingerprint: authority && fingerprintGroups(authority.fingerprint256),
        certificateUntil: open?.certificates.until ?? null,
        problem: trouble && sentenceOf(trouble),
      }
    },
  }

  function addressesOf(scheme: 'http' | 'https', listening: Listening | undefined): string[] {
    return listening ? addresses.map((address) => `${scheme}://${address}:${listening.port}`) : []
  }
}

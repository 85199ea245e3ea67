import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FhirResource } from 'fhir/r4'
import pg from 'pg'
import { v7 } from 'uuid'
import { dayDigest } from '#contract/day-digest'
import { type FhirType, fhirTypes } from '#contract/fhir'
import type { StorePlace } from '#district/store/open'
import { databases, type Place } from '../../district/harness.ts'
import { type FaultProxy, openFaultProxy } from '../../support/fault-proxy.ts'
import { type Account, openDinkes } from '../dinkes.ts'
import { openMedplumServer } from '../medplum-server.ts'

/** A server that a Puskesmas sends to, whoever wrote it, behind a proxy that can do harm. */
export type Receiver = {
  proxy: FaultProxy
  /** Past the proxy, as another writer reaches it. */
  origin: string
  /** What a Puskesmas types as the address. */
  baseUrl: string
  admit: () => Promise<Account>
  list: (account: Account, type: FhirType) => Promise<FhirResource[]>
  /** Its own digest of a type's days (`contract/day-digest`); null where it knows no such thing. */
  digestDays: ((account: Account, type: FhirType, question: string) => Promise<FhirResource>) | null
  /** Takes in what came by road; null where nobody does. */
  takeStick: ((stick: File) => Promise<{ receipt: File }>) | null
  /** Keeps a copy of everything; what comes back goes back to it. */
  backUp: () => Promise<() => Promise<void>>
  close: () => Promise<void>
}

export const receivers: [name: string, open: () => Promise<Receiver>][] = [
  ...databases.map(([name, prepare]): [string, () => Promise<Receiver>] => [
    `the district’s server on ${name}`,
    async () => await openDistrictReceiver(await prepare()),
  ]),
  ['a server that Medplum wrote', openMedplumReceiver],
]

async function openDistrictReceiver({ place, release }: Place): Promise<Receiver> {
  const dinkes = await openDinkes(place)
  return {
    proxy: dinkes.proxy,
    origin: dinkes.district.origin,
    baseUrl: dinkes.baseUrl,
    admit: () => dinkes.admit('Puskesmas Teluk Harapan'),
    list: (account, type) => dinkes.list(account, type),
    digestDays: (account, type, question) => dinkes.read(account, `${type}/$${dayDigest.name}?${question}`),
    takeStick: (stick) => dinkes.takeStick(stick),
    backUp: async () => {
      const copy = await copyOf(place)
      await dinkes.whileClosed(copy.make)
      return () => dinkes.whileClosed(copy.restore)
    },
    close: async () => {
      await dinkes.close()
      await release()
    },
  }
}

/** A backup as an administrator makes one: of the whole database, while nobody uses it. */
async function copyOf(place: StorePlace) {
  if ('folder' in place) {
    const copy = await mkdtemp(join(tmpdir(), 'loket-backup-'))
    return {
      make: () => cp(place.folder, copy, { recursive: true }),
      restore: async () => {
        await rm(place.folder, { recursive: true })
        await cp(copy, place.folder, { recursive: true })
        await rm(copy, { recursive: true })
      },
    }
  }
  const url = new URL(place.url)
  const name = url.pathname.slice(1)
  const copy = `loket_backup_${v7().replaceAll('-', '')}`
  url.pathname = '/postgres'
  const run = async (...statements: string[]) => {
    const admin = new pg.Client({ connectionString: url.href })
    await admin.connect()
    for (const statement of statements) await admin.query(statement)
    await admin.end()
  }
  return {
    make: () => run(`create database ${copy} template ${name}`),
    restore: () => run(`drop database ${name} with (force)`, `alter database ${copy} rename to ${name}`),
  }
}

async function openMedplumReceiver(): Promise<Receiver> {
  const medplum = await openMedplumServer()
  const proxy = await openFaultProxy(medplum.origin)
  return {
    proxy,
    origin: medplum.origin,
    baseUrl: `${proxy.origin}/fhir/R4`,
    admit: async () => {
      // Its memory searches everything it holds for each entry: every Puskesmas finds it empty.
      medplum.clear()
      return { code: 'P8204011', clientId: 'puskesmas', clientSecret: 'rahasia', facilityId: '' }
    },
    list: (_, type) => medplum.list(type),
    digestDays: null,
    takeStick: null,
    backUp: async () => {
      const restore = medplum.backUp()
      return async () => restore()
    },
    close: async () => {
      await proxy.close()
      await medplum.close()
    },
  }
}

/** Everything of this Puskesmas that the server holds. */
export async function listAll(receiver: Receiver, account: Account): Promise<FhirResource[]> {
  const lists: FhirResource[] = []
  for (const type of fhirTypes) lists.push(...(await receiver.list(account, type)))
  return lists
}

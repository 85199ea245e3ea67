import type { HubOutputs } from '#contract/hub/hub'
import { problem, Refusal } from '#domain/errors'
import type { Db, Tx } from '#hub/store/open'
import { queueAgainFor } from '#hub/store/outbox'
import { readSetting, writeSetting } from '#hub/store/settings'
import { seal, unseal } from './seal.ts'

/** One FHIR R4 server; `baseUrl` has no slash at the end and names the server in the table of links. */
export type Destination = { baseUrl: string; clientId: string; secret: string }
export type DestinationSettings = HubOutputs['sync']['settings']

type Stored = { baseUrl: string; clientId: string; sealedSecret: string | null }

const settingKey = 'sync.destination'

/** What the settings screen may see: never the secret. */
export async function readDestinationSettings(db: Db): Promise<DestinationSettings> {
  const stored = await readStored(db)
  const { baseUrl = '', clientId = '' } = stored ?? {}
  return { baseUrl, clientId, hasSecret: stored?.sealedSecret != null }
}

/** Null until address, client id and secret are all there and the secret opens with this key. */
export async function readDestination(db: Db, key: Buffer): Promise<Destination | null> {
  const stored = await readStored(db)
  if (!stored?.sealedSecret || stored.clientId === '') return null
  const secret = unseal(stored.sealedSecret, key)
  return secret === null ? null : { baseUrl: stored.baseUrl, clientId: stored.clientId, secret }
}

/**
 * Refuses `sync_insecure` at `baseUrl`. A null secret keeps the one there is, but only for the same origin: a kept secret must
 * not travel to another server. What an earlier destination has confirmed is queued again for a new one.
 */
export async function saveDestination(
  tx: Tx,
  key: Buffer,
  given: { baseUrl: string; clientId: string; secret: string | null },
  at: number,
): Promise<DestinationSettings> {
  const baseUrl = checkedBaseUrl(given.baseUrl)
  const before = await readStored(tx)
  const kept =
    before && new URL(before.baseUrl).origin === new URL(baseUrl).origin ? before.sealedSecret : null
  const sealedSecret = given.secret ? seal(given.secret, key) : kept
  const stored: Stored = { baseUrl, clientId: given.clientId.trim(), sealedSecret }
  await writeSetting(tx, settingKey, JSON.stringify(stored))
  if (before && before.baseUrl !== baseUrl) await queueAgainFor(tx, baseUrl, at)
  return await readDestinationSettings(tx)
}

async function readStored(db: Db): Promise<Stored | null> {
  const value = await readSetting(db, settingKey)
  return value === null ? null : (JSON.parse(value) as Stored)
}

/** Identity leaves this computer only over TLS; plain http is for a server on the same machine. */
function checkedBaseUrl(text: string): string {
  const url = new URL(text.trim())
  const isLocal =
    url.hostname === 'localhost' || url.hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal))
    throw new Refusal(problem('sync_insecure'), 'baseUrl')
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

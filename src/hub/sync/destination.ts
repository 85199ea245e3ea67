import type { HubOutputs } from '#contract/hub/hub'
import type { DistrictSignIn } from '#domain/district-sign-in'
import { problem, Refusal } from '#domain/errors'
import type { Db, Tx } from '#hub/store/open'
import { queueAgainFor } from '#hub/store/outbox'
import { readSetting, writeSetting } from '#hub/store/settings'
import { seal, unseal } from './seal.ts'

/** One FHIR R4 server; `baseUrl` has no slash at the end and names the server in the table of links. */
export type Destination = {
  baseUrl: string
  signIn: DistrictSignIn
  clientId: string
  secret: string
  kbitPerSecond: DestinationSettings['kbitPerSecond']
}
export type DestinationSettings = HubOutputs['sync']['settings']

/** `signIn` and the limit are absent in what was stored before there was a choice. */
type Stored = {
  baseUrl: string
  signIn?: DistrictSignIn
  clientId: string
  sealedSecret: string | null
  kbitPerSecond?: DestinationSettings['kbitPerSecond']
}
type Given = Omit<Destination, 'secret'> & { secret: string | null }

const settingKey = 'sync.destination'

/** What the settings screen may see: never the secret. */
export async function readDestinationSettings(db: Db): Promise<DestinationSettings> {
  const stored = await readStored(db)
  const { baseUrl = '', signIn = 'oauth2', clientId = '', kbitPerSecond = null } = stored ?? {}
  return { baseUrl, signIn, clientId, hasSecret: stored?.sealedSecret != null, kbitPerSecond }
}

/** Null until address, secret and (but for a bearer token) id are all there and the secret opens with this key. */
export async function readDestination(db: Db, key: Buffer): Promise<Destination | null> {
  const stored = await readStored(db)
  if (!stored?.sealedSecret) return null
  const { baseUrl, signIn = 'oauth2', clientId, kbitPerSecond = null } = stored
  if (clientId === '' && signIn !== 'bearer') return null
  const secret = unseal(stored.sealedSecret, key)
  return secret === null ? null : { baseUrl, signIn, clientId, secret, kbitPerSecond }
}

/**
 * Refuses `sync_insecure` at `baseUrl`. A null secret keeps the one there is, but only for the same origin: a kept secret must
 * not travel to another server. What an earlier destination has confirmed is queued again for a new one.
 */
export async function saveDestination(
  tx: Tx,
  key: Buffer,
  given: Given,
  at: number,
): Promise<DestinationSettings> {
  const baseUrl = checkedBaseUrl(given.baseUrl)
  const before = await readStored(tx)
  const kept =
    before && new URL(before.baseUrl).origin === new URL(baseUrl).origin ? before.sealedSecret : null
  const sealedSecret = given.secret ? seal(given.secret, key) : kept
  const { signIn, kbitPerSecond } = given
  const stored: Stored = { baseUrl, signIn, clientId: given.clientId.trim(), sealedSecret, kbitPerSecond }
  await writeSetting(tx, settingKey, JSON.stringify(stored))
  if (before && before.baseUrl !== baseUrl) await queueAgainFor(tx, baseUrl, at)
  return await readDestinationSettings(tx)
}

async function readStored(db: Db): Promise<Stored | null> {
  const value = await readSetting(db, settingKey)
  return value === null ? null : (JSON.parse(value) as Stored)
}

function checkedBaseUrl(text: string): string {
  const url = new URL(text.trim())
  if (!isPrivate(url)) throw new Refusal(problem('sync_insecure'), 'baseUrl')
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

/** Identity and secrets leave this computer only over TLS; plain http is for a server on the same machine. */
export function isPrivate({ protocol, hostname }: URL): boolean {
  const isLocal = hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
  return protocol === 'https:' || (protocol === 'http:' && isLocal)
}

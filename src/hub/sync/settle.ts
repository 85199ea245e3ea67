import type { Bundle, FhirResource } from 'fhir/r4'
import { confirmSent, type Link, saveLink } from '#hub/store/links'
import { forgetLink, forgetServerId } from '#hub/store/lost'
import { confirmPatient, linkPatient } from '#hub/store/merged-links'
import type { Tx } from '#hub/store/open'
import { holdRecord, type RecordKind } from '#hub/store/outbox'
import {
  type Accepted,
  type Item,
  identifierOf,
  keepsContent,
  keepsReferences,
  type Meaning,
  referencesIn,
  sourceRevisionOf,
} from './batch.ts'
import { type Delivery, demand, persist, RunStopped, wrongServer } from './delivery.ts'

/**
 * What is to be written about a record; `again` is what to send next in this run. `forbidden` waits until it shows whether
 * the server takes others of the type.
 */
export type Outcome =
  | { how: 'confirmed'; link: Link; storedAt: string | null }
  | { how: 'linked'; link: Link; again: Item; words: string | null }
  | { how: 'forgotten'; again: Item; words: string | null }
  | { how: 'held'; words: string }
  | { how: 'forbidden'; words: string }
  | { how: 'orphaned'; gone: string[] }
  | { how: 'unsure'; again: Item; words: string | null; afterMs: number | null }
  | { how: 'stop'; reason: RunStopped }
export type Settled = { item: Item; outcome: Outcome }

const newerThere = (there: number, here: number) =>
  `Server dinas memegang revisi ${there}, yang lebih baru daripada revisi ${here} di komputer ini. ` +
  'Mungkin data di sini dipulihkan dari cadangan lama; hubungi dinas kesehatan.'
const several =
  'Server dinas menyimpan lebih dari satu rekam dengan pengenal ini. Minta dinas kesehatan merapikannya.'

/** Reads one record's own answer by the table in integration.md §6.1; looks the record up where the answer leaves doubt. */
export async function settle(delivery: Delivery, item: Item, meaning: Meaning): Promise<Outcome> {
  switch (meaning.kind) {
    case 'ok':
      return settleAccepted(item, meaning) ?? (await lookUp(delivery, item, null))
    case 'conflict':
      return (await settleOrphaned(delivery, item)) ?? (await lookUp(delivery, item, meaning.words))
    case 'forget-id':
      return { how: 'forgotten', again: { ...item, link: null }, words: null }
    case 'retry-later':
    case 'too-slow':
      return { how: 'unsure', again: item, words: null, afterMs: meaning.afterMs }
    case 'server-error':
      return { how: 'unsure', again: item, words: meaning.words, afterMs: null }
    case 'quarantine':
      return (await settleOrphaned(delivery, item)) ?? { how: 'held', words: meaning.words }
    case 'halve':
      return { how: 'held', words: meaning.words }
    case 'configuration':
      return { how: 'forbidden', words: meaning.words }
    case 'refresh':
    case 'stop':
      return { how: 'stop', reason: new RunStopped({ code: 'sync_refused_sign_in', params: {} }) }
  }
}

/** Null where a success names no id (F21), or says that the record was there already and not in which revision. */
function settleAccepted(item: Item, { id, version, resource, existing, storedAt }: Accepted): Outcome | null {
  const serverId = item.link?.serverId ?? id
  if (serverId === null) return null
  const link = { serverId, version }
  if (item.link === null && existing) return resource && compare(item, resource, link, null)
  if (resource && !keepsReferences(item.resource, resource)) return resend(item, link, null)
  return { how: 'confirmed', link, storedAt }
}

function resend(item: Item, link: Link, words: string | null): Outcome {
  return { how: 'linked', link, again: { ...item, link }, words }
}

/** Whether the server's copy is what would be sent, another (then send it), or newer (then a person must look). */
function compare(item: Item, there: FhirResource, link: Link, words: string | null): Outcome {
  const revision = sourceRevisionOf(there)
  if (revision > item.revision) return { how: 'held', words: newerThere(revision, item.revision) }
  if (revision === item.revision && keepsContent(item.resource, there))
    return { how: 'confirmed', link, storedAt: there.meta?.lastUpdated ?? null }
  return resend(item, link, words)
}

/** `words`: what the server said against it, should it go on saying so. */
export async function lookUp(delivery: Delivery, item: Item, words: string | null): Promise<Outcome> {
  const [found, second] = await findRecord(delivery, item)
  if (second) return { how: 'held', words: several }
  if (!found?.id) return { how: 'forgotten', again: { ...item, link: null }, words }
  return compare(item, found, { serverId: found.id, version: found.meta?.versionId ?? null }, words)
}

/**
 * Whether a record was refused only because the server has lost what it names (F22): then that goes first. Servers say
 * so in many ways, 409, 400 or 422, with or without naming it; asking is sure. Null where everything is there.
 */
async function settleOrphaned(delivery: Delivery, item: Item): Promise<Outcome | null> {
  const gone: string[] = []
  for (const reference of referencesIn(item.resource)) {
    if (await isGone(delivery, reference)) gone.push(reference)
  }
  return gone.length === 0 ? null : { how: 'orphaned', gone }
}

/** Asked once a run for each reference: a whole day may name the same room. */
async function isGone(delivery: Delivery, reference: string): Promise<boolean> {
  const { client, gone } = delivery
  const known = gone.get(reference)
  if (known !== undefined) return known
  const answer = (await persist(delivery, () => client.read(reference))).kind === 'forget-id'
  gone.set(reference, answer)
  return answer
}

/** What the server finds under the record's own identifier. */
export async function findRecord(
  delivery: Delivery,
  item: Pick<Item, 'type' | 'recordId'>,
): Promise<FhirResource[]> {
  const identifier = identifierOf(delivery.origin.code, item)
  const found = await demand(delivery, () => delivery.client.find(item.type, identifier))
  if (found.resourceType !== 'Bundle') throw wrongServer('jawabannya atas pencarian tidak dapat dibaca')
  const { entry = [] } = found as Bundle<FhirResource>
  return entry.flatMap(({ resource }) => (resource?.resourceType === item.type ? resource : []))
}

/** How many records of the same layer are to go again because of it. */
export async function writeOutcome(
  tx: Tx,
  { target, now }: { target: string; now: () => number },
  item: Item,
  outcome: Outcome,
): Promise<number> {
  switch (outcome.how) {
    case 'confirmed':
      return await confirm(tx, target, item, outcome.link, now())
    case 'linked':
      if (item.kind === 'patient') return await linkPatient(tx, target, { ...item, ...outcome }, now())
      await saveLink(tx, target, item, outcome.link, 0)
      return 0
    case 'forgotten':
      await forgetLink(tx, target, item, now())
      return 0
    case 'held':
      await holdRecord(tx, item, item.revision, outcome.words)
      return 0
    case 'orphaned':
      for (const reference of outcome.gone) await forgetServerId(tx, target, parseReference(reference), now())
      return 0
    case 'forbidden':
    case 'unsure':
    case 'stop':
      return 0
  }
}

async function confirm(tx: Tx, target: string, item: Item, link: Link, at: number): Promise<number> {
  if (item.kind === 'patient') {
    const names = referencesIn(item.resource).map((reference) => parseReference(reference).serverId)
    return await confirmPatient(tx, target, { ...item, link, names }, at)
  }
  await confirmSent(tx, target, item, link, item.revision)
  return 0
}

function parseReference(reference: string): { kind: RecordKind; serverId: string } {
  const [type = '', serverId = ''] = reference.split('/')
  return { kind: type.toLowerCase() as RecordKind, serverId }
}

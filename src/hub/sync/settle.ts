import type { Bundle, FhirResource } from 'fhir/r4'
import { confirmSent, forgetLink, forgetServerId, type Link, saveLink } from '#hub/store/links'
import type { Tx } from '#hub/store/open'
import { holdRecord, queueParents, type RecordKind } from '#hub/store/outbox'
import {
  type Accepted,
  type Item,
  identifierOf,
  keepsReferences,
  type Meaning,
  referencesIn,
  sourceRevisionOf,
} from './batch.ts'
import { type Delivery, demand, RunStopped, wrongServer } from './delivery.ts'

/** What is to be written about a record; `again` is what to send next in this run. */
export type Outcome =
  | { how: 'confirmed'; link: Link }
  | { how: 'linked'; link: Link; again: Item }
  | { how: 'forgotten'; again: Item }
  | { how: 'held'; words: string }
  | { how: 'orphaned'; gone: string[] }
  | { how: 'unsure'; again: Item; words: string | null; afterMs: number | null }
  | { how: 'stop'; reason: RunStopped }

const newerThere = (there: number, here: number) =>
  `Server dinas memegang revisi ${there}, yang lebih baru daripada revisi ${here} di komputer ini. ` +
  'Mungkin data di sini dipulihkan dari cadangan lama; hubungi dinas kesehatan.'
const several =
  'Server dinas menyimpan lebih dari satu rekam dengan pengenal ini. Minta dinas kesehatan merapikannya.'

/** Reads one record's own answer by the table in integration.md §6.1; looks the record up where the answer leaves doubt. */
export async function settle(delivery: Delivery, item: Item, meaning: Meaning): Promise<Outcome> {
  switch (meaning.kind) {
    case 'ok':
      return settleAccepted(item, meaning) ?? (await lookUp(delivery, item))
    case 'conflict':
      return (await settleOrphaned(delivery, item)) ?? (await lookUp(delivery, item))
    case 'forget-id':
      return { how: 'forgotten', again: { ...item, link: null } }
    case 'retry-later':
      return { how: 'unsure', again: item, words: null, afterMs: meaning.afterMs }
    case 'server-error':
      return { how: 'unsure', again: item, words: meaning.words, afterMs: null }
    case 'quarantine':
      return (await settleOrphaned(delivery, item)) ?? { how: 'held', words: meaning.words }
    case 'halve':
      return { how: 'held', words: meaning.words }
    case 'configuration':
      return { how: 'stop', reason: wrongServer(meaning.words) }
    case 'refresh':
    case 'stop':
      return { how: 'stop', reason: new RunStopped({ code: 'sync_refused_sign_in', params: {} }) }
  }
}

/** Null where a success names no id (F21). */
function settleAccepted(item: Item, { id, version, resource, existing }: Accepted): Outcome | null {
  const serverId = item.link?.serverId ?? id
  if (serverId === null) return null
  const link = { serverId, version }
  if (item.link === null && existing) {
    return resource ? compare(item, resource, link) : { how: 'linked', link, again: { ...item, link } }
  }
  if (resource && !keepsReferences(item.resource, resource))
    return { how: 'linked', link, again: { ...item, link } }
  return { how: 'confirmed', link }
}

/** Whether the server's copy is what would be sent, older (then send it), or newer (then a person must look). */
function compare(item: Item, there: FhirResource, link: Link): Outcome {
  const revision = sourceRevisionOf(there)
  if (revision > item.revision) return { how: 'held', words: newerThere(revision, item.revision) }
  if (revision === item.revision && keepsReferences(item.resource, there)) return { how: 'confirmed', link }
  return { how: 'linked', link, again: { ...item, link } }
}

async function lookUp(delivery: Delivery, item: Item): Promise<Outcome> {
  const [found, second] = await findRecord(delivery, item)
  if (second) return { how: 'held', words: several }
  if (!found?.id) return { how: 'forgotten', again: { ...item, link: null } }
  return compare(item, found, { serverId: found.id, version: found.meta?.versionId ?? null })
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
async function isGone({ client, gone }: Delivery, reference: string): Promise<boolean> {
  const known = gone.get(reference)
  if (known !== undefined) return known
  const answer = (await client.read(reference)).kind === 'forget-id'
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

export async function writeOutcome(
  tx: Tx,
  { target, now }: { target: string; now: () => number },
  item: Item,
  outcome: Outcome,
): Promise<void> {
  switch (outcome.how) {
    case 'confirmed':
      return await confirmSent(tx, target, item, outcome.link, item.revision)
    case 'linked':
      return await saveLink(tx, target, item, outcome.link, 0)
    case 'forgotten':
      return await forgetLink(tx, target, item)
    case 'held':
      return await holdRecord(tx, item, item.revision, outcome.words)
    case 'orphaned':
      for (const reference of outcome.gone) await forgetServerId(tx, target, parseReference(reference))
      return await queueParents(tx, target, now())
    case 'unsure':
    case 'stop':
      return
  }
}

function parseReference(reference: string): { kind: RecordKind; serverId: string } {
  const [type = '', serverId = ''] = reference.split('/')
  return { kind: type.toLowerCase() as RecordKind, serverId }
}

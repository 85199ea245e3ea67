import type { Bundle, BundleEntry, BundleEntryResponse, FhirResource } from 'fhir/r4'
import { extensionUrls, type FhirType, recordSystem } from '#contract/fhir'
import type { Link } from '#hub/store/links'
import type { RecordRef } from '#hub/store/outbox'
import { type Fault, faultOf } from './answers.ts'

/** One record on its way: its resource without id, and what the server calls it, where it ever said so. */
export type Item = RecordRef & { type: FhirType; revision: number; resource: FhirResource; link: Link | null }

/** `id` is null where the answer names none; `resource` where it returns none. */
export type Accepted = {
  kind: 'ok'
  existing: boolean
  id: string | null
  version: string | null
  resource: FhirResource | null
  /** When the server says it was stored, in its own words. */
  storedAt: string | null
}
export type Meaning = Accepted | Fault

const silence: FhirResource = { resourceType: 'OperationOutcome', issue: [] }

/** Under every known server's cap (integration.md §6, 5). */
export const mostEntries = 40
const mostBytes = 1_000_000

export function identifierOf(
  facilityCode: string,
  { type, recordId }: Pick<Item, 'type' | 'recordId'>,
): string {
  return `${recordSystem(facilityCode, type)}|${recordId}`
}

/** Batch, never transaction: what one entry comes to must not decide over its neighbours. */
export function toBatch(facilityCode: string, items: readonly Item[]): Bundle {
  return { resourceType: 'Bundle', type: 'batch', entry: items.map((item) => toEntry(facilityCode, item)) }
}

/**
 * Unknown to the server: a conditional create on the one identifier. Known: an update of that id, and only of the version
 * last seen, where the server ever named one: others may correct patients, and a hub that came back from a backup is
 * behind with everything.
 */
function toEntry(facilityCode: string, item: Item): BundleEntry {
  const { type, link, resource } = item
  if (link === null) {
    const ifNoneExist = `identifier=${identifierOf(facilityCode, item)}`
    return { resource, request: { method: 'POST', url: type, ifNoneExist } }
  }
  const guard = link.version === null ? {} : { ifMatch: `W/"${link.version}"` }
  return {
    resource: { ...resource, id: link.serverId },
    request: { method: 'PUT', url: `${type}/${link.serverId}`, ...guard },
  }
}

/** Parts that each stay under the size limit, in the same order. */
export function cutBySize(items: readonly Item[]): Item[][] {
  const parts: Item[][] = []
  let room = 0
  for (const item of items) {
    const bytes = Buffer.byteLength(JSON.stringify(item.resource))
    const part = parts.at(-1)
    if (part && bytes <= room) {
      part.push(item)
      room -= bytes
    } else {
      parts.push([item])
      room = mostBytes - bytes
    }
  }
  return parts
}

/** Each item's own answer, in their order; null where this is not the answer to that batch. */
export function readBatch(items: readonly Item[], body: FhirResource): Meaning[] | null {
  if (body.resourceType !== 'Bundle' || !body.type?.endsWith('-response')) return null
  const { entry: entries = [] } = body as Bundle<FhirResource>
  return entries.length === items.length ? items.map((item, index) => readEntry(item, entries[index])) : null
}

function readEntry({ type, link }: Item, entry: BundleEntry<FhirResource> | undefined): Meaning {
  const { resource = null, response = { status: '' } } = entry ?? {}
  // Bare `201` on one server, `201 Created` on the next.
  const status = Number.parseInt(response.status, 10)
  if (Number.isNaN(status)) return { kind: 'retry-later', because: 'sync_not_fhir', afterMs: null }
  const outcome = (response.outcome as FhirResource | undefined) ?? resource ?? silence
  const fault = faultOf(link === null ? 'create' : 'update', status, outcome, null)
  return fault ?? accept(status, response, resource?.resourceType === type ? resource : null)
}

function accept(status: number, response: BundleEntryResponse, resource: FhirResource | null): Accepted {
  // Relative or absolute, with or without /_history/.
  const [, id, historyVersion] =
    /[A-Z][A-Za-z]+\/([^/]+)(?:\/_history\/([^/]+))?$/.exec(response.location ?? '') ?? []
  const [, tag] = /^(?:W\/)?"(.+)"$/.exec(response.etag ?? '') ?? []
  return {
    kind: 'ok',
    existing: status === 200,
    id: id ?? resource?.id ?? null,
    version: tag ?? historyVersion ?? resource?.meta?.versionId ?? null,
    resource,
    storedAt: response.lastModified ?? resource?.meta?.lastUpdated ?? null,
  }
}

/** The revision of our record that a server's copy was made from; 0 where it does not say. */
export function sourceRevisionOf(resource: FhirResource): number {
  const extensions = 'extension' in resource ? resource.extension : undefined
  return extensions?.find(({ url }) => url === extensionUrls.sourceRevision)?.valueInteger ?? 0
}

/**
 * Whether every reference that was sent stands in what the server keeps. Medplum, raced, once answered 200 with a
 * visit that pointed at a patient who was never stored (fhir-servers.md §2).
 */
export function keepsReferences(sent: FhirResource, kept: FhirResource): boolean {
  const found = new Set(referencesIn(kept))
  return referencesIn(sent).every((reference) => found.has(reference))
}

/** Whether all that was sent stands in what the server keeps, whatever it has added. */
export function keepsContent(sent: unknown, kept: unknown): boolean {
  if (typeof sent !== 'object' || sent === null) return sent === kept
  if (typeof kept !== 'object' || kept === null) return false
  if (Array.isArray(sent) && (!Array.isArray(kept) || kept.length !== sent.length)) return false
  return Object.entries(sent).every(([name, value]) => {
    const there = (kept as Record<string, unknown>)[name]
    const isReference = name === 'reference' && typeof value === 'string' && typeof there === 'string'
    return isReference ? shortReference(value) === shortReference(there) : keepsContent(value, there)
  })
}

/** Every `Type/id` that a resource names. */
export function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const own =
    'reference' in value && typeof value.reference === 'string' ? [shortReference(value.reference)] : []
  return [...own, ...Object.values(value).flatMap(referencesIn)]
}

function shortReference(reference: string): string {
  return /[A-Z][A-Za-z]+\/[^/]+(?=$|\/_history\/)/.exec(reference)?.[0] ?? reference
}

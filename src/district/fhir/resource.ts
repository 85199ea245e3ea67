import type { Resource } from '#district/store/resources'

export type Json = { [name: string]: unknown }

/** The resource as FHIR: what was received, with the id and version this server gave it. */
export function toResource({ type, id, version, last_updated, body }: Resource): Json {
  const { resourceType: _type, meta, ...elements } = body
  const kept = typeof meta === 'object' ? meta : {}
  return {
    resourceType: type,
    id,
    meta: { ...kept, versionId: String(version), lastUpdated: last_updated.toISOString() },
    ...elements,
  }
}

export function etagOf({ version }: Resource): string {
  return `W/"${version}"`
}

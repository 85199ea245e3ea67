import { z } from 'zod'
import type { FhirType } from '#contract/fhir'
import type { Db } from '#district/store/open'
import { countResources, type ResourceFilter, searchResources } from '#district/store/resources'
import { problem } from '#domain/errors'
import { refuseFhir } from './fault.ts'
import { isId, parseReference } from './references.ts'
import { type Json, toResource } from './resource.ts'
import { searchParametersOf } from './search-parameters.ts'

const mostPerPage = 200
/** Which page and how much of it: not what is searched for, so not in the CapabilityStatement's list. */
const forPaging = ['_summary', '_count', '_after']
const comparators = { ge: '>=', gt: '>', le: '<=', lt: '<' } as const

type Search = { filter: ResourceFilter; countOnly: boolean; after: string | null; most: number }

/** A searchset of the facility's own resources. Refuses every parameter that the CapabilityStatement does not list. */
export async function searchset(
  db: Db,
  facilityId: string,
  type: FhirType,
  given: URLSearchParams,
  { baseUrl, isPosted }: { baseUrl: string; isPosted: boolean },
): Promise<Json> {
  const search = readSearch(type, given)
  const total = await countResources(db, facilityId, search.filter)
  const set = { resourceType: 'Bundle', type: 'searchset', total }
  if (search.countOnly) return set
  const found = await searchResources(db, facilityId, search.filter, search)
  // A NIK that was posted to keep it out of addresses stays out of this one; the next page is posted with `_after`.
  const mayBeAddress = !isPosted || search.filter.identifier === undefined
  const last = mayBeAddress && found.length === search.most ? found.at(-1) : undefined
  const next = last && { link: [{ relation: 'next', url: `${baseUrl}/${type}?${nextPage(given, last.id)}` }] }
  const entry = found.map((resource) => ({
    fullUrl: `${baseUrl}/${type}/${resource.id}`,
    resource: toResource(resource),
    search: { mode: 'match' },
  }))
  return { ...set, ...next, entry }
}

function nextPage(given: URLSearchParams, after: string): URLSearchParams {
  const next = new URLSearchParams(given)
  next.set('_after', after)
  return next
}

function readSearch(type: FhirType, given: URLSearchParams): Search {
  const search: Search = { filter: { type, updated: [] }, countOnly: false, after: null, most: mostPerPage }
  const served = new Set<string>([...searchParametersOf(type).map(({ name }) => name), ...forPaging])
  for (const [name, value] of given) {
    const read = served.has(name) ? readers[name] : undefined
    // PostgreSQL holds no NUL, so nothing is called that.
    if (!read || value.includes('\0') || (name !== '_lastUpdated' && given.getAll(name).length > 1))
      refuseParameter(name)
    read(search, value)
  }
  return search
}

const readers: Record<string, (search: Search, value: string) => void> = {
  identifier: (search, value) => {
    // `|value` would be an identifier without a system, and none here is.
    const [, system, code] = /^(?:([^|]+)\|)?([^|]*)$/.exec(value) ?? []
    if (!system && !code) refuseParameter('identifier')
    search.filter.identifier = { ...(system ? { system } : {}), ...(code ? { value: code } : {}) }
  },
  patient: readPatient,
  subject: readPatient,
  beneficiary: readPatient,
  _lastUpdated: (search, value) => {
    const comparator = Object.entries(comparators).find(([prefix]) => value.startsWith(prefix))
    const at = z.iso.datetime({ offset: true }).safeParse(value.slice(2))
    if (!comparator || !at.success) refuseParameter('_lastUpdated')
    search.filter.updated = [...search.filter.updated, { comparator: comparator[1], at: new Date(at.data) }]
  },
  _summary: (search, value) => {
    if (value !== 'count') refuseParameter('_summary')
    search.countOnly = true
  },
  _count: (search, value) => {
    const most = z.coerce.number().int().min(1).safeParse(value)
    if (!most.success) refuseParameter('_count')
    search.most = Math.min(most.data, mostPerPage)
  },
  _after: (search, value) => {
    if (!isId(value)) refuseParameter('_after')
    search.after = value
  },
}

function readPatient(search: Search, value: string): void {
  const target = parseReference(value.includes('/') ? value : `Patient/${value}`)
  if (target?.type !== 'Patient') refuseParameter('patient')
  search.filter.patient = target.id
}

export function refuseParameter(name: string): never {
  refuseFhir(
    400,
    'not-supported',
    problem('fhir_unsupported', { what: `pencarian dengan ${name.slice(0, 40)}` }),
  )
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { PGlite } from '@electric-sql/pglite'
import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import pg from 'pg'
import { v7 } from 'uuid'
import { type DistrictContract, districtContract } from '#contract/district/district'
import {
  administrativeCodeUrl,
  classCoding,
  clusterCoding,
  extensionUrls,
  type FhirType,
  nikSystem,
  purposeCoding,
  recordSystem,
  ticketSystem,
} from '#contract/fhir'
import { type District, type DistrictConfig, openDistrict } from '#district/district'
import type { StorePlace } from '#district/store/open'
import { type Postgres, startPostgres } from '../support/postgres.ts'

/** Where a suite keeps its data: the same tests run on the embedded database and on a real PostgreSQL. */
export type Place = { place: StorePlace; release: () => Promise<void> }

export const databases: [name: string, prepare: () => Promise<Place>][] = [
  ['PGlite', prepareFolder],
  ['PostgreSQL', preparePostgres],
]

export async function prepareFolder(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'loket-district-test-'))
  return { place: { folder }, release: () => rm(folder, { recursive: true, force: true }) }
}

async function preparePostgres(): Promise<Place> {
  const postgres: Postgres = await startPostgres()
  return { place: { url: await postgres.createDatabase() }, release: () => postgres.stop() }
}

/** The database itself, as somebody has it who does not come through the district. */
export function openRaw(place: StorePlace): Kysely<unknown> {
  if ('folder' in place) {
    const pglite = () => PGlite.create({ dataDir: join(place.folder, 'postgres') })
    return new Kysely({ dialect: new PGliteDialect({ pglite }) })
  }
  const pool = new pg.Pool({ connectionString: place.url })
  // Its last connection may still be closing when the server goes.
  pool.on('error', () => {})
  return new Kysely({ dialect: new PostgresDialect({ pool }) })
}

export type Logged = { text: () => string; stream: Writable }

export function collectLog(): Logged {
  const chunks: string[] = []
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      chunks.push(String(chunk))
      done()
    },
  })
  return { text: () => chunks.join(''), stream }
}

export async function startDistrict(
  place: StorePlace,
  log: Logged = collectLog(),
  change: Partial<DistrictConfig> = {},
): Promise<District> {
  return await openDistrict({ place, port: 0, publicOrigin: null, pages: null, logTo: log.stream, ...change })
}

export type DashboardClient = JsonifiedClient<ContractRouterClient<DistrictContract>>

/** The dashboard as a browser has it: a cookie jar around the contract's own client. */
export function openBrowser(origin: string): {
  client: DashboardClient
  open: (url: string) => Promise<Response>
} {
  let cookie = ''
  const keep = (response: Response) => {
    for (const set of response.headers.getSetCookie()) cookie = set.split(';')[0] ?? ''
    return response
  }
  const link = new OpenAPILink(districtContract, {
    url: `${origin}/api`,
    fetch: async (request, init) => {
      const headers = new Headers(request.headers)
      headers.set('cookie', cookie)
      return keep(await fetch(new Request(request, { ...init, headers })))
    },
  })
  const client: DashboardClient = createORPCClient(link)
  return { client, open: async (url) => keep(await fetch(url, { redirect: 'manual', headers: { cookie } })) }
}

export const manager = { name: 'Sri Wahyuni', username: 'sri.wahyuni', password: 'rahasia-dinas' }

export async function openAsManager(district: District): Promise<DashboardClient> {
  const { client, open } = openBrowser(district.origin)
  await open(district.url)
  await client.session.createFirstAccount(manager)
  return client
}

export type Answer = { status: number; headers: Headers; body: Record<string, unknown> }

/** One Puskesmas at the district's FHIR door. */
export type Sender = {
  code: string
  facilityId: string
  credentials: { clientId: string; clientSecret: string }
  token: string
  ask: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
}

export async function addSender(origin: string, client: DashboardClient, code: string): Promise<Sender> {
  const { id, clientId, clientSecret } = await client.facilities.create({ code, name: `Puskesmas ${code}` })
  return await connectSender(origin, { code, facilityId: id, credentials: { clientId, clientSecret } })
}

export async function connectSender(
  origin: string,
  known: Pick<Sender, 'code' | 'facilityId' | 'credentials'>,
): Promise<Sender> {
  const { body } = await askToken(origin, known.credentials)
  const token = String(body.access_token)
  const ask: Sender['ask'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${origin}/fhir${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  return { ...known, token, ask }
}

export async function askToken(
  origin: string,
  { clientId, clientSecret }: Sender['credentials'],
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${origin}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  return { status: response.status, body: await response.json() }
}

export const identity = { name: 'Ningsih Rahmawati', nik: '3404064507980002', phone: '081234567890' }

export function patientOf(code: string, local = v7()) {
  return {
    resourceType: 'Patient',
    identifier: [
      { system: recordSystem(code, 'Patient'), value: local },
      { system: nikSystem, value: identity.nik },
    ],
    name: [{ text: identity.name }],
    telecom: [{ system: 'phone', value: identity.phone }],
    gender: 'female',
    birthDate: '1998-07-05',
    extension: [{ url: extensionUrls.sourceRevision, valueInteger: 1 }],
  }
}

export type Visit = {
  day: string
  status: string
  cluster: string
  lifeStage: string
  purpose: string
  payer: string
  kind: string
  firstEver: boolean
  insideArea: boolean
}

export const usualVisit: Visit = {
  day: '2026-11-20',
  status: 'finished',
  cluster: 'k3',
  lifeStage: 'dewasa',
  purpose: 'berobat',
  payer: 'jkn_pbi',
  kind: 'sakit',
  firstEver: false,
  insideArea: true,
}

export function encounterOf(code: string, patientId: string, visit: Partial<Visit> = {}, local = v7()) {
  const { day, status, cluster, lifeStage, purpose, payer, kind, firstEver, insideArea } = {
    ...usualVisit,
    ...visit,
  }
  return {
    resourceType: 'Encounter',
    identifier: [
      { system: recordSystem(code, 'Encounter'), value: local },
      { system: ticketSystem(code, day), value: 'A-001' },
    ],
    status,
    class: { system: classCoding, code: 'AMB' },
    subject: { reference: `Patient/${patientId}` },
    period: { start: `${day}T07:42:00+07:00` },
    serviceType: { coding: [{ system: clusterCoding, code: cluster }] },
    type: [{ coding: [{ system: purposeCoding, code: purpose }] }],
    extension: [
      { url: extensionUrls.visitDay, valueDate: day },
      { url: extensionUrls.lifeStage, valueCode: lifeStage },
      { url: extensionUrls.visitKind, valueCode: kind },
      { url: extensionUrls.firstEver, valueBoolean: firstEver },
      { url: extensionUrls.insideArea, valueBoolean: insideArea },
      { url: extensionUrls.payer, valueCode: payer },
      { url: extensionUrls.serviceRecorded, valueBoolean: true },
      { url: extensionUrls.sourceRevision, valueInteger: 1 },
    ],
  }
}

type Sent = {
  resourceType: string
  identifier: { system: string; value: string }[]
  [element: string]: unknown
}

/** As Loket sends an address: the codes of its village nest. */
export function addressIn(village: string) {
  const extension = [{ url: 'village', valueCode: village }]
  return { address: [{ use: 'home', extension: [{ url: administrativeCodeUrl, extension }] }] }
}

/** The condition Loket sends: the record's own identifier and nothing else. */
export function conditionFor(resource: Sent): string {
  const [own] = resource.identifier
  return `identifier=${own?.system}|${own?.value}`
}

export function createEntry(resource: Sent, fullUrl?: string) {
  const request = { method: 'POST', url: resource.resourceType, ifNoneExist: conditionFor(resource) }
  return { ...(fullUrl ? { fullUrl } : {}), resource, request }
}

export function bundleOf(type: 'batch' | 'transaction', entry: unknown[]) {
  return { resourceType: 'Bundle', type, entry }
}

export type EntryAnswer = {
  resource?: Record<string, unknown>
  response: { status: string; location?: string; etag?: string; lastModified?: string; outcome?: Outcome }
}
export type Outcome = {
  issue: { code: string; details: { coding: { code: string }[]; text: string }; expression?: string[] }[]
}

export function entriesOf(answer: Answer): EntryAnswer[] {
  return answer.body.entry as EntryAnswer[]
}

export function problemOf(body: unknown): string | undefined {
  return (body as Outcome).issue[0]?.details.coding[0]?.code
}

/** Sends one new patient and returns the id it got. */
export async function sendPatient(sender: Sender, resource = patientOf(sender.code)): Promise<string> {
  const answer = await sender.ask('POST', '/Patient', resource, { 'if-none-exist': conditionFor(resource) })
  return String(answer.body.id)
}

export async function countOf(sender: Sender, type: FhirType): Promise<unknown> {
  return (await sender.ask('GET', `/${type}?_summary=count`)).body.total
}

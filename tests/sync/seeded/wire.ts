import type { FhirResource } from 'fhir/r4'
import type { Fault, Passing } from '../../support/fault-proxy.ts'

export type Entry = {
  resource: FhirResource
  request: { method: 'POST' | 'PUT'; url: string; ifNoneExist?: string }
}
export type EntryAnswer = {
  resource?: FhirResource
  response: { status: string; location?: string; etag?: string; outcome?: object }
}
/** What the server said, before anything was done to it. */
export type Said = { status: number; body: string; headers: Record<string, string> }

/** The entries of a batch on its way; null for any other request. */
export function entriesOf({ method, body }: Passing): Entry[] | null {
  if (method !== 'POST' || !body.includes('"resourceType":"Bundle"')) return null
  return (JSON.parse(body) as { entry: Entry[] }).entry
}

/** The local id that a conditional create is about; null for an update. */
export function createdId({ request }: Entry): string | null {
  return request.ifNoneExist?.split('|')[1] ?? null
}

/** Past the proxy, in the name of whoever asked. */
export async function pass(origin: string, passing: Passing, body: string = passing.body): Promise<Said> {
  const { authorization, 'content-type': type, 'if-none-exist': condition } = passing.headers
  const response = await fetch(`${origin}${passing.path}`, {
    method: passing.method,
    headers: {
      ...(authorization ? { authorization } : {}),
      ...(type ? { 'content-type': type } : {}),
      ...(condition ? { 'if-none-exist': String(condition) } : {}),
    },
    ...(passing.method === 'GET' ? {} : { body }),
  })
  const codings = response.headers.get('accept-encoding')
  const headers: Record<string, string> = codings ? { 'accept-encoding': codings } : {}
  return { status: response.status, body: await response.text(), headers }
}

/** Sends some entries of a batch; the whole answer instead where the server would not have the batch as such. */
export async function passEntries(
  origin: string,
  passing: Passing,
  entry: readonly Entry[],
): Promise<EntryAnswer[] | Fault> {
  if (entry.length === 0) return []
  const said = await pass(origin, passing, JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry }))
  return said.status === 200 ? (JSON.parse(said.body) as { entry: EntryAnswer[] }).entry : { answer: said }
}

export function batchAnswer(entry: readonly EntryAnswer[]): Fault {
  const body = JSON.stringify({ resourceType: 'Bundle', type: 'batch-response', entry })
  return { answer: { status: 200, body } }
}

export function outcome(code: string, text: string): object {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, details: { text } }] }
}

export function refusal(status: string, code: string, text: string): EntryAnswer {
  return { response: { status, outcome: outcome(code, text) } }
}

import type { FhirResource, OperationOutcome } from 'fhir/r4'
import { describe, expect, test } from 'vitest'
import { fhirTypes } from '#contract/fhir'
import { outcomeOf } from '#district/fhir/fault'
import { problem, sentenceOf } from '#domain/errors'
import { type Asked, faultOf } from '#hub/sync/answers'
import { cutBySize, type Item, readBatch, toBatch } from '#hub/sync/batch'
import { readNamedWait } from '#hub/sync/named-wait'

function said(text: string, code: OperationOutcome['issue'][number]['code'] = 'invalid'): FhirResource {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, details: { text } }] }
}

describe('what an answer means', () => {
  test.each<[Asked, number, FhirResource | null, string | null]>([
    ['request', 200, said('ya'), null],
    ['create', 201, said('ya'), null],
    ['request', 200, null, 'retry-later'],
    ['request', 302, null, 'retry-later'],
    ['request', 307, said('pindah'), 'retry-later'],
    ['request', 403, null, 'retry-later'],
    ['request', 511, null, 'retry-later'],
    ['request', 408, null, 'too-slow'],
    ['create', 429, said('pelan'), 'retry-later'],
    ['request', 502, null, 'retry-later'],
    ['request', 503, null, 'retry-later'],
    ['request', 504, null, 'too-slow'],
    ['request', 500, null, 'server-error'],
    ['update', 500, said('rusak'), 'server-error'],
    ['request', 413, null, 'halve'],
    ['request', 400, said('File too large'), 'halve'],
    ['request', 422, said('Transaction has too many entries'), 'halve'],
    ['create', 400, said('Name too large'), 'quarantine'],
    ['request', 401, null, 'refresh'],
    ['create', 403, said('bukan milik Anda'), 'configuration'],
    ['create', 404, said('jenis tidak ada'), 'configuration'],
    ['request', 404, said('tidak ada'), 'configuration'],
    ['update', 404, said('tidak ada'), 'forget-id'],
    ['update', 410, said('sudah dihapus'), 'forget-id'],
    ['update', 409, said('versi', 'conflict'), 'conflict'],
    ['update', 412, said('versi', 'conflict'), 'conflict'],
    ['create', 412, said('lebih dari satu', 'multiple-matches'), 'quarantine'],
    ['update', 412, said('lebih dari satu', 'multiple-matches'), 'quarantine'],
    ['create', 400, said('Found duplicate resource: Encounter', 'duplicate'), 'conflict'],
    ['create', 400, said('Assigned ID is already in use'), 'conflict'],
    ['update', 400, said('Resource ID did not match resolved ID'), 'conflict'],
    ['create', 400, said('nama kosong'), 'quarantine'],
    ['create', 422, said('nama kosong'), 'quarantine'],
    ['request', 415, said('jenis isi'), 'configuration'],
  ])('%s, %i, %j: %s', (asked, status, body, kind) => {
    expect(faultOf(asked, status, body, null)?.kind ?? null).toBe(kind)
  })

  test('a foreign server’s words are kept, once each, behind plain ones, and an answer without any gets plain ones', () => {
    const { issue } = said('Missing name.', 'required') as OperationOutcome
    const twice = { resourceType: 'OperationOutcome', issue: [...issue, ...issue] } as FhirResource
    expect(faultOf('create', 422, twice, null)).toEqual({
      kind: 'quarantine',
      words: 'Ada isian yang diminta server dinas dan belum diisi. Kata server: «Missing name.»',
    })
    expect(faultOf('create', 422, said('No', 'transient'), null)).toMatchObject({
      words: 'Server dinas menolak data ini. Kata server: «No»',
    })
    const silent: OperationOutcome = {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'value' }],
    }
    expect(faultOf('create', 422, silent, null)).toMatchObject({
      words: 'Ada isian yang nilainya tidak diterima server dinas. (Kode 422.)',
    })
    expect(faultOf('create', 422, { resourceType: 'OperationOutcome', issue: [] }, null)).toMatchObject({
      words: 'Server dinas menjawab dengan kode 422 tanpa penjelasan.',
    })
  })

  test('Loket’s own district is not explained: it speaks to clerks', () => {
    const fault = { status: 422, issue: 'invalid', problem: problem('fhir_unstorable') } as const
    expect(faultOf('create', 422, outcomeOf(fault), null)).toMatchObject({
      words: sentenceOf(fault.problem),
    })
  })

  test('429 without a time is waited out as long as limits are usually counted, a busy gateway is not', () => {
    expect(faultOf('request', 429, null, null)).toMatchObject({ afterMs: 60_000 })
    expect(faultOf('request', 429, null, 7000)).toMatchObject({ afterMs: 7000 })
    expect(faultOf('request', 503, null, null)).toMatchObject({ afterMs: null })
  })
})

describe('the time that a server names', () => {
  test.each<[Record<string, string>, number | null]>([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': 'Sat, 21 Nov 2026 13:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Sat, 21 Nov 2026 12:00:00 GMT' }, 0],
    [{ 'retry-after': 'nanti' }, null],
    [{ 'retry-after': '' }, null],
    [{}, null],
    [{ ratelimit: '"default";r=0;t=30' }, 30_000],
    [{ ratelimit: '"requests";r=59975;t=60, "fhirInteractions";r=0;t=12' }, 12_000],
    [{ ratelimit: '"a, b;r=0;t=99";r=0;t=5, "c"; r=0; t=8' }, 8000],
    [{ ratelimit: '"requests";r=3;t=40' }, 40_000],
    [{ ratelimit: '"requests";r=0' }, null],
    [{ ratelimit: 'limit=100, remaining=0, reset=45' }, 45_000],
    [{ 'ratelimit-limit': '100', 'ratelimit-reset': '30' }, 30_000],
    [{ 'retry-after': '9', ratelimit: '"default";r=0;t=30', 'ratelimit-reset': '31' }, 9000],
  ])('in %j is %s ms', (headers, ms) => {
    expect(readNamedWait(new Headers(headers), Date.UTC(2026, 10, 21, 13))).toBe(ms)
  })
})

const unknown: Item = {
  kind: 'patient',
  type: 'Patient',
  recordId: '019a0000-0000-7000-8000-000000000001',
  revision: 1,
  resource: { resourceType: 'Patient' },
  link: null,
}
const known: Item = { ...unknown, link: { serverId: 'abc', version: '3' } }

describe('a batch', () => {
  test('creates what the server may not know, only if it is not there, and updates what it does', () => {
    const { type, entry } = toBatch('P1', [unknown, known])
    expect(type).toBe('batch')
    expect(entry).toEqual([
      {
        resource: { resourceType: 'Patient' },
        request: {
          method: 'POST',
          url: 'Patient',
          ifNoneExist: 'identifier=https://loket.id/fhir/id/P1/patient|019a0000-0000-7000-8000-000000000001',
        },
      },
      {
        resource: { resourceType: 'Patient', id: 'abc' },
        request: { method: 'PUT', url: 'Patient/abc', ifMatch: 'W/"3"' },
      },
    ])
  })

  test.each(fhirTypes)(
    'guards an update of %s by the version last seen, where the server named one',
    (type) => {
      const item: Item = { ...known, type }
      const request = { method: 'PUT', url: `${type}/abc` }
      expect(toBatch('P1', [item]).entry?.[0]?.request).toEqual({ ...request, ifMatch: 'W/"3"' })
      const unnamed = { ...item, link: { serverId: 'abc', version: null } }
      expect(toBatch('P1', [unnamed]).entry?.[0]?.request).toEqual(request)
    },
  )

  test('is cut before it passes one megabyte; a record larger than that goes alone', () => {
    const sized = (bytes: number): Item => ({
      ...unknown,
      resource: { resourceType: 'Patient', language: 'x'.repeat(bytes) },
    })
    const parts = cutBySize([sized(400_000), sized(400_000), sized(400_000), sized(2_000_000), sized(10)])
    expect(parts.map((part) => part.length)).toEqual([2, 1, 1, 1])
  })

  test.each([
    ['bare, relative', { status: '201', location: 'Patient/abc', etag: 'W/"1"' }, 'abc', '1'],
    [
      'with words, absolute and versioned',
      { status: '201 Created', location: 'http://x.id/fhir/Patient/abc/_history/2' },
      'abc',
      '2',
    ],
    ['without etag', { status: '200', location: 'Patient/abc' }, 'abc', null],
    ['without location', { status: '200 OK' }, null, null],
  ])('reads the answer of a server that speaks %s (F21)', (_, response, id, version) => {
    const body: FhirResource = { resourceType: 'Bundle', type: 'batch-response', entry: [{ response }] }
    expect(readBatch([unknown], body)).toMatchObject([{ kind: 'ok', id, version }])
  })

  test('does not take an answer of another length, or another kind, for its own', () => {
    expect(
      readBatch([unknown, known], { resourceType: 'Bundle', type: 'batch-response', entry: [] }),
    ).toBeNull()
    expect(readBatch([unknown], { resourceType: 'Bundle', type: 'searchset', entry: [{}] })).toBeNull()
  })
})

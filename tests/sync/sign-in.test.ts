import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createFetch } from '#hub/sync/fetch-text'
import { createSignIn } from '#hub/sync/sign-in'
import { type FaultProxy, openFaultProxy } from '../support/fault-proxy.ts'
import { type Account, type Dinkes, openDinkes } from './dinkes.ts'
import { type MedplumServer, openMedplumServer } from './medplum-server.ts'
import { openPuskesmas } from './puskesmas.ts'
import { pass } from './seeded/wire.ts'

/** A FHIR server behind a door that wants what it was told. */
let medplum: MedplumServer
let dinkes: Dinkes
let door: FaultProxy
let wanted = ''
let isStatementOpen = true

beforeAll(async () => {
  medplum = await openMedplumServer()
  dinkes = await openDinkes()
  door = await openFaultProxy(medplum.origin)
  door.decide(({ path, headers }) =>
    (isStatementOpen && path.endsWith('/metadata')) || headers.authorization === wanted
      ? null
      : { answer: { status: 401, body: '', headers: { 'www-authenticate': 'Basic realm="fhir"' } } },
  )
})
beforeEach(() => {
  door.seen.length = 0
})
afterAll(async () => {
  await door.close()
  await medplum.close()
  await dinkes.close()
})

const account = (change: Partial<Account>): Account => ({
  code: 'P8204011',
  clientId: 'puskesmas',
  clientSecret: 'rahasia:ñ',
  facilityId: '',
  ...change,
})

async function sendAs(change: Partial<Account>) {
  const puskesmas = await openPuskesmas({ baseUrl: `${door.origin}/fhir/R4` }, account(change))
  try {
    await puskesmas.arrive(await puskesmas.register())
    return await puskesmas.send()
  } finally {
    await puskesmas.close()
  }
}

test('a server that wants Basic gets name and password in UTF-8, and no token is asked for', async () => {
  wanted = `Basic ${Buffer.from('puskesmas:rahasia:ñ').toString('base64')}`
  expect(await sendAs({ signIn: 'basic' })).toMatchObject({ state: 'done' })
  expect(door.seen.some(({ path }) => path.startsWith('/oauth2'))).toBe(false)
})

test('a server that wants a bearer token that stays gets it, without any id', async () => {
  wanted = 'Bearer token-tetap'
  const secret = { clientId: '', clientSecret: 'token-tetap' }
  const signedIn = { signIn: 'bearer', code: 'P8204012', ...secret } as const
  expect(await sendAs(signedIn)).toMatchObject({ state: 'done' })
  expect(door.seen.some(({ path }) => path.startsWith('/oauth2'))).toBe(false)
})

test('refused, what stays the same is not sent a second time: the run stops and says whom to ask', async () => {
  wanted = 'Bearer yang lain'
  const run = await sendAs({ signIn: 'bearer', clientId: '', clientSecret: 'salah' })
  expect(run).toMatchObject({ state: 'stopped', problem: { code: 'sync_refused_sign_in' } })
  expect(door.seen.filter(({ status }) => status === 401)).toHaveLength(1)
})

test('one token is asked for, however many ask at once, and another only when that one has ended or is refused (F10)', async () => {
  const { clientId, clientSecret: secret } = await dinkes.admit('Puskesmas Teluk Harapan')
  let now = Date.now()
  const fetchText = createFetch({ now: () => now, signal: new AbortController().signal, kbitPerSecond: null })
  const destination = {
    baseUrl: dinkes.baseUrl,
    signIn: 'oauth2' as const,
    clientId,
    secret,
    kbitPerSecond: null,
  }
  const signIn = createSignIn(destination, fetchText, () => now)
  dinkes.proxy.seen.length = 0
  const together = async () =>
    new Set(await Promise.all([signIn.header(), signIn.header(), signIn.header()])).size
  const asked = () => dinkes.proxy.seen.filter(({ path }) => path === '/oauth2/token').length
  expect([await together(), asked()]).toEqual([1, 1])
  expect([await together(), asked()]).toEqual([1, 1])
  signIn.renew(String(await signIn.header()))
  expect([await together(), asked()]).toEqual([1, 2])
  now += 3_600_000
  expect([await together(), asked()]).toEqual([1, 3])
})

const smartUris = 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris'

/** The district's statement, with security as another server words it. */
function naming(answer: string, security: (uris: object) => object, token: string): string {
  const statement = JSON.parse(answer)
  const uris = { url: smartUris, extension: [{ url: 'token', valueUri: token }] }
  const [server, ...others] = statement.rest
  return JSON.stringify({ ...statement, rest: [{ ...server, security: security(uris) }, ...others] })
}

test.each<[string, (uris: object) => object]>([
  ['its security', (uris) => ({ extension: [uris] })],
  ['a service of its security', (uris) => ({ service: [{ text: 'SMART-on-FHIR', extension: [uris] }] })],
])('tokens are had where /metadata says with %s', async (_, security) => {
  const puskesmas = await openPuskesmas(dinkes, await dinkes.admit('Puskesmas Teluk Harapan'))
  try {
    dinkes.proxy.seen.length = 0
    dinkes.proxy.decide(async (passing) => {
      if (passing.path === '/oauth2/token') return { answer: { status: 404, body: '' } }
      if (passing.path === '/masuk/token')
        return { answer: await pass(dinkes.district.origin, { ...passing, path: '/oauth2/token' }) }
      return passing.path === '/fhir/metadata'
        ? { rewrite: ({ answer }) => naming(answer, security, `${dinkes.proxy.origin}/masuk/token`) }
        : null
    })
    await puskesmas.register()
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
  } finally {
    dinkes.proxy.decide(null)
    await puskesmas.close()
  }
})

test('a secret is not taken to an address without TLS, whatever /metadata says', async () => {
  const puskesmas = await openPuskesmas(dinkes, await dinkes.admit('Puskesmas Teluk Harapan'))
  try {
    dinkes.proxy.decide(({ path }) =>
      path === '/fhir/metadata'
        ? {
            rewrite: ({ answer }) =>
              naming(answer, (uris) => ({ extension: [uris] }), 'http://token.example.go.id/token'),
          }
        : null,
    )
    await puskesmas.register()
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
  } finally {
    dinkes.proxy.decide(null)
    await puskesmas.close()
  }
})

test.each([
  ['http://127.0.0.1:4790/oauth2/token', 'https://dinkes.example.go.id/oauth2/token'],
  ['https://masuk.example.go.id/token', 'https://masuk.example.go.id/token'],
])('of a server elsewhere that names %s, tokens are had at %s', async (named, address) => {
  const { clientId, clientSecret: secret } = account({})
  const asked: string[] = []
  const fetchText = async (url: string) => {
    asked.push(url)
    return null
  }
  const signIn = createSignIn(
    { baseUrl: 'https://dinkes.example.go.id/fhir', signIn: 'oauth2', clientId, secret, kbitPerSecond: null },
    fetchText,
    Date.now,
  )
  const statement = naming('{"rest":[{"mode":"server"}]}', (uris) => ({ extension: [uris] }), named)
  signIn.learn(JSON.parse(statement))
  await signIn.header()
  expect(asked).toEqual([address])
})

test('a server that shows its /metadata only to whom it knows is asked for it again, signed in', async () => {
  wanted = `Basic ${Buffer.from('puskesmas:rahasia:ñ').toString('base64')}`
  isStatementOpen = false
  expect(await sendAs({ signIn: 'basic', code: 'P8204013' })).toMatchObject({ state: 'done' })
  wanted = 'Basic lain'
  const run = await sendAs({ signIn: 'basic', code: 'P8204014' })
  expect(run).toMatchObject({ state: 'stopped', problem: { code: 'sync_refused_sign_in' } })
  expect(door.seen.map(({ headers }) => headers.authorization === undefined).slice(-2)).toEqual([true, false])
  isStatementOpen = true
})

test('bodies go zipped to a server that says it takes them so, and plain where it then refuses one', async () => {
  const puskesmas = await openPuskesmas(dinkes, await dinkes.admit('Puskesmas Teluk Harapan'))
  try {
    for (let n = 0; n < 12; n += 1) await puskesmas.arrive(await puskesmas.register())
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    const zipped = () => dinkes.proxy.seen.filter(({ headers }) => headers['content-encoding'] === 'gzip')
    const batches = zipped().filter(({ path, body }) => path === '/fhir' && body.includes('"Encounter"'))
    expect(batches.length).toBeGreaterThan(0)
    const full = batches.toSorted((a, b) => b.body.length - a.body.length)[0]
    expect(Number(full?.headers['content-length'])).toBeLessThan((full?.body.length ?? 0) / 4)
    const before = zipped().length
    for (let n = 0; n < 3; n += 1) await puskesmas.arrive(await puskesmas.register())
    dinkes.proxy.decide(({ headers }) =>
      headers['content-encoding'] === 'gzip' ? { answer: { status: 415, body: '' } } : null,
    )
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    expect(zipped().length).toBeGreaterThan(before)
  } finally {
    await puskesmas.close()
  }
})

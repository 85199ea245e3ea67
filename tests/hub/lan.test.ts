import { createHash, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { Agent } from 'node:http'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprintGroups } from '#domain/fingerprint'
import { keyFromFile } from '#hub/data-folder'
import { issueAuthority, issueLeaf } from '#hub/lan/issue'
import { openDriver } from '#hub/store/open'
import { head, openPage, removeFolder, setUp, startHub, type TestHub, type TestPage } from '../support/hub.ts'
import { runHub } from '../support/hub-program.ts'
import { ask, callAs, openLive, shakeHands } from '../support/network.ts'

let hub: TestHub
let desk: TestPage
const folders = new Set<string>()

/** Handshakes are judged by this computer's clock, so the hub's has to tell the same time. */
const now = () => new Date().toISOString()
const dayMs = 24 * 3_600_000

beforeEach(async () => {
  hub = await startHub({ at: now() })
  folders.add(hub.folder)
  desk = await openPage(hub.hub.newDeskUrl())
  await setUp(desk)
})
afterEach(async () => {
  await hub.close()
  for (const folder of folders) removeFolder(folder)
  folders.clear()
})

/** The network, switched on; origins as a device on this very computer reaches them. */
async function switchOn() {
  const state = await desk.api.lan.switch({ on: true })
  const { http = 0, https = 0 } = hub.hub.networkPorts() ?? {}
  const plain = `http://127.0.0.1:${http}`
  const ca = await authorityAt(plain)
  return { state, plain, secure: `https://127.0.0.1:${https}`, port: https, ca }
}

/** The certificate that browsers download, as PEM. */
async function authorityAt(origin: string): Promise<string> {
  return new X509Certificate((await ask(`${origin}/pair/ca.crt`)).bytes).toString()
}

async function openOn(surface: 'display' | 'room'): Promise<TestPage> {
  if (surface === 'display') return openPage((await desk.api.pages.open({ surface })).url)
  const roomId = (await desk.api.session.current()).facility?.rooms[1]?.id ?? ''
  return openPage((await desk.api.pages.open({ surface, roomId })).url)
}

test('the network is off until the head switches it on', async () => {
  expect(hub.hub.networkPorts()).toBe(null)
  const { on, addresses, secureAddresses, fingerprint, problem } = await desk.api.lan.state()
  expect({ on, addresses, secureAddresses, fingerprint, problem }).toEqual({
    on: false,
    addresses: [],
    secureAddresses: [],
    fingerprint: null,
    problem: null,
  })
  const { state } = await switchOn()
  expect(state).toMatchObject({ on: true, forced: false })
})

test('a device that trusts the authority of the desk reaches the hub by its name and its address', async () => {
  const { state, plain, port, ca } = await switchOn()
  expect(state.fingerprint).toBe(fingerprintGroups(new X509Certificate(ca).fingerprint256))
  const { bytes } = await ask(`${plain}/pair/ca.crt`)
  expect(fingerprintGroups(createHash('sha256').update(bytes).digest('hex'))).toBe(state.fingerprint)
  for (const servername of ['loket-p8204011.local', 'localhost', '']) {
    const shown = await shakeHands(port, { ca, servername })
    expect(new Date(shown.valid_to).getTime()).toBe(state.certificateUntil)
  }
  await expect(shakeHands(port, { ca, servername: 'bank.example' })).rejects.toMatchObject({
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  })
})

test('a hub of the same name with another authority is not believed', async () => {
  const { port } = await switchOn()
  const stranger = await issueAuthority('P8204011', ['local', 'localhost'], Date.now())
  await expect(shakeHands(port, { ca: stranger.certificate, servername: 'localhost' })).rejects.toMatchObject(
    {
      code: expect.stringMatching(/SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY|CERT_SIGNATURE_FAILURE/),
    },
  )
})

test.each([
  ['www.example.org', /permitted subtree/],
  ['notlocal', /permitted subtree/],
  ['loket-p1.local', null],
])('the authority vouches for names of the house only: %s', async (name, refusal) => {
  const authority = await issueAuthority('P1', ['local', 'localhost'], Date.now())
  const { certificate: cert, key } = await issueLeaf(authority, { dns: [name], ip: [] }, Date.now())
  const server = createTlsServer({ cert, key }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const shaken = shakeHands((server.address() as AddressInfo).port, {
    ca: authority.certificate,
    servername: name,
  })
  if (refusal) await expect(shaken).rejects.toThrow(refusal)
  else expect((await shaken).subjectaltname).toBe(`DNS:${name}`)
  server.close()
})

test('a certificate lasts at most 397 days, and holds for people whose clock is a day behind the hub', async () => {
  const { ca, port } = await switchOn()
  const shown = await shakeHands(port, { ca, servername: 'localhost' })
  const [from, to] = [Date.parse(shown.valid_from), Date.parse(shown.valid_to)]
  expect(to - from).toBeLessThanOrEqual(397 * dayMs)
  expect(from).toBeLessThan(Date.now() - dayMs)
  expect(Date.parse(new X509Certificate(ca).validFrom)).toBeLessThan(Date.now() - dayMs)
})

test('another Host or Origin is turned away at every entrance', async () => {
  const { plain, secure, ca } = await switchOn()
  for (const [origin, other] of [
    [plain, secure],
    [secure, plain],
  ] as const) {
    const { host, port } = new URL(origin)
    const statusOf = async (headers: Record<string, string>) =>
      (await ask(`${origin}/pair/ca.crt`, { headers, ca })).status
    expect(await statusOf({ host })).toBe(200)
    expect(await statusOf({ host: `LOKET-P8204011.local:${port}` })).toBe(200)
    for (const wrong of [
      'loket.test',
      '127.0.0.1',
      `evil.example:${port}`,
      new URL(other).host,
      `x@${host}`,
    ]) {
      expect([wrong, await statusOf({ host: wrong })]).toEqual([wrong, 403])
    }
    expect(await statusOf({ origin })).toBe(200)
    for (const wrong of [other, hub.hub.origin, 'null', 'http://evil.example', `${origin}0`]) {
      expect([wrong, await statusOf({ origin: wrong })]).toEqual([wrong, 403])
    }
    const page = await openOn('display')
    const socket = await openLive({ ...page, cookie: 'x=y' }, origin, ca)
    expect(socket).toBe(null)
  }
})

test('one-time codes, the door for another start and the list of calls are for this computer only', async () => {
  const { plain, secure, ca } = await switchOn()
  const { url } = await desk.api.pages.open({ surface: 'display' })
  for (const origin of [plain, secure]) {
    for (const path of [url.replace(hub.hub.origin, ''), '/desk-url', '/api/openapi.json']) {
      expect([path, (await ask(origin + path, { ca })).status]).toEqual([path, 404])
    }
  }
  await openPage(url)
})

test('a page with identity is refused over plain http, with the address to use instead', async () => {
  const { plain, secure, ca } = await switchOn()
  const room = await openOn('room')
  for (const path of ['/room/', '/desk/']) {
    const answer = await ask(plain + path)
    expect(answer.status).toBe(403)
    expect(answer.body).toContain(secure)
  }
  for (const page of [room, desk]) {
    const answer = await callAs(page, plain, 'session/current')
    expect(answer.status).toBe(403)
    const [refused] = JSON.parse(answer.body).data.problems
    expect(refused).toMatchObject({ code: 'needs_https', params: { address: secure } })
    expect(refused.sentence).toContain(secure)
    expect(await openLive(page, plain)).toBe(null)
  }
  expect((await callAs(room, secure, 'session/current', ca)).status).toBe(200)
  const socket = await openLive(room, secure, ca)
  expect(socket).not.toBe(null)
  socket?.terminate()
})

test('a room is paired over https only, and its cookie never travels in the clear', async () => {
  const { plain, secure, ca } = await switchOn()
  const roomId = (await desk.api.session.current()).facility?.rooms[1]?.id ?? ''
  const invite = async () => {
    const place = { surface: 'room', roomId, name: 'Komputer KIA', settings: null } as const
    return (await desk.api.devices.invite(place)).code
  }
  const pair = (origin: string, given: string) =>
    ask(`${origin}/pair`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ code: given }),
      ca,
    })
  const refused = await pair(plain, await invite())
  expect(refused.status).toBe(403)
  expect(JSON.parse(refused.body).problems[0].sentence).toContain(secure)
  const paired = await pair(secure, await invite())
  expect(JSON.parse(paired.body).location).toMatch(/^\/room\/\?p=/)
  expect(paired.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Secure; Max-Age=/)

  const television = await desk.api.devices.invite({
    surface: 'display',
    roomId: null,
    name: 'TV 1',
    settings: { rooms: [], area: 'Ruang tunggu', theme: 'dark', sound: true, media: true },
  })
  const shown = await pair(plain, television.code)
  expect(shown.status).toBe(200)
  expect(shown.headers['set-cookie']?.[0]).not.toContain('Secure')
})

test('a television may stay on plain http, and is as closed there as anywhere', async () => {
  const { plain } = await switchOn()
  const display = await openOn('display')
  expect((await callAs(display, plain, 'display/board')).status).toBe(200)
  expect((await callAs(display, plain, 'patients/search')).status).toBe(403)
  expect((await callAs(display, plain, 'queue/loads')).status).toBe(403)
  const socket = await openLive(display, plain)
  expect(socket).not.toBe(null)
  socket?.terminate()
})

test('a flood from one device is answered 429 and stops nobody at the desk; later the device is heard again', async () => {
  const { plain } = await switchOn()
  const agent = new Agent({ keepAlive: true, maxSockets: 50 })
  const flood = Promise.all(Array.from({ length: 1000 }, () => ask(`${plain}/pair/ca.crt`, { agent })))
  expect((await desk.api.session.current()).surface).toBe('desk')
  const answers = await flood
  const refused = answers.filter(({ status }) => status === 429)
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(400)
  expect(refused.length).toBeGreaterThan(100)
  expect(refused[0]?.headers).toMatchObject({ 'retry-after': '1', refresh: '3' })
  expect(refused[0]?.body).toContain('Terlalu banyak permintaan')
  expect((await desk.api.session.current()).surface).toBe('desk')

  hub.clock.advance(10_000)
  expect((await ask(`${plain}/pair/ca.crt`)).status).toBe(200)
  agent.destroy()
})

test('a device that holds more than 120 connections loses the others, and keeps nobody from the desk', async () => {
  const { plain } = await switchOn()
  const port = Number(new URL(plain).port)
  const held = Array.from({ length: 125 }, () => connect(port, '127.0.0.1').resume())
  const lost = held.map((socket) => once(socket, 'close'))
  await Promise.all([Promise.race(lost), ...held.map((socket) => once(socket, 'connect'))])
  await expect(ask(`${plain}/pair/ca.crt`)).rejects.toMatchObject({ code: 'ECONNRESET' })
  expect((await desk.api.session.current()).surface).toBe('desk')
  for (const socket of held) socket.destroy()
  await Promise.all(lost)
  await expect
    .poll(() =>
      ask(`${plain}/pair/ca.crt`).then(
        ({ status }) => status,
        () => null,
      ),
    )
    .toBe(200)
})

test('a body that is too large, or does not say how large it is, is refused before it is read', async () => {
  const { plain } = await switchOn()
  const display = await openOn('display')
  const headers = { 'loket-page': display.id, cookie: display.cookie, 'content-type': 'application/json' }
  const send = (more: Record<string, string>) =>
    ask(`${plain}/api/display/board`, { method: 'POST', headers: { ...headers, ...more }, body: '{}' })
  for (const more of [{ 'content-length': '1048577' }, { 'transfer-encoding': 'chunked' }]) {
    const answer = await send(more)
    expect(answer.status).toBe(413)
    expect(JSON.parse(answer.body).data.problems[0].code).toBe('too_large')
  }
  expect((await send({ 'content-length': '2' })).status).toBe(200)
})

test('an ageing certificate is renewed while the hub runs; the authority that devices know stays', async () => {
  await hub.close()
  hub = await startHub({ folder: hub.folder, at: new Date(Date.now() - 380 * dayMs).toISOString() })
  desk = await openPage(hub.hub.newDeskUrl())
  await desk.api.session.signIn(head)
  const { ca, port, plain } = await switchOn()
  const old = await shakeHands(port, { ca, servername: 'localhost' })

  hub.clock.set(now())
  await desk.api.session.signIn(head)
  await desk.api.lan.switch({ on: true })
  const renewed = await shakeHands(port, { ca, servername: 'localhost' })
  expect(renewed.serialNumber).not.toBe(old.serialNumber)
  expect(Date.parse(renewed.valid_to)).toBeGreaterThan(Date.parse(old.valid_to))
  expect(await authorityAt(plain)).toBe(ca)

  await desk.api.lan.switch({ on: true })
  expect((await shakeHands(port, { ca, servername: 'localhost' })).serialNumber).toBe(renewed.serialNumber)
})

test('after a restart the network is on again, with the same authority and certificate', async () => {
  const before = await switchOn()
  await hub.close()
  hub = await startHub({ folder: hub.folder, at: now() })
  const { http = 0, https = 0 } = hub.hub.networkPorts() ?? {}
  const ca = await authorityAt(`http://127.0.0.1:${http}`)
  expect(ca).toBe(before.ca)
  const shown = await shakeHands(https, { ca, servername: 'localhost' })
  expect(Date.parse(shown.valid_to)).toBe(before.state.certificateUntil)
})

test('the private keys lie sealed even within the encrypted database', async () => {
  await switchOn()
  await hub.close()
  const driver = openDriver(join(hub.folder, 'loket.db'), keyFromFile(hub.folder))
  const stored = driver.prepare("SELECT value FROM settings WHERE key = 'lan.certificates'").pluck().get()
  driver.close()
  hub = await startHub({ folder: hub.folder, at: now() })
  expect(stored).toContain('BEGIN CERTIFICATE')
  expect(stored).not.toContain('PRIVATE KEY')
})

test('started with --lan it is on as soon as there is a Puskesmas, whatever the settings say', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loket-lan-'))
  folders.add(folder)
  const program = await runHub(['--data', folder, '--port', '0', '--lan'])
  if (program.first.event !== 'ready') throw new Error(program.first.message)
  const forcedDesk = await openPage(program.first.url)
  await setUp(forcedDesk)
  const state = await forcedDesk.api.lan.switch({ on: false })
  expect(state).toMatchObject({ on: true, forced: true })
  expect(state.fingerprint).toMatch(/^([0-9A-F]{4} ){7}[0-9A-F]{4}$/)
  await program.stop('SIGTERM')
})

test('switched off, nobody is let in and nobody stays, while the desk goes on', async () => {
  const { plain, secure, port, ca } = await switchOn()
  const [onDesk, onLan, onSecure] = await Promise.all([
    openLive(desk, hub.hub.origin),
    openOn('display').then((page) => openLive(page, plain)),
    openOn('room').then((page) => openLive(page, secure, ca)),
  ])
  if (!onDesk || !onLan || !onSecure) throw new Error('a socket did not open')
  const gone = Promise.all([once(onLan, 'close'), once(onSecure, 'close')])
  expect((await desk.api.lan.switch({ on: false })).on).toBe(false)
  await expect(ask(`${plain}/pair/ca.crt`)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await expect(shakeHands(port, { ca })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await gone
  await once(onDesk, 'message')
  onDesk.terminate()
})

test('a device that stops in the middle of a handshake does not hold up the switch', async () => {
  const { port } = await switchOn()
  const silent = connect(port, '127.0.0.1')
  await once(silent, 'connect')
  const left = once(silent, 'close')
  await desk.api.lan.switch({ on: false })
  await left
})

test('a port that is taken is named in a sentence, and the hub tries again', async () => {
  await hub.close()
  const { server, port } = await occupyAfterFreePort()
  hub = await startHub({ folder: hub.folder, at: now(), port })
  desk = await openPage(hub.hub.newDeskUrl())
  await desk.api.session.signIn(head)
  const refused = await desk.api.lan.switch({ on: true })
  expect(refused).toMatchObject({ on: true, addresses: [] })
  expect(refused.problem).toContain(`Port ${port + 1} sedang dipakai`)
  server.close()
  await once(server, 'close')
  expect((await desk.api.lan.switch({ on: true })).fingerprint).not.toBe(null)
  expect(hub.hub.networkPorts()).toEqual({ http: port + 1, https: port + 2 })
})

/** A port that is free beside one that is not. */
async function occupyAfterFreePort(): Promise<{ server: Server; port: number }> {
  for (;;) {
    const server = createServer().listen(0, '0.0.0.0')
    await once(server, 'listening')
    const port = (server.address() as AddressInfo).port - 1
    const free = [createServer().listen(port, '127.0.0.1'), createServer().listen(port + 2, '0.0.0.0')]
    const are = await Promise.all(
      free.map((probe) =>
        once(probe, 'listening').then(
          () => true,
          () => false,
        ),
      ),
    )
    for (const probe of free) probe.close()
    if (are.every(Boolean)) return { server, port }
    server.close()
  }
}

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer as createPlain } from 'node:net'
import { createServer, type Server } from 'node:tls'
import type { Session } from 'electron'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Issued, issueAuthority, issueLeaf } from '#hub/lan/issue'
import { judge, meetAuthority, pinAuthority } from '../../electron/pinning.ts'

const now = Date.now()
const dayMs = 24 * 3_600_000
const names = { dns: ['loket-p1.local'], ip: ['192.168.1.20', '127.0.0.1'] }
const domains = ['local', 'localhost']

let ours: Issued
let stranger: Issued
let leaf: Issued
const servers: { close: () => void }[] = []

beforeAll(async () => {
  ours = await issueAuthority('P1', domains, now)
  stranger = await issueAuthority('P1', domains, now)
  leaf = await issueLeaf(ours, names, now)
})
afterAll(() => {
  for (const server of servers) server.close()
})

test('the certificate of the paired hub is believed for each of its names and addresses', () => {
  for (const name of [...names.dns, ...names.ip])
    expect(judge(leaf.certificate, name, ours.certificate, now)).toBe('ok')
})

test('a certificate that the hub renewed is believed without asking anybody', async () => {
  const renewed = await issueLeaf(ours, names, now)
  expect(judge(renewed.certificate, '192.168.1.20', ours.certificate, now)).toBe('ok')
})

test.each([
  ['of another authority with the same name', () => stranger, '192.168.1.20', 0, 'stranger'],
  ['for another address', () => ours, '192.168.1.21', 0, 'other-name'],
  ['for another name', () => ours, 'loket-p2.local', 0, 'other-name'],
  ['that has run out', () => ours, '192.168.1.20', 396 * dayMs, 'out-of-date'],
  ['that has not begun', () => ours, '192.168.1.20', -3 * dayMs, 'out-of-date'],
] as const)('a certificate %s is refused', async (_title, issuer, hostname, later, verdict) => {
  const { certificate } = await issueLeaf(issuer(), names, now)
  expect(judge(certificate, hostname, ours.certificate, now + later)).toBe(verdict)
})

test('the authority itself is no certificate of a hub', () => {
  expect(judge(ours.certificate, '192.168.1.20', ours.certificate, now)).toBe('other-name')
})

/** What the session answers Chromium for a certificate of that host. */
function pinnedSession() {
  const refused: string[] = []
  let verify: Parameters<Session['setCertificateVerifyProc']>[0] = null
  const session: Pick<Session, 'setCertificateVerifyProc'> = {
    setCertificateVerifyProc: (proc) => {
      verify = proc
    },
  }
  const pin = { hostname: '192.168.1.20', authority: ours.certificate, now: () => now }
  pinAuthority(session, pin, (verdict) => refused.push(verdict))
  const answerFor = (hostname: string, { certificate: data }: Issued) => {
    const answers: number[] = []
    verify?.({ hostname, certificate: { data } } as Parameters<typeof verify>[0], (code) =>
      answers.push(code),
    )
    return answers
  }
  return { answerFor, refused }
}

test('Chromium is told at once: yes for the paired hub, no for a stranger in its place, and why', () => {
  const { answerFor, refused } = pinnedSession()
  expect(answerFor('192.168.1.20', leaf)).toEqual([0])
  expect(refused).toEqual([])
  expect(answerFor('192.168.1.20', { ...leaf, certificate: stranger.certificate })).toEqual([-2])
  expect(refused).toEqual(['stranger'])
})

test('no other host is believed, even with a certificate of the paired authority', () => {
  const { answerFor, refused } = pinnedSession()
  expect(answerFor('loket-p1.local', leaf)).toEqual([-2])
  expect(answerFor('example.org', leaf)).toEqual([-2])
  expect(refused).toEqual([])
})

async function serve({ certificate: cert, key }: Issued): Promise<string> {
  const server: Server = createServer({ cert, key })
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('on first contact the authority behind the address is met, with the groups that the desk shows', async () => {
  const met = await meetAuthority(await serve(leaf), now)
  if (met === null || met === 'out-of-date') throw new Error('not met')
  expect(met.fingerprint).toMatch(/^([0-9A-F]{4} ){7}[0-9A-F]{4}$/)
  expect(judge(leaf.certificate, '127.0.0.1', met.certificate, now)).toBe('ok')
})

test('what shows no authority, or one that did not issue its certificate, is not offered for trust', async () => {
  const [own = ''] = leaf.certificate.split(/(?<=-----END CERTIFICATE-----\n)/)
  expect(await meetAuthority(await serve({ ...leaf, certificate: own }), now)).toBe(null)
  const mixed = { ...leaf, certificate: `${own}${stranger.certificate}` }
  expect(await meetAuthority(await serve(mixed), now)).toBe(null)
  const elsewhere = await issueLeaf(ours, { dns: ['loket-p1.local'], ip: [] }, now)
  expect(await meetAuthority(await serve(elsewhere), now)).toBe(null)
})

test('a hub met by a computer whose date is wrong is told apart from one that is silent', async () => {
  const address = await serve(leaf)
  expect(await meetAuthority(address, now - 3 * 365 * dayMs)).toBe('out-of-date')
  expect(await meetAuthority(address, now + 396 * dayMs)).toBe('out-of-date')
  const elsewhere = await issueLeaf(ours, { dns: ['loket-p1.local'], ip: [] }, now)
  expect(await meetAuthority(await serve(elsewhere), now + 396 * dayMs)).toBe(null)
})

test('an address where nobody answers, or something that speaks no TLS, is nobody to trust', async () => {
  const plain = createPlain((socket) => socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
    0,
    '127.0.0.1',
  )
  servers.push(plain)
  await once(plain, 'listening')
  const { port } = plain.address() as AddressInfo
  expect(await meetAuthority(`https://127.0.0.1:${port}`, now)).toBe(null)
  plain.close()
  await once(plain, 'close')
  expect(await meetAuthority(`https://127.0.0.1:${port}`, now)).toBe(null)
})

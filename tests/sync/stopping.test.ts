import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Encounter, Patient } from 'fhir/r4'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { admit, head, openPage, removeFolder, setUp } from '../support/hub.ts'
import { runHub } from '../support/hub-program.ts'
import { type Account, type Dinkes, openDinkes } from './dinkes.ts'

/** The hub as a program without a shell, as on a server, beside a real district. */
const folder = mkdtempSync(join(tmpdir(), 'loket-stopping-'))
let dinkes: Dinkes
let account: Account

beforeAll(async () => {
  dinkes = await openDinkes()
  account = await dinkes.admit('Puskesmas Teluk Harapan')
})
afterAll(async () => {
  await dinkes.close()
  removeFolder(folder)
})

async function start() {
  const program = await runHub(['--data', folder, '--port', '0'])
  if (program.first.event !== 'ready') throw new Error(program.first.message)
  return { program, desk: await openPage(program.first.url) }
}

test('SIGTERM during a run ends it and the program; the next start goes on where it was, and nothing is twice', async () => {
  const { program, desk } = await start()
  await setUp(desk, { code: account.code })
  await desk.api.sync.saveSettings({
    baseUrl: dinkes.baseUrl,
    signIn: 'oauth2',
    clientId: account.clientId,
    secret: account.clientSecret,
    kbitPerSecond: null,
  })
  for (const name of ['Budi Santoso', 'Maria Wenda', 'Slamet Riyadi']) await admit(desk, { name })
  const halfway = Promise.withResolvers<void>()
  dinkes.proxy.decide(({ path, body }) => {
    if (path !== '/fhir' || !body.includes('"resourceType":"Encounter"')) return null
    halfway.resolve()
    // Stored there, and the answer never comes.
    return { cut: 'after' }
  })
  await desk.api.sync.start()
  await halfway.promise
  await program.stop('SIGTERM')
  expect([program.child.exitCode, program.child.signalCode]).toEqual([0, null])
  dinkes.proxy.decide(null)

  const again = await start()
  try {
    const { api } = again.desk
    await api.session.signIn({ username: head.username, password: head.password })
    expect(await api.sync.report({ runId: null })).toMatchObject({
      run: { state: 'stopped', problem: null, counts: { toFix: 0 } },
    })
    await api.sync.start()
    await expect.poll(async () => (await api.sync.status()).lastRun?.state, { timeout: 30_000 }).toBe('done')
    const { lastRun } = await api.sync.status()
    expect(lastRun?.compared.find(({ type }) => type === 'Encounter')).toMatchObject({
      here: 3,
      there: 3,
      same: true,
    })
    expect(await dinkes.list<Patient>(account, 'Patient')).toHaveLength(3)
    expect(await dinkes.list<Encounter>(account, 'Encounter')).toHaveLength(3)
  } finally {
    await again.program.stop('SIGTERM')
  }
})

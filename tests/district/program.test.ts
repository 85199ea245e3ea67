import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { openStore } from '#district/store/open'
import {
  addSender,
  connectSender,
  openAsManager,
  type Place,
  patientOf,
  prepareFolder,
  sendPatient,
} from './harness.ts'

const main = fileURLToPath(import.meta.resolve('#district/main'))

describe('the district program', () => {
  const running: ChildProcess[] = []
  const places: Place[] = []

  afterEach(async () => {
    for (const child of running.splice(0)) if (child.exitCode === null) child.kill('SIGKILL')
    for (const place of places.splice(0)) await place.release()
  })

  async function makeFolder(): Promise<string> {
    const place = await prepareFolder()
    places.push(place)
    return 'folder' in place.place ? place.place.folder : ''
  }

  function run(...args: string[]) {
    const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    running.push(child)
    let errors = ''
    child.stderr.on('data', (chunk) => {
      errors += chunk
    })
    const ended = once(child, 'close').then(([code]) => ({ code, errors }))
    const ready = once(createInterface(child.stdout), 'line').then(([line]) => JSON.parse(line))
    return { child, ended, ready }
  }

  it('prints its address first, lets nobody else into its folder, and has everything after a stop and after a SIGKILL', async () => {
    const folder = await makeFolder()
    const first = run('--data', folder, '--port', '0')
    const { event, url } = await first.ready
    expect(event).toBe('ready')
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/open\?code=/)
    const { origin } = new URL(url)
    // Longer than a proxy keeps a quiet connection: a call may never meet one that was closed here.
    expect((await fetch(`${origin}/fhir/metadata`)).headers.get('keep-alive')).toBe('timeout=65')
    const client = await openAsManager({ origin, url, close: async () => {} })
    const sender = await addSender(origin, client, 'P3404010')
    const patients = [patientOf(sender.code), patientOf(sender.code)]
    const ids = [await sendPatient(sender, patients[0])]

    const rival = await run('--data', folder, '--port', '0').ended
    expect(rival).toMatchObject({ code: 1, errors: expect.stringContaining('sedang dipakai') })

    first.child.kill('SIGTERM')
    expect((await first.ended).code).toBe(0)
    const second = run('--data', folder, '--port', '0')
    ids.push(
      await sendPatient(await connectSender(new URL((await second.ready).url).origin, sender), patients[1]),
    )
    second.child.kill('SIGKILL')
    await second.ended
    const third = run('--data', folder, '--port', '0')
    const last = await connectSender(new URL((await third.ready).url).origin, sender)
    expect([await sendPatient(last, patients[0]), await sendPatient(last, patients[1])]).toEqual(ids)
  }, 90_000)

  it('refuses a port in use, a folder it cannot write, a database out of reach and unknown arguments in plain words', async () => {
    const folder = await makeFolder()
    const file = join(folder, 'berkas')
    await writeFile(file, '')
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' && address ? String(address.port) : ''
    const cases: [args: string[], words: string][] = [
      [['--data', folder, '--port', port], `Port ${port} sedang dipakai`],
      [['--data', join(file, 'data'), '--port', '0'], 'tidak dapat ditulisi'],
      [['--database-url', `postgres://127.0.0.1:${port}/x`, '--port', '0'], 'tidak dapat dihubungi'],
      [['--public-url', 'http://dinkes.example'], '--public-url'],
      [['--warna', 'biru'], '--warna'],
    ]
    taken.on('connection', (socket) => socket.destroy())
    for (const [args, words] of cases) {
      const { code, errors } = await run(...args).ended
      expect([code, errors.trim().split('\n').length]).toEqual([1, 1])
      expect(errors).toContain(words)
    }
    taken.close()
  })

  it('refuses a database that a newer version has changed', async () => {
    const folder = await makeFolder()
    const events = { onSlow: () => {}, onLost: () => {} }
    const store = await openStore({ folder }, events)
    await store.write((tx) =>
      sql`insert into kysely_migration values ('9999-future', '2030-01-01')`.execute(tx),
    )
    await store.close()
    await expect(openStore({ folder }, events)).rejects.toThrow('database_newer')
  })
})

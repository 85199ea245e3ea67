import { AsyncLocalStorage } from 'node:async_hooks'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import {
  type Dialect,
  Kysely,
  type KyselyPlugin,
  PGliteDialect,
  PostgresDialect,
  type QueryExecutorProvider,
  sql,
  type Transaction,
} from 'kysely'
import pg from 'pg'
import { refuse } from '#domain/errors'
import { lockFolder } from './folder-lock.ts'
import { migrate } from './migrate.ts'
import type { Schema } from './schema.ts'

/** Readers take a `Db`, writers a `Tx`: a write outside a transaction does not compile. */
export type Db = Pick<Kysely<Schema>, 'selectFrom' | 'selectNoFrom'> & QueryExecutorProvider
export type Tx = Transaction<Schema>

export type Store = {
  db: Db
  /** Runs `work` in one transaction: awaits `tx` only; all or nothing. */
  write: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

/** An embedded database in a folder of its own, or a PostgreSQL ≥ 15 somewhere else. */
export type StorePlace = { folder: string } | { url: string }

export type StoreEvents = {
  onSlow: (query: { sql: string; ms: number }) => void
  /** A pooled connection died while idle (the server restarted); the pool opens another. */
  onLost: (cause: unknown) => void
}

const slowMs = 40
const dateType = 1082

/** Opens and migrates. Refuses `folder_unwritable`, `folder_in_use`, `database_unreachable` and `database_newer`. */
export async function openStore(place: StorePlace, events: StoreEvents): Promise<Store> {
  const unlock = 'folder' in place ? await lockFolder(place.folder) : null
  const kysely = new Kysely<Schema>({
    dialect: 'folder' in place ? embeddedDialect(place.folder) : serverDialect(place.url, events.onLost),
    log: (event) => {
      if (event.queryDurationMillis > slowMs)
        events.onSlow({ sql: event.query.sql, ms: event.queryDurationMillis })
    },
  })
  const close = async () => {
    await kysely.destroy()
    await unlock?.()
  }
  try {
    await reach(kysely)
    await migrate(kysely)
  } catch (cause) {
    await close()
    throw cause
  }
  const inTransaction = new AsyncLocalStorage<true>()
  return {
    db: kysely.withPlugin(refuseInside(inTransaction)),
    write: (work) => kysely.transaction().execute((tx) => inTransaction.run(true, () => work(tx))),
    close,
  }
}

async function reach(kysely: Kysely<Schema>): Promise<void> {
  try {
    await sql`select 1`.execute(kysely)
  } catch {
    refuse('database_unreachable')
  }
}

function embeddedDialect(folder: string): Dialect {
  const open = () =>
    PGlite.create({ dataDir: join(folder, 'postgres'), parsers: { [dateType]: (text) => text } })
  return new PGliteDialect({ pglite: open })
}

function serverDialect(url: string, onLost: (cause: unknown) => void): Dialect {
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === dateType && format !== 'binary' ? (text: string) => text : pg.types.getTypeParser(oid, format),
  } as pg.CustomTypesConfig
  const pool = new pg.Pool({ connectionString: url, types, connectionTimeoutMillis: 10_000 })
  pool.on('error', onLost)
  return new PostgresDialect({ pool })
}

/** Runs part of a transaction so that its failure undoes that part alone. */
export async function attempt<T>(tx: Tx, work: () => Promise<T>): Promise<{ done: T } | { cause: unknown }> {
  await sql`savepoint attempt`.execute(tx)
  try {
    const done = await work()
    await sql`release savepoint attempt`.execute(tx)
    return { done }
  } catch (cause) {
    await sql`rollback to savepoint attempt`.execute(tx)
    return { cause }
  }
}

/** The statement failed for a value it cannot hold (SQLSTATE class 22), not for a fault of ours. */
export function isUnstorable(cause: unknown): boolean {
  return (
    cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && cause.code.startsWith('22')
  )
}

/** PGlite under Kysely is one connection behind a mutex: the outer `db` inside its own transaction would wait for ever. */
function refuseInside(inTransaction: AsyncLocalStorage<true>): KyselyPlugin {
  return {
    transformQuery: ({ node }) => {
      if (inTransaction.getStore()) throw new Error('inside a transaction only `tx` may be awaited')
      return node
    },
    transformResult: async ({ result }) => result,
  }
}

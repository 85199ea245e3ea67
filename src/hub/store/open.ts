import { AsyncLocalStorage } from 'node:async_hooks'
import { existsSync, writeFileSync } from 'node:fs'
import Driver from 'better-sqlite3'
import {
  Kysely,
  type KyselyPlugin,
  type LogEvent,
  type QueryExecutorProvider,
  SqliteDialect,
  type Transaction,
} from 'kysely'
import { createTurns, type Turns } from '#hub/turns'
import type { Schema } from './schema.ts'

/** Readers take a `Db`, writers a `Tx`: a write outside a transaction does not compile. */
export type Db = Pick<Kysely<Schema>, 'selectFrom' | 'selectNoFrom'> & QueryExecutorProvider
export type Tx = Transaction<Schema>

export type Store = {
  db: Db
  /** Runs `work` in one transaction: awaits `tx` only, one fsync at its end, all or nothing. */
  write: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** Lets another thread write meanwhile: every `write` waits until `work` has ended, and nobody who reads does. */
  lend: Turns
  driver: Driver.Database
  close: () => Promise<void>
}

export type SlowQuery = (query: { sql: string; ms: number }) => void

const slowMs = 40

/** Opens the encrypted file and proves that the key fits. Throws `StoreProblem`. */
export function openDriver(
  file: string,
  keyHex: string,
  options: { readonly?: boolean; cacheMb?: number } = {},
): Driver.Database {
  const fresh = !existsSync(file)
  // SQLite gives its side files the mode of the file itself.
  if (fresh && !options.readonly) writeFileSync(file, '', { mode: 0o600 })
  const driver = new Driver(file, { readonly: options.readonly ?? false })
  try {
    driver.pragma(`key = "x'${keyHex}'"`)
    driver.prepare('SELECT count(*) FROM sqlite_schema').get()
    if (!options.readonly) configureWriter(driver, fresh)
    driver.pragma('foreign_keys = ON')
    driver.pragma(`cache_size = -${1024 * (options.cacheMb ?? 64)}`)
    return driver
  } catch (cause) {
    driver.close()
    throw cause
  }
}

function configureWriter(driver: Driver.Database, fresh: boolean): void {
  if (fresh) driver.pragma('page_size = 4096')
  driver.pragma('journal_mode = WAL')
  // FULL: a confirmed registration survives a power cut, at one fsync a transaction.
  driver.pragma('synchronous = FULL')
  // Folded by the worker instead (hub/checkpoints): a commit must not wait for it.
  driver.pragma('wal_autocheckpoint = 0')
  driver.pragma('busy_timeout = 5000')
}

export function openStore(driver: Driver.Database, onSlow: SlowQuery): Store {
  const inTransaction = new AsyncLocalStorage<true>()
  const kysely = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: rememberStatements(driver) }),
    log: (event: LogEvent) => {
      if (event.queryDurationMillis > slowMs) onSlow({ sql: event.query.sql, ms: event.queryDurationMillis })
    },
  })
  const inTurn = createTurns()
  return {
    db: kysely.withPlugin(refuseInside(inTransaction)),
    write: (work) =>
      inTurn(() => kysely.transaction().execute((tx) => inTransaction.run(true, () => work(tx)))),
    lend: inTurn,
    driver,
    close: () => kysely.destroy(),
  }
}

/** SQLite under Kysely is one connection behind a mutex: the outer `db` inside its own transaction would wait for ever. */
function refuseInside(inTransaction: AsyncLocalStorage<true>): KyselyPlugin {
  return {
    transformQuery: ({ node }) => {
      if (inTransaction.getStore()) throw new Error('inside a transaction only `tx` may be awaited')
      return node
    },
    transformResult: async ({ result }) => result,
  }
}

const mostStatements = 300

/** Kysely prepares a statement at each use; the same few hundred come again all day, so each is prepared once. */
function rememberStatements(driver: Driver.Database): {
  prepare: (sql: string) => Driver.Statement
  close: () => void
} {
  const prepared = new Map<string, Driver.Statement>()
  return {
    prepare: (sql) => {
      const known = prepared.get(sql)
      if (known) return known
      if (prepared.size >= mostStatements) prepared.clear()
      const statement = driver.prepare(sql)
      prepared.set(sql, statement)
      return statement
    },
    close: () => driver.close(),
  }
}

import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Driver from 'better-sqlite3'
import { problem, Refusal } from '#domain/errors'
import { migrate } from './store/migrate.ts'
import { openDriver } from './store/open.ts'
import { newSecretBytes, sha256 } from './system.ts'

export type DataFolder = {
  folder: string
  file: string
  keyHex: string
  driver: Driver.Database
  /** The last stop was not a clean one, so the file wants a check before it is trusted. */
  afterCrash: boolean
  /** Marks a clean stop and lets go of the folder; the driver is closed by its own store. */
  release: () => void
}

/** Where plain Node keeps the key; the desktop shell hands its own over and passes null here. */
export function keyFromFile(folder: string): string {
  const keyFile = join(folder, 'loket.key')
  prepareFolder(folder)
  if (existsSync(keyFile)) {
    const keyHex = readFileSync(keyFile, 'utf8').trim()
    if (!/^[0-9a-f]{64}$/.test(keyHex)) throw new Refusal(problem('key_wrong'))
    return keyHex
  }
  if (existsSync(join(folder, 'loket.db'))) throw new Refusal(problem('key_missing', { file: keyFile }))
  const keyHex = newSecretBytes(32).toString('hex')
  writeFileSync(keyFile, `${keyHex}\n`, { mode: 0o600, flag: 'wx' })
  chmodSync(keyFile, 0o600)
  return keyHex
}

/** Opens a data folder for one hub: folder writable, nobody else in it, key fits, file whole, schema current. */
export function openDataFolder(folder: string, keyHex: string): DataFolder {
  prepareFolder(folder)
  const unlock = lock(folder)
  try {
    const file = join(folder, 'loket.db')
    const mark = join(folder, 'loket.running')
    checkKeyFits(folder, keyHex, existsSync(file))
    const driver = openWhole(file, keyHex)
    migrate(driver, file)
    const afterCrash = existsSync(mark)
    writeFileSync(mark, '', { mode: 0o600 })
    const release = () => {
      rmSync(mark, { force: true })
      unlock()
    }
    return { folder, file, keyHex, driver, afterCrash, release }
  } catch (cause) {
    unlock()
    throw cause
  }
}

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
    // Root passes access checks on a read-only mount, so really write.
    writeFileSync(join(folder, 'loket.probe'), '')
    rmSync(join(folder, 'loket.probe'))
  } catch {
    throw new Refusal(problem('folder_unwritable', { folder }))
  }
}

/** An exclusive SQLite lock is the one lock that every system drops when the process is killed. */
function lock(folder: string): () => void {
  const holder = new Driver(join(folder, 'loket.lock'), { timeout: 0 })
  try {
    holder.pragma('locking_mode = EXCLUSIVE')
    holder.exec('BEGIN EXCLUSIVE')
  } catch {
    holder.close()
    throw new Refusal(problem('folder_in_use', { folder }))
  }
  return () => holder.close()
}

/** A fingerprint of the key tells a wrong key from a damaged file, which SQLite reports alike. */
function checkKeyFits(folder: string, keyHex: string, hasData: boolean): void {
  const file = join(folder, 'loket.key-check')
  const fingerprint = sha256(`loket key check ${keyHex}`).slice(0, 32)
  if (!hasData || !existsSync(file)) writeFileSync(file, `${fingerprint}\n`, { mode: 0o600 })
  else if (readFileSync(file, 'utf8').trim() !== fingerprint) throw new Refusal(problem('key_wrong'))
}

function openWhole(file: string, keyHex: string): Driver.Database {
  const damaged = new Refusal(problem('database_damaged', { file }))
  if (existsSync(file) && statSync(file).size % 4096 !== 0) throw damaged
  let driver: Driver.Database
  try {
    driver = openDriver(file, keyHex)
  } catch (cause) {
    throw (cause as { code?: string }).code?.startsWith('SQLITE_') ? damaged : cause
  }
  const pages = driver.pragma('page_count', { simple: true }) as number
  if (existsSync(file) && statSync(file).size < pages * 4096 && !existsSync(`${file}-wal`)) {
    driver.close()
    throw damaged
  }
  return driver
}

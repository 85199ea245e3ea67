import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import type Driver from 'better-sqlite3'
import { problem, Refusal } from '#domain/errors'
import { initial } from './migrations/0001-initial.ts'
import { roomsAndDevices } from './migrations/0002-rooms-and-devices.ts'
import { everyone } from './migrations/0003-everyone.ts'
import { search } from './migrations/0004-search.ts'
import { merges } from './migrations/0005-merges.ts'
import { consents } from './migrations/0006-consents.ts'
import { imports } from './migrations/0007-imports.ts'
import { proofByType } from './migrations/0008-proof-by-type.ts'
import { careEvents } from './migrations/0009-care-events.ts'
import { numberEnds } from './migrations/0010-number-ends.ts'
import { datedArea } from './migrations/0011-dated-area.ts'
import { importDecisions } from './migrations/0012-import-decisions.ts'
import { lighterImport } from './migrations/0013-lighter-import.ts'
import { orderedLists } from './migrations/0014-ordered-lists.ts'
import { keptNumbers } from './migrations/0015-kept-numbers.ts'

/** Numbered by position, frozen once released. */
type Migration = (driver: Driver.Database) => void
const released: readonly Migration[] = [
  initial,
  roomsAndDevices,
  everyone,
  search,
  merges,
  consents,
  imports,
  proofByType,
  careEvents,
  numberEnds,
  datedArea,
  importDecisions,
  lighterImport,
  orderedLists,
  keptNumbers,
].map((sql) => (driver) => driver.exec(sql))

export const newestVersion = released.length

export function versionOf(driver: Driver.Database): number {
  return driver.pragma('user_version', { simple: true }) as number
}

/**
 * Brings the file to the newest version. Each step is one transaction; before the first one an encrypted copy of a
 * file that already holds data is written beside it (`VACUUM INTO` keeps the encryption, the backup API refuses).
 */
export function migrate(
  driver: Driver.Database,
  file: string,
  migrations: readonly Migration[] = released,
): void {
  const found = versionOf(driver)
  if (found > migrations.length) throw new Refusal(problem('database_newer'))
  if (found > 0 && found < migrations.length) copyWhole(driver, `${file}.before-${found + 1}`)
  // A table that is rebuilt is dropped for a moment; what refers to it is checked before the step is kept.
  driver.pragma('foreign_keys = OFF')
  for (const [index, step] of migrations.entries()) {
    if (index < found) continue
    driver.transaction(() => {
      step(driver)
      const broken = driver.pragma('foreign_key_check') as unknown[]
      if (broken.length > 0)
        throw new Error(`migration ${index + 1} leaves ${broken.length} broken references`)
      driver.pragma(`user_version = ${index + 1}`)
    })()
  }
  driver.pragma('foreign_keys = ON')
}

/**
 * A power cut in here leaves the copy of an earlier attempt or none, and nothing that the next start stumbles over:
 * SQLite writes only into a new or an empty file, and leaves it to others that its pages reach the disk.
 */
function copyWhole(driver: Driver.Database, copy: string): void {
  const half = `${copy}.new`
  writeFileSync(half, '', { mode: 0o600 })
  driver.prepare('VACUUM INTO ?').run(half)
  const written = openSync(half, 'r+')
  fsyncSync(written)
  closeSync(written)
  renameSync(half, copy)
}

import type Driver from 'better-sqlite3'
import { problem, Refusal } from '#domain/errors'
import { initial } from './migrations/0001-initial.ts'

/** Numbered by position, frozen once released. */
type Migration = (driver: Driver.Database) => void
const released: readonly Migration[] = [(driver) => driver.exec(initial)]

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
  if (found > 0 && found < migrations.length)
    driver.prepare('VACUUM INTO ?').run(`${file}.before-${found + 1}`)
  for (const [index, step] of migrations.entries()) {
    if (index < found) continue
    driver.transaction(() => {
      step(driver)
      driver.pragma(`user_version = ${index + 1}`)
    })()
  }
}

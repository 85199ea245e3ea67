import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Driver from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { Refusal } from '#domain/errors'
import { keyFromFile, openDataFolder } from '#hub/data-folder'
import { migrate, newestVersion, versionOf } from '#hub/store/migrate'
import { openDriver } from '#hub/store/open'
import { admit, openPage, removeFolder, setUp, startHub } from '../support/hub.ts'

const folders: string[] = []
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'loket-data-'))
  folders.push(folder)
  return folder
}
afterEach(() => {
  for (const folder of folders.splice(0)) removeFolder(folder)
})

function codeOf(open: () => unknown): string {
  try {
    open()
  } catch (fault) {
    if (fault instanceof Refusal) return fault.problems[0].problem.code
    throw fault
  }
  return 'opened'
}

async function filledFolder(): Promise<string> {
  const folder = newFolder()
  const hub = await startHub({ folder })
  const desk = await openPage(hub.hub.newDeskUrl())
  await setUp(desk)
  await admit(desk, { name: 'Ketut Sariasih' })
  await hub.close()
  return folder
}

test('key and data are readable by their owner only, and nothing typed can be read in the files', async () => {
  const folder = await filledFolder()
  for (const file of ['loket.key', 'loket.db']) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
  const bytes = readFileSync(join(folder, 'loket.db'))
  expect(bytes.subarray(0, 15).toString()).not.toBe('SQLite format 3')
  expect(bytes.includes('Sariasih')).toBe(false)
  expect(bytes.includes('SARIASIH')).toBe(false)
})

test('another key is called a wrong key, and the data stays as it was', async () => {
  const folder = await filledFolder()
  const before = readFileSync(join(folder, 'loket.db'))
  writeFileSync(join(folder, 'loket.key'), 'ab'.repeat(32))
  expect(codeOf(() => openDataFolder(folder, keyFromFile(folder)))).toBe('key_wrong')
  expect(readFileSync(join(folder, 'loket.db')).equals(before)).toBe(true)
})

test('a lost key file is never replaced by a new one while data exists', async () => {
  const folder = await filledFolder()
  removeFolder(join(folder, 'loket.key'))
  expect(codeOf(() => keyFromFile(folder))).toBe('key_missing')
  expect(existsSync(join(folder, 'loket.key'))).toBe(false)
})

test.each([0.5, 0.9, 0.123])('a file cut to %f of its length is called damaged', async (part) => {
  const folder = await filledFolder()
  const file = join(folder, 'loket.db')
  truncateSync(file, Math.floor(statSync(file).size * part))
  expect(codeOf(() => openDataFolder(folder, keyFromFile(folder)))).toBe('database_damaged')
})

test('a page overwritten inside the file is found before the desk opens after an unclean stop', async () => {
  const folder = await filledFolder()
  const file = join(folder, 'loket.db')
  const bytes = readFileSync(file)
  bytes.fill(7, 4096 * 5, 4096 * 6)
  writeFileSync(file, bytes)
  writeFileSync(join(folder, 'loket.running'), '')
  await expect(startHub({ folder })).rejects.toMatchObject({
    problems: [{ problem: { code: 'database_damaged' } }],
  })
})

test('a second hub is refused while the first one has the folder, and let in after it', async () => {
  const folder = await filledFolder()
  const first = openDataFolder(folder, keyFromFile(folder))
  expect(codeOf(() => openDataFolder(folder, keyFromFile(folder)))).toBe('folder_in_use')
  first.driver.close()
  first.release()
  const second = openDataFolder(folder, keyFromFile(folder))
  second.driver.close()
  second.release()
})

test('a folder that cannot be written is named in the sentence', () => {
  const file = join(newFolder(), 'a-file')
  writeFileSync(file, '')
  expect(codeOf(() => keyFromFile(join(file, 'data')))).toBe('folder_unwritable')
})

test('data of a newer program is refused and left alone', async () => {
  const folder = await filledFolder()
  const keyHex = keyFromFile(folder)
  const driver = openDriver(join(folder, 'loket.db'), keyHex)
  driver.pragma(`user_version = ${newestVersion + 1}`)
  driver.close()
  expect(codeOf(() => openDataFolder(folder, keyHex))).toBe('database_newer')
})

test('a migration of filled data first leaves an encrypted copy beside it', async () => {
  const folder = await filledFolder()
  const keyHex = keyFromFile(folder)
  const file = join(folder, 'loket.db')
  const older = openDriver(file, keyHex)
  expect(versionOf(older)).toBe(newestVersion)
  const done = Array.from({ length: newestVersion }, () => () => {})
  migrate(older, file, [...done, (driver) => driver.exec('DELETE FROM drafts')])
  expect(versionOf(older)).toBe(newestVersion + 1)
  older.close()
  const copy = `${file}.before-${newestVersion + 1}`
  expect(existsSync(copy)).toBe(true)
  expect(readFileSync(copy).subarray(0, 15).toString()).not.toBe('SQLite format 3')
  const opened = openDriver(copy, keyHex, { readonly: true })
  expect(opened.prepare('SELECT count(*) AS n FROM patients').get()).toEqual({ n: 1 })
  opened.close()
})

test('an unencrypted reader cannot open the file', async () => {
  const folder = await filledFolder()
  const copy = join(folder, 'copy.db')
  copyFileSync(join(folder, 'loket.db'), copy)
  const plain = new Driver(copy)
  expect(() => plain.prepare('SELECT * FROM patients').all()).toThrow()
  plain.close()
})

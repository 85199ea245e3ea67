import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import { keyFromFile, openDataFolder } from '#hub/data-folder'
import { initial } from '#hub/store/migrations/0001-initial'
import { roomsAndDevices } from '#hub/store/migrations/0002-rooms-and-devices'
import { everyone } from '#hub/store/migrations/0003-everyone'
import { search } from '#hub/store/migrations/0004-search'
import { merges } from '#hub/store/migrations/0005-merges'
import { consents } from '#hub/store/migrations/0006-consents'
import { imports } from '#hub/store/migrations/0007-imports'
import { proofByType } from '#hub/store/migrations/0008-proof-by-type'
import { careEvents } from '#hub/store/migrations/0009-care-events'
import { openDriver, openStore } from '#hub/store/open'
import { isInsideArea, listWorkingArea } from '#hub/store/working-area'
import { removeFolder } from '../support/hub.ts'

const folder = mkdtempSync(join(tmpdir(), 'loket-area-'))
const frozen = [
  initial,
  roomsAndDevices,
  everyone,
  search,
  merges,
  consents,
  imports,
  proofByType,
  careEvents,
]

/** A file as it was when the working area had no days. */
beforeAll(() => {
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder))
  for (const sql of frozen) driver.exec(sql)
  driver.pragma(`user_version = ${frozen.length}`)
  driver.exec("INSERT INTO facility_villages VALUES ('8204022004'), ('8204022005')")
  driver.close()
})
afterAll(() => removeFolder(folder))

test('the villages of the working area have belonged to it on every day', async () => {
  const data = openDataFolder(folder, keyFromFile(folder))
  const store = openStore(data.driver, () => {})
  expect(await listWorkingArea(store.db)).toEqual(['8204022004', '8204022005'])
  for (const day of ['1999-12-31', '2026-11-21'] as LocalDate[]) {
    expect(await isInsideArea(store.db, '8204022004', day)).toBe(true)
    expect(await isInsideArea(store.db, '8204022006', day)).toBe(false)
  }
  await store.close()
  data.release()
})

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Driver from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import { type FirstVersion, writeFirstVersion } from '../support/first-version.ts'
import { type Client, clientOf, removeFolder, startHub } from '../support/hub.ts'
import { cutPowerDuringRefill } from '../support/refill-cut.ts'

const at = Date.parse('2026-11-20T23:00:00Z')

let folder: string
let old: FirstVersion

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loket-refill-'))
  old = await writeFirstVersion(folder, '2026-11-21', at)
})
afterEach(() => removeFolder(folder))

/** Opens the folder with this version of Loket, asks at the desk, and closes it again. */
async function withDesk<T>(work: (desk: Client, logs: string[]) => Promise<T>): Promise<T> {
  const { hub, logs, close } = await startHub({ folder, at: '2026-11-20T23:10:00Z' })
  const { id, token } = old.pages.desk
  try {
    return await work(clientOf(hub.origin, { 'loket-page': id, cookie: `loket_${id}=${token}` }), logs)
  } finally {
    await close()
  }
}

function withFile<T>(work: (driver: Driver.Database) => T): T {
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder))
  try {
    return work(driver)
  } finally {
    driver.close()
  }
}

async function namesOf(desk: Client, text: string): Promise<string[]> {
  return (await desk.patients.search({ text })).map(({ name }) => name)
}

function countOf(table: string): number {
  return withFile((driver) => driver.prepare(`SELECT count(*) AS n FROM ${table}`).pluck().get() as number)
}

test('people of a file of the first version are found by name, in other spellings, and by their numbers', async () => {
  await withDesk(async (desk) => {
    for (const text of [
      'masih',
      'menunggu masih',
      'mas men',
      'mashih',
      'masih 1980',
      'menungu',
      '00-00-01',
      '000001',
    ])
      expect([text, await namesOf(desk, text)]).toEqual([text, expect.arrayContaining(['Masih Menunggu'])])
  })
})

test('an index that this version has written is not written again', async () => {
  const first = await withDesk(async (_desk, logs) => logs.join(''))
  const second = await withDesk(async (_desk, logs) => logs.join(''))
  expect(first).toContain('filling the search index')
  expect(second).not.toContain('filling the search index')
})

test('an index of the folding before this one is written anew, with families and the numbers of merged records', async () => {
  await withDesk(async () => {})
  withFile((driver) => {
    const [one, two, three] = driver.prepare('SELECT id FROM patients ORDER BY rid').pluck().all() as string[]
    driver
      .prepare("INSERT INTO families VALUES ('f', '8204020101200001', ?, null, null, 1, 0, null)")
      .run(one)
    driver.prepare("UPDATE patients SET family_id = 'f' WHERE id IN (?, ?)").run(one, two)
    driver.prepare("UPDATE patients SET record_key = 'LAMA9', record_no = 'LAMA-9' WHERE id = ?").run(three)
    driver.prepare('UPDATE patients SET merged_into = ? WHERE id = ?').run(two, three)
    driver.prepare("UPDATE patient_lists SET key = 'LAMA' || key").run()
    driver.prepare(`UPDATE settings SET value = '{"version":4,"upTo":null}' WHERE key = 'search_index'`).run()
  })
  await withDesk(async (desk) => {
    expect(await desk.patients.search({ text: 'lama-9' })).toMatchObject([
      { name: 'Sudah Dipanggil', matched: 'rm_lama', headName: 'Masih Menunggu' },
    ])
    expect(await namesOf(desk, '8204020101200001')).toEqual(['Masih Menunggu', 'Sudah Dipanggil'])
    expect(await namesOf(desk, 'dipanggil menunggu')).toEqual(['Sudah Dipanggil'])
    expect(await desk.patients.search({ text: 'tindakan' })).toMatchObject([
      { name: 'Sudah Dipanggil', matched: 'nama_lama', formerName: 'Dari Tindakan' },
    ])
  })
  expect(countOf('patient_words')).toBe(3)
  expect(countOf('patient_lists')).toBe(9)
  expect(countOf("patient_lists WHERE key LIKE 'LAMA%'")).toBe(0)
})

describe('filling the index of a big file, with the power cut in the middle', () => {
  const people = 12_000

  beforeEach(() => {
    withFile((driver) => {
      driver.exec(`
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${people})
        INSERT INTO patients (id, record_no, record_key, name, name_key, payer, temporary, revision, created_at, updated_at)
        SELECT printf('01900000-0000-7000-8000-%012d', i), 'P' || i, 'P' || i, CASE i WHEN 7 THEN 'Orang Pertama' WHEN ${people} THEN 'Orang Terakhir' ELSE 'Banyak ' || i END,
          '', 'umum', 0, 1, 0, 0 FROM n`)
    })
  })

  test('goes on at the next start: everybody is found once, those of before and those of after the cut', async () => {
    expect(cutPowerDuringRefill(folder)).toBe('SIGKILL')
    const state = withFile((driver) =>
      driver.prepare("SELECT value FROM settings WHERE key = 'search_index'").pluck().get(),
    )
    expect(JSON.parse(String(state)).upTo).toBe(5000)
    const hits = await withDesk((desk) => namesOf(desk, 'orang'))
    expect(hits.toSorted()).toEqual(['Orang Pertama', 'Orang Terakhir'])
    expect(countOf('patient_words')).toBe(people + 3)
  })
})

import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { openDriver, openStore } from '#hub/store/open'

const folder = mkdtempSync(join(tmpdir(), 'loket-lent-'))
const file = join(folder, 'loket.db')
const key = randomBytes(32).toString('hex')
const store = openStore(openDriver(file, key), () => {})
const other = openDriver(file, key)

afterAll(async () => {
  other.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('while another connection writes, whoever reads is answered, and whoever writes comes after it', async () => {
  await store.write((tx) => sql`CREATE TABLE noted (who TEXT) STRICT`.execute(tx))
  const order: string[] = []
  const names = async () => {
    const { rows } = await sql<{ who: string }>`SELECT who FROM noted`.execute(store.db)
    return rows.map(({ who }) => who)
  }
  const lent = store.lend(async () => {
    other.prepare('BEGIN IMMEDIATE').run()
    other.prepare("INSERT INTO noted VALUES ('import')").run()
    await pause(100)
    other.prepare('COMMIT').run()
    order.push('import')
  })
  const written = store.write(async (tx) => {
    expect((await sql<{ who: string }>`SELECT who FROM noted`.execute(tx)).rows).toEqual([{ who: 'import' }])
    await sql`INSERT INTO noted VALUES ('desk')`.execute(tx)
    order.push('desk')
  })
  expect(await names()).toEqual([])
  order.push('read')
  await Promise.all([lent, written])
  expect(order).toEqual(['read', 'import', 'desk'])
  expect(await names()).toEqual(['import', 'desk'])
})

test('work that fails gives the turn back', async () => {
  await expect(store.lend(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
  await store.write((tx) => sql`INSERT INTO noted VALUES ('later')`.execute(tx))
})

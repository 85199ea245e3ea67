import { expect, test } from 'vitest'
import { aDay, puskesmas, setScene } from './scene.ts'

setScene()

/** What SQLite would do for every statement that the file is asked for from now on. */
function hearStatements(): () => { sql: string; steps: string[] }[] {
  const { driver } = puskesmas.store()
  const prepare = driver.prepare.bind(driver)
  const heard = new Set<string>()
  driver.prepare = ((sql: string) => {
    heard.add(sql)
    return prepare(sql)
  }) as typeof driver.prepare
  return () => [...heard].filter(readsRows).map((sql) => ({ sql, steps: planOf(sql) }))

  function planOf(sql: string): string[] {
    const unknown = Array<null>(sql.split('?').length - 1).fill(null)
    const rows = prepare<null[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...unknown)
    return rows.map(({ detail }) => detail)
  }
}

/** A list of nothing is answered without looking. */
function readsRows(sql: string): boolean {
  return /^\s*(select|insert|update|delete)\b/i.test(sql) && !sql.includes(' in ()')
}

test('however many people and visits are on file, no run reads all of them or all of their links', async () => {
  const [kept, gone, third] = await aDay(3)
  await puskesmas.merge(kept?.patientId ?? '', gone?.patientId ?? '')
  await puskesmas.reopen()
  const statements = hearStatements()
  await puskesmas.send()
  await puskesmas.correct(third?.patientId ?? '', { name: 'Siti Benar' })
  expect(await puskesmas.send()).toMatchObject({ state: 'done' })
  const heard = statements()
  expect(heard.filter(({ sql }) => sql.includes('"merged_into"')).length).toBeGreaterThan(2)
  const wide = heard.flatMap(({ sql, steps }) => {
    // Of its own organization there is one.
    const step = steps.find(
      (one) => scansMany.test(one) || (halfKey.test(one) && !one.includes(' facility ')),
    )
    return step === undefined ? [] : { step, sql }
  })
  expect(wide).toEqual([])
})

const scansMany = /^SCAN (patients|visits|legs|links|own|person|survivor|room|visit|care_events|coverages)\b/
const halfKey = /^SEARCH (?!days_to_prove).* USING PRIMARY KEY \(target=\? AND kind=\?\)/

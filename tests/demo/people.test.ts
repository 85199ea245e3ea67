import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type DemoPerson, generatePeople } from '#demo/people'
import { choosePlace } from '#demo/place'
import { checkKk } from '#domain/family'
import { lifeStageOf, lifeStages } from '#domain/life-stage'
import { daysBetween, formatLongDate, type LocalDate } from '#domain/local-date'
import { checkName } from '#domain/name-key'
import { checkNik, compareNik } from '#domain/nik'
import { checkCard, hasJknCard } from '#domain/payer'
import { checkPhone } from '#domain/phone'
import { openAreas } from '#files/areas'

const areas = openAreas(join(import.meta.dirname, '..', '..', 'resources'))
const today = '2026-11-21' as LocalDate
const place = choosePlace('1', areas)

function invent(seed: string, count: number): DemoPerson[] {
  return [...generatePeople({ seed, count, today, days: 60, place })].flat()
}

const people = invent('1', 4000)
const byId = new Map(people.map((person) => [person.id, person]))

describe('the invented Puskesmas', () => {
  test.each(Array.from({ length: 16 }, (_, seed) => String(seed)))(
    'stands among real villages and has a name that none of Indonesia has (seed %s)',
    (seed) => {
      const { name, inside, outside } = choosePlace(seed, areas)
      expect(areas.searchVillages(name.replace('Puskesmas ', ''))).toEqual([])
      expect(areas.searchDistricts(name.replace('Puskesmas ', ''))).toEqual([])
      expect(inside.length).toBeGreaterThan(3)
      expect(outside.length).toBeGreaterThan(3)
      for (const code of [...inside, ...outside]) expect(areas.villageByCode(code)).not.toBeNull()
      expect(inside.filter((code) => outside.includes(code))).toEqual([])
    },
  )
})

describe('the invented people', () => {
  test('are exactly as many as asked for, and the same for the same seed', () => {
    expect(people).toHaveLength(4000)
    expect(invent('1', 300)).toEqual(invent('1', 300))
    expect(invent('2', 300)).not.toEqual(invent('1', 300))
  })

  test('have names, numbers and cards that registration accepts, each number once', () => {
    for (const person of people) {
      expect(checkName(person.name)).toBeNull()
      if (person.phone !== null) expect(checkPhone(person.phone)).toBeNull()
      if (person.cardNo !== null) expect(checkCard(person.cardNo)).toBeNull()
      expect(person.cardNo === null || hasJknCard(person.payer)).toBe(true)
    }
    for (const key of ['id', 'nik', 'cardNo'] as const) {
      const given = people.map((person) => person[key]).filter((value) => value !== null)
      expect(new Set(given).size).toBe(given.length)
    }
  })

  test('carry a NIK that agrees with birth date and sex, or a reason why not', () => {
    for (const { nik, nikReason, birth, sex } of people) {
      expect(nik === null).toBe(nikReason !== null)
      if (nik === null) continue
      expect(checkNik(nik, today)).toMatchObject({ nik, warnings: [] })
      expect(compareNik(nik, { birth: birth.date, sex }, today)).toEqual([])
    }
  })

  test('live in every life stage, the young being many and the very old few', () => {
    const stages = Map.groupBy(people, (person) => lifeStageOf(person.birth.date, today).primary)
    for (const stage of lifeStages) expect(stages.get(stage)?.length ?? 0, stage).toBeGreaterThan(0)
    const share = (stage: 'dewasa' | 'lansia') => (stages.get(stage)?.length ?? 0) / people.length
    expect(share('dewasa')).toBeGreaterThan(0.5)
    expect(share('lansia')).toBeGreaterThan(0.08)
    expect(share('lansia')).toBeLessThan(0.2)
  })

  test('follow their mothers, who are women of the same address and old enough', () => {
    const children = people.filter((person) => person.motherId !== null)
    expect(children.length).toBeGreaterThan(700)
    children.forEach((child) => {
      const mother = byId.get(child.motherId ?? '')
      expect(mother).toMatchObject({ sex: 'P', name: child.motherName, villageCode: child.villageCode })
      if (mother?.birth.precision !== 'exact' || child.birth.precision !== 'exact') return
      expect(daysBetween(mother.birth.date, child.birth.date)).toBeGreaterThan(17 * 365)
    })
    const position = new Map(people.map((person, at) => [person.id, at]))
    for (const child of children)
      expect(position.get(child.motherId ?? '')).toBeLessThan(position.get(child.id) ?? 0)
  })

  test('stand on family cards, each with one head, children younger than their parents', () => {
    const families = Map.groupBy(
      people.filter(({ familyId }) => familyId !== null),
      ({ familyId }) => familyId,
    )
    expect(families.size).toBeGreaterThan(500)
    expect(new Set([...families.values()].map(([first]) => first?.kkNo)).size).toBe(families.size)
    // The last household is cut off where the wanted number of people is reached.
    families.delete(people.at(-1)?.familyId ?? null)
    for (const members of families.values()) {
      const kkNo = members[0]?.kkNo ?? ''
      expect(checkKk(kkNo)).toBeNull()
      expect(new Set(members.map((member) => member.kkNo))).toEqual(new Set([kkNo]))
      const heads = members.filter(({ familyRelation }) => familyRelation === 'kepala')
      expect(heads).toHaveLength(1)
      for (const { familyRelation, birth } of members)
        if (familyRelation === 'anak' && heads[0]?.birth.precision === 'exact')
          expect(birth.date > heads[0].birth.date).toBe(true)
    }
    const alone = people.filter(({ familyId }) => familyId === null)
    expect(alone.length).toBeGreaterThan(people.length / 20)
    for (const { kkNo, familyRelation } of alone) expect([kkNo, familyRelation]).toEqual([null, null])
  })

  test('count newborns without a name and a NIK, called after their mother', () => {
    const babies = people.filter((person) => person.name.startsWith('By. Ny. '))
    expect(babies.length).toBeGreaterThan(3)
    for (const baby of babies) {
      expect(baby).toMatchObject({ nik: null, nikReason: 'bayi_baru_lahir' })
      expect(baby.name).toContain(baby.motherName)
      expect(baby.motherNik).toBe(byId.get(baby.motherId ?? '')?.nik)
      expect(baby.guardian).not.toBeNull()
    }
  })

  test('have names of one word, of several, with titles and in several spellings', () => {
    const names = people.map((person) => person.name).join('\n')
    for (const kind of [
      /^[A-Z]+$/m,
      /^(\S+ ){2}\S+$/m,
      /^HJ?\. /m,
      /^MOH\. /m,
      /^MUHAMMAD /m,
      /^ST\. /m,
      /^SITI /m,
      /^I /m,
    ])
      expect(names).toMatch(kind)
  })

  test('were registered on open days, none before birth or after today', () => {
    for (const { registeredOn, birth } of people) {
      if (birth.precision === 'exact') expect(registeredOn >= birth.date).toBe(true)
      expect(registeredOn <= today).toBe(true)
      expect(formatLongDate(registeredOn)).not.toMatch(/^Minggu/)
    }
  })

  test('are pregnant only when they can be', () => {
    const pregnant = people.filter((person) => person.pregnantSince !== null)
    expect(pregnant.length).toBeGreaterThan(10)
    for (const { sex, birth } of pregnant) {
      expect(sex).toBe('P')
      expect(lifeStageOf(birth.date, today).primary).toBe('dewasa')
    }
  })
})

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { familyRelations } from '#domain/family'
import type { LocalDate } from '#domain/local-date'
import { normalizeRecordNo, readRecordNo } from '#domain/record-number'
import { type RecordTemplate, usualTemplate } from '#domain/record-template'
import { keyFromFile, openDataFolder } from '#hub/data-folder'
import { insertFamily } from '#hub/store/families'
import { writeCells } from '#hub/store/merge-fields'
import { openStore } from '#hub/store/open'
import { insertPatient, nothingKnown, ownerOfRecordNo } from '#hub/store/patients'
import { type Numbered, peekRecordNo, takeRecordNo, takeRecordNos } from '#hub/store/record-numbers'
import { writeRecordTemplate } from '#hub/store/record-template'
import { machine } from '#hub/system'
import {
  head,
  newPatient,
  openPage,
  refusalOf,
  removeFolder,
  setUp,
  startHub,
  type TestHub,
  type TestPage,
} from '../support/hub.ts'

const today = '2026-11-21' as LocalDate
const [guruapin, bajo, elsewhere] = ['8204022004', '8204022005', '3404062004'] as const
const ofFamilies: RecordTemplate = {
  ...usualTemplate,
  pattern: 'WW-KKKK-AA',
  areas: [
    { villageCode: guruapin, code: '01' },
    { villageCode: bajo, code: '02' },
  ],
}

describe('numbers from a template', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loket-rm-'))
  const data = openDataFolder(folder, keyFromFile(folder))
  const store = openStore(data.driver, () => {})

  afterAll(async () => {
    await store.close()
    data.release()
    removeFolder(folder)
  })

  const nobody: Numbered = { ...nothingKnown, villageCode: guruapin, motherId: null, birth: null }
  const choose = (template: Partial<RecordTemplate>) =>
    store.write((tx) => writeRecordTemplate(tx, { ...ofFamilies, ...template }))

  async function begin(template: Partial<RecordTemplate>): Promise<void> {
    data.driver.pragma('foreign_keys = OFF')
    data.driver.exec('DELETE FROM patients; DELETE FROM families; DELETE FROM counters')
    data.driver.exec('DELETE FROM patient_words; DELETE FROM patient_numbers; DELETE FROM patient_lists')
    data.driver.pragma('foreign_keys = ON')
    await choose(template)
  }

  function newFamily(): Promise<string> {
    const id = machine.newId()
    return store.write(async (tx) => (await insertFamily(tx, { id, kkNo: null, at: 0 })).id)
  }

  /** Puts a person on file; with the next number of the template, or with the one of an old card. */
  function register(person: Partial<Numbered> = {}, typed: string | null = null) {
    const { name, sex, payer, rt, rw } = newPatient()
    const whole = { ...nobody, ...person }
    return store.write(async (tx) => {
      const peeked = await peekRecordNo(tx, whole, today)
      const recordNo = typed ?? (await takeRecordNo(tx, whole, today))
      if (typed === null) expect(recordNo).toBe(peeked)
      const id = machine.newId()
      await insertPatient(tx, {
        ...{ ...nothingKnown, ...whole, id, recordNo, name, sex, payer, rt, rw: rw ?? null },
        ...{ nik: null, nikReason: 'tidak_dibawa', sameNikReason: null, motherNik: null, motherName: null },
        ...{ address: null, phone: null, guardian: null, cardNo: null, temporary: false },
        ...{ revision: 1, createdAt: 0, updatedAt: 0 },
      })
      return { id, recordNo }
    })
  }
  const numberOf = async (person: Partial<Numbered> = {}) => (await register(person)).recordNo

  test('begin where the Puskesmas says, and go on in each area for itself', async () => {
    await begin({ pattern: 'WW-000000', start: 500 })
    expect([await numberOf(), await numberOf(), await numberOf({ villageCode: bajo })]).toEqual([
      '01-000500',
      '01-000501',
      '02-000500',
    ])
    expect([await numberOf({ villageCode: elsewhere }), await numberOf({ villageCode: null })]).toEqual([
      '99-000500',
      '99-000501',
    ])
  })

  test('give a family one serial and each member the code of the card', async () => {
    await begin({})
    const familyId = await newFamily()
    const relations = ['anak', 'istri', 'kepala', 'anak', 'mertua'] as const
    const numbers = []
    for (const familyRelation of relations) numbers.push(await numberOf({ familyId, familyRelation }))
    expect(numbers).toEqual(['01-0001-02', '01-0001-01', '01-0001-00', '01-0001-03', '01-0001-04'])
    expect(await numberOf({ familyId: await newFamily(), familyRelation: 'kepala' })).toBe('01-0002-00')
  })

  test('are all different where many are taken before anybody is on file, and never one that others bring', async () => {
    await begin({})
    const card = { familyId: await newFamily() }
    const many = (people: Partial<Numbered>[], brought: string[] = []) =>
      store.write((tx) =>
        takeRecordNos(
          tx,
          people.map((person) => ({ ...nobody, ...person })),
          today,
          new Set(brought.map(normalizeRecordNo)),
        ),
      )
    const members = (['anak', 'anak', null, 'kepala'] as const).map((familyRelation) => ({
      ...card,
      familyRelation,
    }))
    expect(await many(members)).toEqual(['01-0001-02', '01-0001-03', '01-0001-04', '01-0001-00'])
    expect(await many([{ familyId: await newFamily() }], ['01-0002-07'])).toEqual([
      expect.stringMatching(/^01-0003-/),
    ])
    await choose({ pattern: '0000', start: 1 })
    expect(await many([{}, {}, {}], ['0002', '0004'])).toEqual(['0001', '0003', '0005'])
  })

  test('with the head at 01 the wife has 02 and the children come behind', async () => {
    await begin({ headCode: 1 })
    const familyId = await newFamily()
    const given = []
    for (const familyRelation of ['kepala', 'istri', 'anak'] as const)
      given.push(await numberOf({ familyId, familyRelation }))
    expect(given).toEqual(['01-0001-01', '01-0001-02', '01-0001-03'])
  })

  test('keep a newborn in the folder of a mother whose card is not on file', async () => {
    await begin({})
    const mother = await register()
    const birth = { date: today, precision: 'exact' } as const
    expect(await numberOf({ motherId: mother.id, birth })).toBe('01-0001-02')
    expect(await numberOf({ birth })).toBe('01-0002-02')
  })

  test('make the folder of its first member the family’s, unless another family has it', async () => {
    await begin({})
    const familyId = await newFamily()
    const father = await register({ familyId, familyRelation: 'kepala' })
    const second = await newFamily()
    data.driver.prepare('UPDATE patients SET family_id = ? WHERE id = ?').run(second, father.id)
    expect(await numberOf({ familyId: second, familyRelation: 'istri' })).toBe('01-0002-01')
    expect(await numberOf({ familyId, familyRelation: 'istri' })).toBe('01-0001-01')

    const third = await newFamily()
    await register({ familyId: third, familyRelation: 'kepala' }, '02-0044-00')
    expect(await numberOf({ familyId: third, familyRelation: 'istri' })).toBe('02-0044-01')
  })

  test('open one more folder for a house with more people than there are codes', async () => {
    await begin({})
    const familyId = await newFamily()
    const numbers = []
    for (let at = 0; at < 100; at++) numbers.push(await numberOf({ familyId, familyRelation: 'lainnya' }))
    expect(numbers.slice(96)).toEqual(['01-0001-98', '01-0001-99', '01-0002-02', '01-0002-03'])
  })

  test('step over a hundred thousand numbers of old cards in one go', async () => {
    await begin({ pattern: '00-00-00', start: 1 })
    await register({}, '00-00-01')
    const columns = Object.keys(data.driver.prepare('SELECT * FROM patients').get() as object).filter(
      (name) => name !== 'rid',
    )
    const copied = columns.map((name) =>
      name === 'id'
        ? "'id-' || n"
        : name === 'record_no' || name === 'record_key'
          ? "printf('%06d', n)"
          : name,
    )
    data.driver.exec(`
      WITH RECURSIVE old (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM old WHERE n < 100000)
      INSERT INTO patients (${columns}) SELECT ${copied} FROM old, patients WHERE rid = 1`)
    expect([await numberOf(), await numberOf()]).toEqual(['10-00-01', '10-00-02'])
  })

  type Step =
    | { do: 'template'; template: Partial<RecordTemplate> }
    | { do: 'family' }
    | { do: 'merge'; who: number }
    | { do: 'move'; who: number; family: number }
    | { do: 'register'; village: string | null; family: number; mother: number; relation: number }
    | { do: 'old card'; text: string; family: number }

  const place = fc.nat(40)
  const template = fc.record({
    pattern: fc.constantFrom('00-00-00', '000000', 'WW-0000', 'WW-KKKK-AA', 'WWKKKKAA', 'WW.KKKKKK.AA'),
    headCode: fc.constantFrom(0 as const, 1 as const),
    start: fc.constantFrom(1, 1, 3, 9998),
  })
  /** Near the numbers that come next, in any of the forms, so that they meet. */
  const oldCard = fc
    .tuple(
      fc.constantFrom('', '-'),
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: 1, max: 9 }),
      fc.nat(4),
    )
    .map(([mark, area, serial, member]) => `0${area}${mark}000${serial}${mark}0${member}`)
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 1, arbitrary: template.map((chosen): Step => ({ do: 'template', template: chosen })) },
    { weight: 1, arbitrary: fc.constant<Step>({ do: 'family' }) },
    { weight: 1, arbitrary: place.map((who): Step => ({ do: 'merge', who })) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const), who: place, family: place }) },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('register' as const),
        village: fc.constantFrom(guruapin, bajo, elsewhere, null),
        family: place,
        mother: place,
        relation: place,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('old card' as const), text: oldCard, family: place }),
    },
  )

  test('whatever clerks do, a number has the form of the day and was never seen before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        await begin({})
        let { pattern } = ofFamilies
        const seen = new Set<string>()
        const people: string[] = []
        const houses: string[] = []
        const pick = <T>(list: readonly T[], at: number) => list[at % (list.length + 1)] ?? null
        for (const wish of steps) {
          if (wish.do === 'template') {
            pattern = wish.template.pattern ?? pattern
            await choose(wish.template)
          }
          if (wish.do === 'family') houses.push(await newFamily())
          const [one, into] = 'who' in wish ? [pick(people, wish.who), people[0]] : [null, null]
          if (wish.do === 'merge' && one && into && one !== into)
            await store.write((tx) => writeCells(tx, one, { merged_into: into }, 0))
          if (wish.do === 'move' && one)
            data.driver
              .prepare('UPDATE patients SET family_id = ? WHERE id = ?')
              .run(pick(houses, wish.family), one)
          if (wish.do === 'register') {
            const { id, recordNo } = await register({
              villageCode: wish.village,
              familyId: pick(houses, wish.family),
              motherId: pick(people, wish.mother),
              familyRelation: pick(familyRelations, wish.relation),
            })
            expect([pattern, recordNo, readRecordNo(recordNo, pattern)]).not.toContain(null)
            expect(seen).not.toContain(normalizeRecordNo(recordNo))
            seen.add(normalizeRecordNo(recordNo))
            people.push(id)
          }
          if (wish.do === 'old card' && !(await ownerOfRecordNo(store.db, wish.text))) {
            expect(seen).not.toContain(normalizeRecordNo(wish.text))
            seen.add(normalizeRecordNo(wish.text))
            people.push((await register({ familyId: pick(houses, wish.family) }, wish.text)).id)
          }
        }
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})

describe('at the desk', () => {
  let hub: TestHub
  let desk: TestPage

  beforeAll(async () => {
    hub = await startHub()
    desk = await openPage(hub.hub.newDeskUrl())
    await setUp(desk)
  })
  afterAll(() => hub.close())

  const stations = 20
  const each = 5

  /** A clerk's page of its own at another PC. */
  async function openStation(): Promise<TestPage> {
    const page = await openPage(hub.hub.newDeskUrl())
    await page.api.session.signIn({ username: head.username, password: head.password })
    return page
  }

  /** Everybody registers at once, each station one after the other, every third with a family card. */
  async function registerEverywhere(pages: readonly TestPage[], round: string): Promise<string[]> {
    const given = await Promise.all(
      pages.map(async (page, station) => {
        const numbers = []
        for (let at = 0; at < each; at++) {
          const { recordNo } = await page.api.patients.register(
            newPatient({
              name: `Warga ${round} ${'abcdefghij'.charAt(at)} ${'klmnopqrstuvwxyzabcd'.charAt(station)}`,
              villageCode: at % 2 === 0 ? guruapin : bajo,
              kkNo: at % 3 === 0 ? `82040201012600${10 + at}` : null,
            }),
          )
          numbers.push(recordNo)
        }
        return numbers
      }),
    )
    return given.flat()
  }

  test('twenty stations that register at once never get one number twice, also while numbering changes', async () => {
    const { template } = await desk.api.recordNumbers.read()
    const pages = await Promise.all(Array.from({ length: stations }, openStation))
    const personal = await registerEverywhere(pages, 'satu')
    const [, families] = await Promise.all([
      desk.api.recordNumbers.save({ ...template, pattern: 'WW-KKKK-AA' }),
      registerEverywhere(pages, 'dua'),
    ])
    const later = await registerEverywhere(pages, 'tiga')
    const all = [...personal, ...families, ...later]
    expect(new Set(all.map(normalizeRecordNo)).size).toBe(3 * stations * each)
    expect(personal.toSorted()).toEqual(
      Array.from(
        { length: stations * each },
        (_, at) => `00-0${Math.floor((at + 1) / 100)}-${String((at + 1) % 100).padStart(2, '0')}`,
      ),
    )
    for (const recordNo of later) expect(recordNo).toMatch(/^\d\d-\d{4}-\d\d$/)
  }, 60_000)

  test('the settings show what comes next, refuse what cannot be, and an old number stays valid', async () => {
    const { template, villages } = await desk.api.recordNumbers.read()
    expect(villages).toHaveLength(template.areas.length)
    const chosen = { ...template, pattern: 'ww/kkkkk/aa', start: 700 }
    const preview = await desk.api.recordNumbers.preview(chosen)
    expect(preview).toEqual([
      { place: villages[0]?.name, recordNos: ['01/00700/00', '01/00700/01', '01/00700/02'] },
      { place: 'Luar wilayah', recordNos: ['99/00700/00', '99/00700/01', '99/00700/02'] },
    ])
    expect(
      await refusalOf(desk.api.recordNumbers.save({ ...template, pattern: 'KKKK', outside: '1' })),
    ).toMatchObject([{ code: 'record_pattern_invalid', field: 'pattern' }])
    expect(await refusalOf(desk.api.recordNumbers.save({ ...template, outside: '1' }))).toMatchObject([
      { code: 'area_code_invalid', field: 'outside' },
    ])
    await desk.api.recordNumbers.save(chosen)
    const asked = { villageCode: elsewhere, familyId: null, familyRelation: 'istri' as const }
    expect(await desk.api.patients.nextRecordNo(asked)).toEqual({ recordNo: '99/00700/01' })
    const made = await desk.api.patients.register(
      newPatient({ ...asked, name: 'Ibu Jauh', kkNo: '3404060101260077' }),
    )
    expect(made.recordNo).toBe('99/00700/01')
    expect((await desk.api.patients.search({ text: '00-00-01' })).map((hit) => hit.recordNo)).toContain(
      '00-00-01',
    )
  })
})

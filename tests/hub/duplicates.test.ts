import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HubInputs } from '#contract/hub/hub'
import type { CardPerson } from '#demo/corruption'
import { generatePeople } from '#demo/people'
import { choosePlace } from '#demo/place'
import { writePeople } from '#demo/write-people'
import type { LocalDate } from '#domain/local-date'
import { openAreas } from '#files/areas'
import { type DataFolder, keyFromFile, openDataFolder } from '#hub/data-folder'
import { findDuplicates } from '#hub/store/duplicates'
import { writeCells } from '#hub/store/merge-fields'
import { openStore, type Store } from '#hub/store/open'
import { insertStaff } from '#hub/store/staff'
import { createWordShares } from '#hub/store/word-shares'
import {
  newPatient,
  openPage,
  removeFolder,
  setUp,
  startHub,
  type TestHub,
  type TestPage,
} from '../support/hub.ts'
import { comparedOf } from '../support/labelled.ts'
import { comeAgain, comeFirst, percent } from '../support/second-registrations.ts'

const day = (text: string) => text as LocalDate
type Question = HubInputs['patients']['duplicates']
const exact = (text: string) => ({ date: day(text), precision: 'exact' as const })

describe('while a person is typed', () => {
  let hub: TestHub
  let desk: TestPage
  let welmince: { id: string }

  const nobody: Question = {
    name: '',
    sex: null,
    birth: null,
    nik: null,
    cardNo: null,
    passport: null,
    motherId: null,
    motherName: null,
    birthOrder: null,
    familyId: null,
    villageCode: null,
    rt: null,
    rw: null,
    phone: null,
    exceptId: null,
  }
  const typed: Question = {
    ...nobody,
    name: 'Welmince Kambuaya',
    sex: 'P',
    birth: exact('1985-03-07'),
    nik: '8204024703850002',
    cardNo: '0000039049999',
    motherName: 'Dorkas Wanggai',
    villageCode: '8204022004',
    rt: '3',
    rw: '5',
    phone: '081322227777',
  }
  beforeAll(async () => {
    hub = await startHub()
    desk = await openPage(hub.hub.newDeskUrl())
    await setUp(desk)
    const { exceptId: _except, birthOrder: _order, familyId: _family, ...fields } = typed
    welmince = await desk.api.patients.register(newPatient({ ...fields, nikReason: null }))
    // Others of the village, so that no word of her name is rare for want of people.
    for (const name of ['Markus Tabuni', 'Orpa Wenda', 'Yosina Kogoya', 'Lukas Rumbiak'])
      await desk.api.patients.register(newPatient({ name }))
  })
  afterAll(() => hub.close())

  const shown = async (change: Partial<Question>) => {
    const found = await desk.api.patients.duplicates({ ...typed, ...change })
    return found.map(({ name, level }) => `${name}: ${level}`)
  }

  test.each<[string, Partial<Question>]>([
    [
      'another spelling of the name, without numbers',
      { name: 'Welminche Kambuaja', nik: null, cardNo: null, phone: null },
    ],
    [
      'a NIK with one digit wrong and nothing else but the name',
      { ...nobody, name: typed.name, nik: '8204024703850092' },
    ],
    [
      'a NIK with two digits swapped and nothing else but the name',
      { ...nobody, name: typed.name, nik: '8024024703850002' },
    ],
    [
      'a card with one digit wrong beside a name and a birth date that are written otherwise',
      {
        ...{ name: 'Welminse Kambuaia', birth: exact('1985-03-25'), cardNo: '0000039049399' },
        ...{ nik: null, phone: null, motherName: null },
      },
    ],
    ['day and month of birth swapped', { birth: exact('1985-07-03'), nik: null, cardNo: null, phone: null }],
    [
      'one digit of the birth date wrong',
      { birth: exact('1985-03-01'), nik: null, cardNo: null, phone: null },
    ],
    ['the year one off', { birth: exact('1984-03-07'), nik: null, cardNo: null, phone: null }],
    [
      'only the year of birth',
      { birth: { date: day('1985-07-01'), precision: 'year' }, nik: null, cardNo: null },
    ],
    [
      'an age told two years wrong',
      { birth: { date: day('1987-07-01'), precision: 'estimated' }, nik: null, cardNo: null },
    ],
    [
      'half of the name and the phone',
      { ...nobody, name: 'Welmince', sex: 'P', birth: typed.birth, phone: '+62 813-2222-7777' },
    ],
    [
      'a birth date months wrong, without numbers or mother',
      { birth: exact('1985-11-21'), nik: null, cardNo: null, motherName: null },
    ],
    ['the card and nothing else', { ...nobody, cardNo: typed.cardNo }],
    ['the NIK and nothing else', { ...nobody, nik: typed.nik }],
  ])('she is found by %s', async (_what, change) => {
    expect(await shown(change)).toEqual([expect.stringContaining('Welmince Kambuaya')])
  })

  test('the evidence comes with her, in words, for and against', async () => {
    const [first] = await desk.api.patients.duplicates({
      ...typed,
      nik: '8204024703850092',
      birth: exact('1985-07-03'),
      cardNo: '0009112233445',
      villageCode: '8204022005',
    })
    expect(first).toMatchObject({ name: 'Welmince Kambuaya', level: 'hampir_pasti' })
    expect(first?.evidence).toEqual(
      expect.arrayContaining([
        { agrees: true, words: 'nama sama' },
        { agrees: true, words: 'tanggal dan bulan lahir tertukar' },
        { agrees: true, words: 'NIK beda satu angka' },
        { agrees: false, words: 'nomor kartu JKN beda' },
        { agrees: false, words: 'desa beda' },
      ]),
    )
  })

  test('of many with one of his names and a birth date that may be meant, the likest is met', async () => {
    const born = exact('1975-06-12')
    for (let n = 0; n < 40; n += 1)
      await desk.api.patients.register(
        newPatient({ name: `Muhammad ${'ABCDEFGHIJ'[n % 10]}${'aeiu'[n % 4]}nto`, birth: born }),
      )
    const mother = { sex: 'L', motherName: 'Dorce Yoku' } as const
    await desk.api.patients.register(newPatient({ name: 'Muhammad Zulfikri', birth: born, ...mother }))
    const asked = { ...nobody, ...mother, name: 'Moh. Zulfikar', birth: exact('1985-06-12') }
    const met = await desk.api.patients.duplicates({ ...asked, villageCode: '8204022004' })
    expect(met.map(({ name }) => name)).toEqual(['Muhammad Zulfikri'])
  })

  test('others of her village and of her years are not shown', async () => {
    expect(
      await shown({ name: 'Marice Rumaropen', nik: null, cardNo: null, phone: null, motherName: null }),
    ).toEqual([])
    expect(await shown({ ...nobody, name: 'Welmince Kambuaya' })).toEqual([])
  })

  test('nothing is blocked: she can be registered once more all the same', async () => {
    const { exceptId: _except, birthOrder: _order, familyId: _family, ...fields } = typed
    const again = newPatient({ ...fields, nik: null, cardNo: null, nikReason: 'tidak_dibawa' })
    const { id } = await desk.api.patients.register(again)
    expect(await shown({ exceptId: id })).toEqual(['Welmince Kambuaya: hampir_pasti'])
  })

  test('when a person on file is corrected, that record is not its own duplicate', async () => {
    const found = await desk.api.patients.duplicates({ ...typed, exceptId: welmince.id })
    expect(found.map(({ id }) => id)).not.toContain(welmince.id)
  })

  test('a newborn is met again under the name it got, and twins are left in peace', async () => {
    const baby = newPatient({
      name: 'By. Ny. Welmince Kambuaya',
      nikReason: 'bayi_baru_lahir',
      motherId: welmince.id,
      birth: exact('2026-11-01'),
      sex: 'L',
    })
    await desk.api.patients.register(baby)
    const named: Question = {
      ...typed,
      name: 'Otniel Kambuaya',
      sex: 'L',
      birth: exact('2026-11-01'),
      nik: null,
      cardNo: null,
      phone: null,
    }
    const ofHer = { ...named, motherId: welmince.id, motherName: 'Welmince Kambuaya' }
    expect(await shown(ofHer)).toEqual(['By. Ny. Welmince Kambuaya: mungkin'])
    expect(await shown({ ...ofHer, motherId: null })).toEqual(['By. Ny. Welmince Kambuaya: mungkin'])
    await desk.api.patients.register({ ...baby, name: 'Elias Kambuaya' })
    expect(await shown({ ...ofHer, name: 'Naomi Kambuaya', sex: 'P' })).not.toContain(
      'Elias Kambuaya: hampir_pasti',
    )
    expect((await shown(ofHer)).filter((line) => line.startsWith('Elias'))).toEqual([])
  })

  test('half a number is no question', async () => {
    await expect(shown({ nik: '8204' })).rejects.toMatchObject({
      data: { problems: [{ code: 'input_invalid' }] },
    })
  })
})

describe('in a Puskesmas of three thousand people', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loket-duplicates-'))
  const place = choosePlace('lima', openAreas(join(import.meta.dirname, '..', '..', 'resources')))
  const options = { count: 3000, today: day('2026-11-23'), days: 30, place }
  let data: DataFolder
  let store: Store
  let people: CardPerson[]

  beforeAll(async () => {
    data = openDataFolder(folder, keyFromFile(folder))
    store = openStore(data.driver, () => {})
    const households = [...generatePeople({ ...options, seed: 'lima' })]
    await writePeople(store, households, () => 0, options.today)
    people = households.flat().map((person) => ({ ...person, familyId: null, birthOrder: null }))
  })
  afterAll(async () => {
    await store.close()
    data.release()
    removeFolder(folder)
  })

  test('of a hundred who come as new once more, 95 are met by their own record, nearly always in the first place', async () => {
    const answers = await comeAgain(
      store,
      people.filter((_, at) => at % 5 === 0),
      'lima',
    )
    expect(percent(answers, ({ wanted, hits }) => hits.some(({ id }) => id === wanted))).toBeGreaterThan(95)
    expect(percent(answers, ({ wanted, hits }) => hits[0]?.id === wanted)).toBeGreaterThan(93)
  })

  test('of a hundred who really are new, at most three are met by a warning', async () => {
    const strangers = [...generatePeople({ ...options, count: 500, seed: 'enam' })].flat().map((person) => ({
      ...person,
      id: `new-${person.id}`,
      motherId: null,
      nik: null,
      cardNo: null,
      familyId: null,
      birthOrder: null,
    }))
    const answers = await comeFirst(store, strangers)
    expect(percent(answers, ({ hits }) => hits.length > 0)).toBeLessThan(3)
    expect(percent(answers, ({ hits }) => hits.some(({ level }) => level === 'hampir_pasti'))).toBeLessThan(1)
  })

  test('who was merged away is not offered any more', async () => {
    const [kept, gone] = withNik(people)
    expect(await idsShown(store, gone)).toContain(gone.id)
    await store.write((tx) => writeCells(tx, gone.id, { merged_into: kept.id }, 0))
    expect(await idsShown(store, gone)).not.toContain(gone.id)
  })

  test('two records that a clerk found to be two people are not held against each other', async () => {
    const [mine, , other] = withNik(people)
    expect(await idsShown(store, other, mine.id)).toContain(other.id)
    const [first_id, second_id] = mine.id < other.id ? [mine.id, other.id] : [other.id, mine.id]
    const settled = { first_id, second_id, reason: 'saudara sepupu', at: 0, staff_id: 'rina' }
    const clerk = {
      id: 'rina',
      username: 'rina',
      name: 'Rina',
      role: 'clerk',
      passwordHash: '',
      at: 0,
    } as const
    await store.write(async (tx) => {
      await insertStaff(tx, clerk)
      await tx.insertInto('different_people').values(settled).execute()
    })
    expect(await idsShown(store, other, mine.id)).not.toContain(other.id)
    expect(await idsShown(store, other)).toContain(other.id)
  })
})

test('how common a word is, is asked of the whole file, not of those who came first', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loket-shares-'))
  const data = openDataFolder(folder, keyFromFile(folder))
  const store = openStore(data.driver, () => {})
  const people = 60_000
  data.driver.exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${people})
    INSERT INTO patient_words (rowid, name)
      SELECT i, CASE WHEN i <= 20000 THEN 'WAYAN' ELSE 'WELMINCE' END || iif(i % 10 = 0, ' SITI', '') FROM n;
    INSERT INTO patients (rid, id, record_no, record_key, name, payer, temporary, revision, created_at, updated_at)
      VALUES (${people}, 'last', 'P1', 'P1', 'WELMINCE', 'umum', 0, 1, 0, 0)`)
  const sharesOf = createWordShares(store.db)
  const shareOf = await sharesOf(['Wayan Welmince Siti', 'Markus'])
  expect(shareOf('WAYAN')).toBeCloseTo(1 / 3, 1)
  expect(shareOf('WELMINCE')).toBeCloseTo(2 / 3, 1)
  expect(shareOf('SITI')).toBeCloseTo(0.1, 2)
  expect(shareOf('MARKUS')).toBeLessThan(0.0001)

  // Asked again when an import has brought others.
  data.driver.exec(`
    WITH RECURSIVE n (i) AS (SELECT ${people + 1} UNION ALL SELECT i + 1 FROM n WHERE i < ${2 * people})
    INSERT INTO patient_words (rowid, name) SELECT i, 'MARKUS' FROM n;
    INSERT INTO patients (rid, id, record_no, record_key, name, payer, temporary, revision, created_at, updated_at)
      VALUES (${2 * people}, 'later', 'P2', 'P2', 'MARKUS', 'umum', 0, 1, 0, 0)`)
  expect((await sharesOf(['Markus']))('MARKUS')).toBeCloseTo(1 / 2, 1)
  await store.close()
  data.release()
  removeFolder(folder)
})

function withNik(people: readonly CardPerson[]): [CardPerson, CardPerson, CardPerson] {
  return people.filter(({ nik }) => nik !== null) as [CardPerson, CardPerson, CardPerson]
}

async function idsShown(store: Store, person: CardPerson, exceptId: string | null = null): Promise<string[]> {
  return (
    await findDuplicates(store.db, createWordShares(store.db), { ...comparedOf(person), exceptId })
  ).map(({ id }) => id)
}

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { PeopleFilter } from '#contract/hub/list'
import type { LocalDate } from '#domain/local-date'
import { type NewPatient, newPatient } from '../support/hub.ts'
import { type ImportDesk, openImportDesk } from '../support/import-desk.ts'
import { type ReadList, readCsv, readXlsx } from '../support/list-reading.ts'

// Each import starts a worker of its own, which an old PC takes its time for.
vi.setConfig({ testTimeout: 60_000 })

const everybody: PeopleFilter = { villageCode: null, rt: null, rw: null, birthYear: null, payer: null }
const kkNo = '8204022106100004'

/** Where the list was taken, and a Puskesmas that has nobody yet. */
let old: ImportDesk

beforeAll(async () => {
  old = await openImportDesk()
  const register = async (change: Partial<NewPatient>) =>
    (await old.desk.api.patients.register(newPatient(change))).id
  const mother = await register({
    name: 'Siti Aminah',
    nik: '8204024203800001',
    nikReason: null,
    birth: { date: '1980-03-02' as LocalDate, precision: 'exact' },
    sex: 'P',
    motherName: 'Wa Ode',
    address: 'Jl. Pantai 3',
    phone: '081234567890',
    payer: 'jkn_ppu',
    cardNo: '0001260123456',
    religion: 'islam',
    disabilities: ['netra', 'wicara'],
    language: 'Isyarat (Bisindo)',
    guardian: { name: 'La Ode', relation: 'suami', phone: null },
  })
  const child = await register({
    name: 'Budi Aminah',
    birth: { date: '2019-11-30' as LocalDate, precision: 'exact' },
    motherName: 'Siti Aminah',
    payer: 'jkn_pbpu_pemda',
    disabilities: ['intelektual', 'mental', 'fisik', 'rungu'],
  })
  const card = { kkNo, familyId: null }
  await old.desk.api.families.join({ ...card, patientId: mother, relation: 'kepala' })
  await old.desk.api.families.join({ ...card, patientId: child, relation: 'anak' })
  await register({ name: 'Ludwig', nikReason: 'wna', nationality: 'NL', passport: 'c01x00t47' })
  await register({
    name: 'Tanpa Paspor',
    nikReason: 'lainnya',
    nationality: 'TL',
    payer: 'program',
    villageCode: '8204022005',
  })
  await register({
    name: 'Kira Kira',
    birth: { date: '1944-07-01' as LocalDate, precision: 'year' },
    deceasedOn: '2026-11-02' as LocalDate,
    payer: 'jamkesda',
    religion: 'kepercayaan',
  })
  await register({ name: 'Bulan Saja', birth: { date: '1991-05-15' as LocalDate, precision: 'month' } })
  await register({ name: 'Umur Saja', birth: { date: '1950-07-01' as LocalDate, precision: 'estimated' } })
})
afterAll(() => old.close())

const take = (house: ImportDesk, format: 'xlsx' | 'csv') =>
  house.desk.api.lists.takeAsHead({ list: { name: 'people', ...everybody }, format })

/** What a list says of each person, but for the day on which this Puskesmas took them in. */
function peopleIn({ rows }: ReadList): Map<unknown, unknown>[] {
  for (const row of rows) row.delete('Didaftarkan')
  return rows.toSorted((a, b) => String(a.get('Nama')).localeCompare(String(b.get('Nama'))))
}

test.each([
  ['xlsx', readXlsx],
  ['csv', readCsv],
] as const)('the list of patients of another Loket brings everything along (%s)', async (format, read) => {
  const file = await take(old, format)
  const fresh = await openImportDesk()
  try {
    const done = await fresh.bring(file.name, Buffer.from(await file.arrayBuffer()))
    expect(done).toMatchObject({ added: 7, keptOut: 0, noted: 0 })
    expect(peopleIn(await read(await take(fresh, format)))).toEqual(peopleIn(await read(file)))
  } finally {
    await fresh.close()
  }
})

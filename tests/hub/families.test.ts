import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import {
  admit,
  type NewPatient,
  newPatient,
  openPage,
  refusalOf,
  setUp,
  startHub,
  type TestHub,
  type TestPage,
} from '../support/hub.ts'

let hub: TestHub
let desk: TestPage
let file: ReturnType<typeof openDriver>

beforeAll(async () => {
  hub = await startHub()
  file = openDriver(join(hub.folder, 'loket.db'), keyFromFile(hub.folder), { readonly: true })
  desk = await openPage(hub.hub.newDeskUrl())
  await setUp(desk)
})
afterAll(async () => {
  file.close()
  await hub.close()
})

const day = (text: string) => text as LocalDate
const codes = async (call: Promise<unknown>) =>
  (await refusalOf(call)).map(({ code, field }) => `${field}: ${code}`)

let cards = 1000
/** A number that no family has yet. */
const newCard = () => `820402010126${++cards}`

const register = (change: Partial<NewPatient>) => desk.api.patients.register(newPatient(change))
/** A couple on one card: he is the head. */
async function couple(name: string, change: Partial<NewPatient> = {}) {
  const kkNo = newCard()
  const shared = { kkNo, address: 'Jl. Pala 1', payer: 'jkn_pbi' as const, ...change }
  const husband = await register({ ...shared, name: `Pak ${name}`, familyRelation: 'kepala' })
  const wife = await register({ ...shared, name: `Ibu ${name}`, sex: 'P', familyRelation: 'istri' })
  return { kkNo, husband, wife }
}

async function familyOf(patientId: string) {
  const family = await desk.api.families.ofPerson({ patientId })
  if (!family) throw new Error('no family')
  return family
}

/** The rows of the audit trail about one subject, the newest last. */
function trailOf(subjectId: string): { action: string; subject: string; detail: string }[] {
  return file
    .prepare('SELECT action, subject, detail FROM audit WHERE subject_id = ? ORDER BY seq')
    .all(subjectId) as { action: string; subject: string; detail: string }[]
}

/** The revision that waits for the district. */
function queuedOf(recordId: string): number | undefined {
  const row = file.prepare('SELECT revision FROM outbox WHERE record_id = ?').get(recordId)
  return (row as { revision: number } | undefined)?.revision
}

test('the first person with a card begins its family, the next one joins it, the head stands first', async () => {
  const { kkNo, husband, wife } = await couple('Sulaiman')
  const child = await register({
    name: 'Anak Sulaiman',
    kkNo: kkNo.replace(/(.{4})/g, '$1 '),
    familyRelation: 'anak',
    birth: { date: day('2019-01-01'), precision: 'exact' },
  })
  const family = await familyOf(wife.id)
  expect(family).toMatchObject({ kkNo, home: { address: 'Jl. Pala 1', rt: '003', payer: 'jkn_pbi' } })
  expect(family.members.map(({ name, relation, isHead }) => [name, relation, isHead])).toEqual([
    ['Pak Sulaiman', 'kepala', true],
    ['Ibu Sulaiman', 'istri', false],
    ['Anak Sulaiman', 'anak', false],
  ])
  expect(new Set([husband, wife, child].map(({ familyId }) => familyId))).toEqual(new Set([family.id]))
  expect(child.family).toEqual({ kkNo, headName: 'Pak Sulaiman', members: 3, sameAddress: 0, samePayer: 0 })
  expect(await desk.api.families.byCard({ kkNo })).toEqual(family)
  expect(await desk.api.families.byCard({ kkNo: newCard() })).toBeNull()
  expect(trailOf(family.id).map(({ action, subject }) => `${action} ${subject}`)).toEqual([
    'input family',
    'correct family',
    'view family',
    'view family',
  ])
})

test('a card number must have sixteen digits, and a family has one head', async () => {
  expect(await codes(register({ kkNo: '82040201' }))).toEqual(['kkNo: kk_invalid'])
  expect(await codes(register({ kkNo: '1'.repeat(16) }))).toEqual(['kkNo: kk_invalid'])
  const { kkNo, wife } = await couple('Djafar')
  expect(await codes(register({ kkNo, familyRelation: 'kepala' }))).toEqual([
    'familyRelation: family_has_head',
  ])
  expect((await familyOf(wife.id)).members).toHaveLength(2)
})

test('a newborn of a mother on file stands in her family, under her NIK, with its place among twins', async () => {
  const { wife } = await couple('Tuara', { nik: null })
  const twin = await register({
    name: 'By. Ny. Ibu Tuara II',
    nikReason: 'bayi_baru_lahir',
    motherId: wife.id,
    birth: { date: day('2026-11-20'), precision: 'exact' },
    birthOrder: 2,
    familyId: wife.familyId,
    familyRelation: 'anak',
  })
  expect(await desk.api.patients.open({ id: twin.id })).toMatchObject({
    birthOrder: 2,
    motherName: 'Ibu Tuara',
    familyRelation: 'anak',
    family: { headName: 'Pak Tuara', members: 3 },
  })
})

test('a family whose card is not at hand begins without a number and learns it later; each member is sent anew', async () => {
  const mother = await register({ name: 'Ibu Lamo', sex: 'P' })
  const begun = await desk.api.families.join({
    patientId: mother.id,
    familyId: null,
    kkNo: null,
    relation: 'kepala',
  })
  expect(begun).toMatchObject({ kkNo: null, members: [{ name: 'Ibu Lamo', isHead: true }] })
  const son = await register({ name: 'Anak Lamo', familyId: begun.id, familyRelation: 'anak' })
  expect(queuedOf(mother.id)).toBe(2)

  const kkNo = newCard()
  const taken = await couple('Galela')
  expect(await codes(desk.api.families.renumber({ familyId: begun.id, kkNo: taken.kkNo }))).toEqual([
    'kkNo: kk_taken',
  ])
  expect(await desk.api.families.renumber({ familyId: begun.id, kkNo })).toMatchObject({ kkNo })
  expect([queuedOf(mother.id), queuedOf(son.id)]).toEqual([3, 2])

  const other = await register({ name: 'Ibu Weda', sex: 'P' })
  const alone = await desk.api.families.join({
    patientId: other.id,
    familyId: null,
    kkNo: null,
    relation: null,
  })
  const learnt = newCard()
  const daughter = await register({ name: 'Anak Weda', familyId: alone.id, kkNo: learnt })
  expect(daughter.familyId).toBe(alone.id)
  expect((await familyOf(other.id)).kkNo).toBe(learnt)
  const opened = await desk.api.patients.open({ id: other.id })
  const corrected = await desk.api.patients.correct({
    ...newPatient({ name: 'Ibu Weda', sex: 'P', familyId: alone.id, kkNo: learnt, familyRelation: 'kepala' }),
    id: other.id,
    revision: opened.revision,
  })
  expect(corrected.family).toMatchObject({ headName: 'Ibu Weda', members: 2 })
})

test('another head is named with what the former one is now; both are in the audit trail and sent', async () => {
  const { husband, wife } = await couple('Mansur')
  const family = await desk.api.families.relate({
    patientId: wife.id,
    relation: 'kepala',
    formerHead: 'suami',
  })
  expect(family.members.map(({ name, relation, isHead }) => [name, relation, isHead])).toEqual([
    ['Ibu Mansur', 'kepala', true],
    ['Pak Mansur', 'suami', false],
  ])
  expect([queuedOf(husband.id), queuedOf(wife.id)]).toEqual([2, 2])
  expect(JSON.parse(trailOf(family.id).at(-1)?.detail ?? '')).toEqual({ changed: { headId: husband.id } })
  expect(JSON.parse(trailOf(husband.id).at(-1)?.detail ?? '')).toMatchObject({
    changed: { familyRelation: 'kepala' },
  })
  const demoted = await desk.api.families.relate({
    patientId: wife.id,
    relation: 'istri',
    formerHead: null,
  })
  expect(demoted.members.some(({ isHead }) => isHead)).toBe(false)
})

test('who leaves a family stays on file, and its head leaves it without one', async () => {
  const { kkNo, husband, wife } = await couple('Rauf')
  await desk.api.families.leave({ patientId: husband.id })
  const opened = await desk.api.patients.open({ id: husband.id })
  expect(opened).toMatchObject({ name: 'Pak Rauf', familyId: null, familyRelation: null, family: null })
  expect(opened.recordNo).toBe(husband.recordNo)
  expect(await desk.api.families.ofPerson({ patientId: husband.id })).toBeNull()
  expect((await familyOf(wife.id)).members).toMatchObject([{ name: 'Ibu Rauf', isHead: false }])
  expect(await codes(desk.api.families.leave({ patientId: husband.id }))).toEqual(['null: family_missing'])
  await desk.api.families.leave({ patientId: wife.id })
  // The card keeps its family, for whoever comes back to it.
  expect(await desk.api.families.byCard({ kkNo })).toMatchObject({ members: [], home: null })
  await register({ name: 'Anak Rauf', kkNo, familyRelation: 'kepala' })
  expect((await desk.api.families.byCard({ kkNo }))?.members).toHaveLength(1)
})

test('somebody who marries goes from one card to another, and the old family keeps its own', async () => {
  const [from, to] = [await couple('Asal'), await couple('Tujuan')]
  const daughter = await register({ name: 'Putri Asal', kkNo: from.kkNo, familyRelation: 'anak' })
  const joined = await desk.api.families.join({
    patientId: daughter.id,
    familyId: null,
    kkNo: to.kkNo,
    relation: 'menantu',
  })
  expect(joined.members.map(({ name }) => name)).toContain('Putri Asal')
  expect((await familyOf(from.wife.id)).members).toHaveLength(2)
})

test('a corrected payer goes to those for whom the old one paid on the same letter, only when asked', async () => {
  const letter = { payer: 'jamkesda' as const, payerRef: 'SKTM/1' }
  const { kkNo, husband, wife } = await couple('Bayar')
  await admit(desk, { name: 'Anak Bayar', kkNo, familyRelation: 'anak', payer: 'jkn_pbi' })
  await register({ name: 'Kakek Bayar', kkNo, familyRelation: 'orang_tua', ...letter })
  const opened = await desk.api.patients.open({ id: wife.id })
  expect(opened.family?.samePayer).toBe(2)
  const paid = {
    ...newPatient({ name: 'Ibu Bayar', sex: 'P', kkNo, familyRelation: 'istri' }),
    payer: 'jamkesda' as const,
    payerRef: 'SKTM/7',
    id: wife.id,
  }
  const once = await desk.api.patients.correct({ ...paid, revision: opened.revision })
  expect((await desk.api.patients.open({ id: husband.id })).payer).toBe(opened.payer)
  const back = { ...paid, payer: opened.payer, payerRef: null }
  const returned = await desk.api.patients.correct({ ...back, revision: once.revision })
  await desk.api.patients.correct({ ...paid, revision: returned.revision, payerForFamily: true })
  const family = await familyOf(wife.id)
  const payers = await Promise.all(
    family.members.map(async ({ id }) => {
      const { name, payer, payerRef } = await desk.api.patients.open({ id })
      return [name, [payer, payerRef]] as const
    }),
  )
  expect(new Map(payers)).toEqual(
    new Map([
      ['Pak Bayar', ['jamkesda', 'SKTM/7']],
      ['Ibu Bayar', ['jamkesda', 'SKTM/7']],
      ['Anak Bayar', ['jamkesda', 'SKTM/7']],
      ['Kakek Bayar', ['jamkesda', 'SKTM/1']],
    ]),
  )
  expect(queuedOf(husband.id)).toBe(2)
})

test('a corrected address goes to those who lived at the old one, only when asked, with visits and district', async () => {
  const { kkNo, husband, wife } = await couple('Pindah')
  await register({ name: 'Kakek Pindah', kkNo, address: 'Jl. Lama 7', familyRelation: 'orang_tua' })
  const { visitId } = await admit(desk, {
    name: 'Anak Pindah',
    kkNo,
    address: 'Jl. Pala 1',
    familyRelation: 'anak',
  })
  const opened = await desk.api.patients.open({ id: wife.id })
  expect(opened.family?.sameAddress).toBe(2)
  const moved = {
    ...newPatient({ name: 'Ibu Pindah', sex: 'P', kkNo, familyRelation: 'istri' }),
    id: wife.id,
    villageCode: '3404062004',
    address: 'Jl. Baru 2',
    rt: '1',
  }
  const once = await desk.api.patients.correct({ ...moved, revision: opened.revision })
  expect(once.family?.sameAddress).toBe(0)
  expect((await desk.api.patients.open({ id: husband.id })).address).toBe('Jl. Pala 1')

  const back = { ...moved, villageCode: husband.villageCode, address: 'Jl. Pala 1', rt: '3' }
  const returned = await desk.api.patients.correct({ ...back, revision: once.revision })
  await desk.api.patients.correct({ ...moved, revision: returned.revision, addressForFamily: true })
  const family = await familyOf(wife.id)
  const addresses = await Promise.all(
    family.members.map(async ({ id }) => {
      const { name, address, villageCode, rt } = await desk.api.patients.open({ id })
      return [name, address, villageCode, rt]
    }),
  )
  expect(new Map(addresses.map(([name, ...rest]) => [name, rest]))).toEqual(
    new Map([
      ['Pak Pindah', ['Jl. Baru 2', '3404062004', '001']],
      ['Ibu Pindah', ['Jl. Baru 2', '3404062004', '001']],
      ['Anak Pindah', ['Jl. Baru 2', '3404062004', '001']],
      ['Kakek Pindah', ['Jl. Lama 7', '8204022004', '003']],
    ]),
  )
  expect(queuedOf(husband.id)).toBe(2)
  expect(
    JSON.parse(
      trailOf(husband.id)
        .filter(({ action }) => action === 'correct')
        .at(-1)?.detail ?? '',
    ),
  ).toMatchObject({
    changed: { address: 'Jl. Pala 1', villageCode: '8204022004' },
  })
  const visit = file.prepare('SELECT inside_area FROM visits WHERE id = ?').get(visitId)
  expect(visit).toEqual({ inside_area: 0 })
})

test('a form without the card number takes the person out of the family, and two clerks do not overwrite each other', async () => {
  const { husband, wife } = await couple('Ubah')
  const opened = await desk.api.patients.open({ id: husband.id })
  const fields = newPatient({ name: 'Pak Ubah' })
  const out = await desk.api.patients.correct({ ...fields, id: husband.id, revision: opened.revision })
  expect(out.family).toBeNull()
  expect((await familyOf(wife.id)).members).toMatchObject([{ name: 'Ibu Ubah' }])
  expect(
    await codes(desk.api.patients.correct({ ...fields, id: husband.id, revision: opened.revision })),
  ).toEqual(['null: patient_changed'])
})

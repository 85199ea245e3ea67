import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { HubInputs } from '#contract/hub/hub'
import { formOn } from '#domain/consent'
import type { LocalDate } from '#domain/local-date'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import {
  newPatient,
  openPage,
  refusalOf,
  removeFolder,
  setUp,
  startHub,
  type TestHub,
  type TestPage,
} from '../support/hub.ts'

let hub: TestHub
let desk: TestPage
const today = '2026-11-21' as LocalDate
const general = formOn('persetujuan_umum', today)
const every = general.points.map(({ code }) => code)

beforeEach(async () => {
  hub = await startHub()
  desk = await openPage(hub.hub.newDeskUrl())
  await setUp(desk)
})
afterEach(async () => {
  await hub.close()
  removeFolder(hub.folder)
})

type Answer = HubInputs['documents']['answer']

function answer(patientId: string, change: Partial<Answer> = {}) {
  return desk.api.documents.answer({
    patientId,
    kind: 'persetujuan_umum',
    version: general.version,
    points: every,
    agreed: true,
    relation: 'sendiri',
    signer: '',
    ...change,
  })
}

async function register(change: Parameters<typeof newPatient>[0] = {}): Promise<string> {
  return (await desk.api.patients.register(newPatient(change))).id
}

type AuditRow = { action: string; subject: string; subject_id: string; detail: string }

function auditOf(subject: string): AuditRow[] {
  const driver = openDriver(join(hub.folder, 'loket.db'), keyFromFile(hub.folder), { readonly: true })
  const rows = driver
    .prepare('SELECT action, subject, subject_id, detail FROM audit WHERE subject = ? ORDER BY seq')
    .all(subject)
  driver.close()
  return rows as AuditRow[]
}

test('an answer keeps who agreed to which points of which text, when, and who asked', async () => {
  const patientId = await register()
  const points = every.filter((code) => code !== 'keluarga')
  const kept = await answer(patientId, { points })
  expect(kept).toMatchObject({
    kind: 'persetujuan_umum',
    version: general.version,
    points,
    agreed: true,
    relation: 'sendiri',
    signer: 'Wayan Sudana',
    staffName: 'Rina Lestari',
  })
  expect(kept.at).toBeGreaterThanOrEqual(Date.parse('2026-11-20T22:30:00Z'))
  expect(await desk.api.documents.consents({ patientId })).toEqual([kept])
})

test('for a child the mother answers, by her own name', async () => {
  const patientId = await register({ birth: { date: '2020-01-05' as LocalDate, precision: 'exact' } })
  expect((await refusalOf(answer(patientId)))[0]).toMatchObject({
    code: 'consent_needs_guardian',
    field: 'relation',
  })
  expect((await refusalOf(answer(patientId, { relation: 'ibu' })))[0]?.code).toBe('consent_signer_missing')
  expect(await answer(patientId, { relation: 'ibu', signer: '  Ni Luh   Sari ' })).toMatchObject({
    relation: 'ibu',
    signer: 'Ni Luh Sari',
  })
})

test('a refusal is kept too, and taking an agreement back leaves both on file', async () => {
  const patientId = await register()
  await answer(patientId)
  await answer(patientId, { agreed: false, points: [] })
  const kept = await desk.api.documents.consents({ patientId })
  expect(kept.map(({ agreed }) => agreed)).toEqual([false, true])
})

test('a text that is asked no more, a missing point and an unknown person are refused, and nothing is kept', async () => {
  const patientId = await register()
  const codeOf = async (call: Promise<unknown>) => (await refusalOf(call))[0]?.code
  expect(await codeOf(answer(patientId, { version: '2019-1' }))).toBe('consent_text_changed')
  expect(await codeOf(answer(patientId, { points: [] }))).toBe('consent_points_open')
  expect(await codeOf(answer(crypto.randomUUID()))).toBe('patient_unknown')
  expect(await desk.api.documents.consents({ patientId })).toEqual([])
  expect(auditOf('consent')).toEqual([])
})

test('one person’s answers are not another’s', async () => {
  const [first, second] = [await register(), await register({ name: 'Made Arta' })]
  await answer(first)
  expect(await desk.api.documents.consents({ patientId: second })).toEqual([])
})

test('every answer and every paper leaves its row in the audit trail, without the signer’s name', async () => {
  const patientId = await register()
  const { id } = await answer(patientId, { relation: 'wali', signer: 'Ketut Rahasia' })
  const [row] = auditOf('consent')
  expect(row).toMatchObject({ action: 'input', subject_id: id })
  expect(row?.detail).toContain(patientId)
  expect(row?.detail).not.toContain('Rahasia')
  await desk.api.documents.notePaper({ patientId, paper: 'kartu', copies: 1, way: 'printer' })
  await desk.api.documents.notePaper({ patientId, paper: 'label', copies: 30, way: 'pdf' })
  const printed = auditOf('patient').filter(({ action }) => action === 'print')
  expect(printed.map(({ subject_id, detail }) => [subject_id, JSON.parse(detail)])).toEqual([
    [patientId, { paper: 'kartu', copies: 1, way: 'printer' }],
    [patientId, { paper: 'label', copies: 30, way: 'pdf' }],
  ])
})

test('a paper about nobody is not noted', async () => {
  const unknown = { patientId: crypto.randomUUID(), paper: 'kartu', copies: 1, way: 'dialog' } as const
  expect((await refusalOf(desk.api.documents.notePaper(unknown)))[0]?.code).toBe('patient_unknown')
})

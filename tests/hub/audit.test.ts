import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { keyFromFile } from '#hub/data-folder'
import { findBrokenAudit } from '#hub/store/audit'
import { openDriver, openStore } from '#hub/store/open'
import { admit, newPatient, openPage, removeFolder, setUp, startHub, type TestHub } from '../support/hub.ts'

let hub: TestHub
afterEach(() => removeFolder(hub.folder))

async function workedMorning(): Promise<string> {
  hub = await startHub()
  const desk = await openPage(hub.hub.newDeskUrl())
  await setUp(desk)
  const { patientId } = await admit(desk, { name: 'Kadek Suarta', nik: '5104021203900009', nikReason: null })
  for (const text of ['k', 'ka', 'kad', 'kade', 'kadek']) await desk.api.patients.search({ text })
  const opened = await desk.api.patients.open({ id: patientId })
  await desk.api.patients.correct({
    ...newPatient({ name: 'Kadek Suartha' }),
    id: patientId,
    revision: opened.revision,
  })
  await hub.close()
  return patientId
}

function openFile(readonly: boolean) {
  return openDriver(join(hub.folder, 'loket.db'), keyFromFile(hub.folder), { readonly })
}

test('a search is one row, a view, an input and a correction one each, with who, where and what stood before', async () => {
  const patientId = await workedMorning()
  const driver = openFile(true)
  const rows = driver
    .prepare(
      "SELECT action, subject_id, detail, staff_id, device_id FROM audit WHERE subject = 'patient' ORDER BY seq",
    )
    .all()
  expect(rows).toMatchObject([
    { action: 'input', subject_id: patientId },
    { action: 'search', subject_id: null, detail: '{"text":"kadek","hits":1}' },
    { action: 'view', subject_id: patientId },
    { action: 'correct', subject_id: patientId, detail: expect.stringContaining('Kadek Suarta') },
  ])
  expect(rows.every((row) => (row as { staff_id: string | null }).staff_id !== null)).toBe(true)
  driver.close()
})

test('the audit trail refuses to be changed or shortened', async () => {
  await workedMorning()
  const driver = openFile(false)
  expect(() => driver.exec("UPDATE audit SET detail = '{}' WHERE seq = 2")).toThrow('append-only')
  expect(() => driver.exec('DELETE FROM audit WHERE seq = 2')).toThrow('append-only')
  driver.close()
})

test('whoever gets round that breaks the chain at the row that was touched', async () => {
  await workedMorning()
  const driver = openFile(false)
  const store = openStore(driver, () => {})
  expect(await findBrokenAudit(store.db)).toBeNull()
  driver.exec('DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete')
  driver.exec(`UPDATE audit SET detail = '{"text":"siapa","hits":1}' WHERE seq = 3`)
  expect(await findBrokenAudit(store.db)).toBe(3)
  driver.exec('DELETE FROM audit WHERE seq = 3')
  expect(await findBrokenAudit(store.db)).toBe(4)
  await store.close()
})

test('no NIK, name, phone or typed text stands in the log', async () => {
  await workedMorning()
  const log = hub.logs.join('')
  for (const secret of ['5104021203900009', 'Kadek', 'kadek', 'kunci-loket'])
    expect(log).not.toContain(secret)
})

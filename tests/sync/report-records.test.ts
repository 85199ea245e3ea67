import { expect, test } from 'vitest'
import { aDay, dinkes, isBatchOf, puskesmas, setScene } from './scene.ts'
import { batchAnswer, refusal } from './seeded/wire.ts'

setScene()

test('what waits is named: a visit whose patient is set apart, and no other', async () => {
  await aDay(1)
  await puskesmas.send()
  const [held] = await aDay(1)
  dinkes.proxy.decide((passing) =>
    isBatchOf('Patient', passing) ? batchAnswer([refusal('422', 'invalid', 'Nama tidak sah.')]) : null,
  )
  expect(await puskesmas.send()).toMatchObject({ counts: { waiting: 1, toFix: 1 } })
  expect(await puskesmas.sync().records({ type: 'Encounter', which: 'waiting' })).toEqual([
    {
      kind: 'encounter',
      recordId: held?.visitId,
      patientId: held?.patientId,
      visitId: held?.visitId,
      title: expect.stringMatching(/^Kunjungan A-002, /),
    },
  ])
  expect(await puskesmas.sync().records({ type: 'Patient', which: 'waiting' })).toEqual([])
})

test('what differs is named: what was confirmed of that day and type', async () => {
  const yesterday = await aDay(1)
  await puskesmas.send()
  const { driver } = puskesmas.store()
  driver.prepare("UPDATE visits SET day = '2026-01-02' WHERE id = ?").run(yesterday[0]?.visitId)
  const day = await aDay(2)
  dinkes.proxy.decide(({ path }) =>
    path.includes('Encounter/$day-digest') ? { rewrite: ({ answer }) => answer.replace(':3', ':4') } : null,
  )
  await puskesmas.send()
  const { differing = [] } =
    (await puskesmas.sync().report(null)).run?.compared.find(({ type }) => type === 'Encounter') ?? {}
  expect(differing).toHaveLength(1)
  const visits = await puskesmas.sync().records({ type: 'Encounter', which: 'differing' })
  expect(visits.map(({ recordId }) => recordId).sort()).toEqual(day.map(({ visitId }) => visitId).sort())
  expect(await puskesmas.sync().records({ type: 'Patient', which: 'differing' })).toEqual([])
})

import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import {
  admit,
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

let hub: TestHub
let desk: TestPage
/** Who came on Friday. */
let cameBefore: string
const friday = '2026-11-20' as LocalDate
const saturday = '2026-11-21' as LocalDate
/** Where everybody here lives. */
const siko = '8204022004'

beforeAll(async () => {
  hub = await startHub({ at: '2026-11-19T23:00:00Z' })
  desk = await openPage(hub.hub.newDeskUrl())
  await setUp(desk)
})
afterAll(async () => {
  await hub.close()
  removeFolder(hub.folder)
})

const lineOf = async (day: LocalDate, name: string) =>
  (await desk.api.days.register({ day })).find((row) => row.name === name)

test('what setup chose can be read, with every village of its districts', async () => {
  const { rules, known } = await desk.api.facility.rules()
  expect(rules).toMatchObject({ scheme: '4-klaster', suspectsGoToK4: false })
  expect(rules.villages).toContain(siko)
  expect(known.map(({ code }) => code).toSorted()).toEqual(rules.villages.toSorted())
})

test('a change holds from its day on; what was written before keeps area, cluster and words', async () => {
  const cough = { symptoms: ['batuk_2_minggu' as const] }
  cameBefore = (await admit(desk, { name: 'Jumat' }, cough)).patientId
  hub.clock.set('2026-11-20T23:00:00Z')
  await desk.api.session.signIn(head)
  const { rules } = await desk.api.facility.rules()
  const changed = {
    villages: rules.villages.filter((code) => code !== siko),
    scheme: '5-klaster',
    suspectsGoToK4: true,
  }
  const saved = await desk.api.facility.saveRules(changed)
  expect({ ...saved, villages: saved.villages.toSorted() }).toEqual({
    ...changed,
    villages: changed.villages.toSorted(),
  })
  await admit(desk, { name: 'Sabtu' }, cough)

  expect(await lineOf(friday, 'Jumat')).toMatchObject({
    insideArea: true,
    clusterLabel: 'Klaster 3 Dewasa & Lansia',
    clusterNumeral: '3',
  })
  expect(await lineOf(saturday, 'Sabtu')).toMatchObject({
    insideArea: false,
    cluster: 'k4',
    clusterNumeral: 'IV',
  })
  expect(await desk.api.patients.open({ id: cameBefore })).toMatchObject({
    villageCode: siko,
    insideArea: false,
  })
})

test('a past visit that comes to another record by a merge keeps the area of its day', async () => {
  const kept = await desk.api.patients.register(newPatient({ name: 'Jumat Kliwon' }))
  const { revision } = await desk.api.patients.open({ id: cameBefore })
  await desk.api.merges.merge({
    keptId: kept.id,
    goneId: cameBefore,
    take: [],
    keptRevision: kept.revision,
    goneRevision: revision,
  })
  expect(await lineOf(friday, 'Jumat Kliwon')).toMatchObject({ insideArea: true })
})

test('a village that comes back on the day it left has never been away, and one that came is gone again', async () => {
  const { rules } = await desk.api.facility.rules()
  const other = '8204012001'
  await desk.api.facility.saveRules({ ...rules, villages: [...rules.villages, other] })
  await desk.api.facility.saveRules({ ...rules, villages: [...rules.villages, siko] })
  const driver = openDriver(join(hub.folder, 'loket.db'), keyFromFile(hub.folder), { readonly: true })
  const stays = driver
    .prepare('SELECT code, first_day, last_day FROM working_area WHERE code IN (?, ?)')
    .all(siko, other)
  const trail = driver.prepare("SELECT detail FROM audit WHERE action = 'correct' ORDER BY seq DESC").get()
  driver.close()
  expect(stays).toEqual([{ code: siko, first_day: '0001-01-01', last_day: null }])
  expect(JSON.parse((trail as { detail: string }).detail)).toMatchObject({
    villages: { joined: [siko], left: [other] },
  })
})

test('a village or a scheme that does not exist is refused', async () => {
  const { rules } = await desk.api.facility.rules()
  expect(await refusalOf(desk.api.facility.saveRules({ ...rules, villages: ['9999999999'] }))).toMatchObject([
    { code: 'village_unknown', field: 'villages' },
  ])
  expect(await refusalOf(desk.api.facility.saveRules({ ...rules, scheme: '7-klaster' }))).toMatchObject([
    { code: 'setup_incomplete', field: 'scheme' },
  ])
})

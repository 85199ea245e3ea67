import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { QueueSettings } from '#contract/hub/settings'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import { usualSettings } from '#hub/store/settings'
import { readReceipt, startNetworkPrinter } from '../support/fake-receipt-printer.ts'
import { type House, openHouse } from '../support/house.ts'
import { head, openPage, refusalOf, removeFolder, startHub, type TestPage } from '../support/hub.ts'

let house: House

beforeEach(async () => {
  house = await openHouse()
})
afterEach(async () => {
  await house.hub.close()
  removeFolder(house.hub.folder)
})

const chosen: QueueSettings = {
  newNumberAtRegistration: true,
  runningText: 'Cuci tangan sebelum masuk ruangan.',
  voice: { style: 'words', source: 'system', volume: 60, times: 1, quiet: { from: 1200, until: 420 } },
  printer: { kind: 'network', host: '192.168.1.50', port: 9100, widthMm: 58 },
}

/** The hub again on the same folder, after `change` to the bytes it left behind. */
async function restart(
  change: (driver: ReturnType<typeof openDriver>) => void = () => {},
): Promise<TestPage> {
  const { folder } = house.hub
  await house.hub.close()
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder))
  change(driver)
  driver.close()
  house.hub = await startHub({ folder })
  const desk = await openPage(house.hub.hub.newDeskUrl())
  await desk.api.session.signIn(head)
  return desk
}

test('a Puskesmas that chose nothing has what is usual', async () => {
  expect(await house.desk.api.settings.read()).toEqual(usualSettings)
})

test('what was chosen holds after a restart, and the audit trail says who chose it', async () => {
  expect(await house.desk.api.settings.save(chosen)).toEqual(chosen)
  let trail: unknown
  const desk = await restart((driver) => {
    trail = driver
      .prepare('SELECT action, staff_id IS NOT NULL AS who, detail FROM audit ORDER BY seq DESC')
      .get()
  })
  expect(await desk.api.settings.read()).toEqual(chosen)
  expect(trail).toEqual({ action: 'correct', who: 1, detail: JSON.stringify({ settings: chosen }) })
})

test.each([
  [
    'of an older version',
    '{"runningText":"Selamat datang"}',
    { ...usualSettings, runningText: 'Selamat datang' },
  ],
  [
    'of a newer version',
    '{"voice":{"style":"sung","volume":40,"times":2,"pitch":3},"printer":{"kind":"cloud"},"sofa":true}',
    { ...usualSettings, voice: { ...usualSettings.voice, volume: 40 } },
  ],
  ['of another shape', '[1]', usualSettings],
])(
  'settings %s are read as far as they go, and completed by the usual ones',
  async (_whose, stored, read) => {
    const desk = await restart((driver) =>
      driver.prepare("INSERT INTO settings (key, value) VALUES ('queue', ?)").run(stored),
    )
    expect(await desk.api.settings.read()).toEqual(read)
  },
)

test('only the head of the Puskesmas changes them; the desk may read them', async () => {
  const clerk = { name: 'Sari Dewi', username: 'sari', password: 'sandi-sari-1', role: 'clerk' as const }
  await house.desk.api.staff.create(clerk)
  const second = await openPage(house.hub.hub.newDeskUrl())
  await second.api.session.signIn(clerk)
  expect(await second.api.settings.read()).toEqual(usualSettings)
  expect(await refusalOf(second.api.settings.save(chosen))).toMatchObject([{ code: 'not_allowed' }])
  expect(await refusalOf(second.api.settings.testPrint(chosen.printer))).toMatchObject([
    { code: 'not_allowed' },
  ])
})

test('a test slip comes out of the printer that is being chosen, and says that it is no queue number', async () => {
  const printer = await startNetworkPrinter()
  expect(await house.desk.api.settings.testPrint(printer.settings)).toEqual({ printed: true })
  const paper = readReceipt(printer.receipts.flat(), 32).map(({ text }) => text)
  expect(paper).toContain('Cetak percobaan')
  expect(paper.join(' ')).toContain('bukan nomor antrean')
  await printer.stop()
})

test('a printer that does not print is told in a sentence, beside the field it concerns', async () => {
  const printer = await startNetworkPrinter({ paper: 0 })
  expect(await refusalOf(house.desk.api.settings.testPrint(printer.settings))).toMatchObject([
    { code: 'printer_no_paper', field: 'host' },
  ])
  await printer.stop()
  expect(await refusalOf(house.desk.api.settings.testPrint(printer.settings))).toMatchObject([
    { code: 'printer_unreachable', field: 'host' },
  ])
  expect(await refusalOf(house.desk.api.settings.testPrint({ kind: 'none', widthMm: 80 }))).toMatchObject([
    { code: 'printer_none' },
  ])
})

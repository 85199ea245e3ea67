import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { admit, findPerson, registerPerson, untilKept } from '../support/clerk.ts'
import { crash } from '../support/crash.ts'
import { clientOf } from '../support/hub.ts'
import { field, press, tabTo, typeInto } from '../support/keyboard.ts'
import { goOn, openRoom, pressOffer } from '../support/nurse.ts'
import { setUpByHand } from '../support/set-up-by-hand.ts'
import { openWorkplace, type Workplace } from '../support/workplace.ts'
import { nurhayati, rahmat, rina, wayan } from './day/people.ts'
import { puskesmas } from './day/story.ts'

/** What is asked before something ends, with its reason: kept as forms are, and each with what it is about. */

let place: Workplace
let desk: Page

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  place = await openWorkplace('hub', browser, '2026-11-23 07:30')
  desk = place.page
  await setUpByHand(desk, { ...puskesmas, preset: 'Puskesmas kecil', head: rina })
  for (const person of [wayan, nurhayati, rahmat]) {
    await registerPerson(desk, person)
    await press(desk, 'Escape')
  }
})
test.afterAll(() => place.remove())

const searchBox = () => desk.getByRole('combobox', { name: 'Cari pasien' })

async function crashPage(): Promise<void> {
  desk = await crash(place, desk)
}

test('the number for an emergency that is half typed is there again, for ten minutes', async () => {
  const dialog = () => desk.getByRole('dialog', { name: 'Gawat darurat' })
  const sign = (key: string) => dialog().locator(`[aria-keyshortcuts="${key}"]`)
  await press(desk, 'F9', '2')
  await expect(sign('2')).toBeChecked()
  await untilKept(desk, 'baju merah', () => typeInto(desk.getByLabel('Ciri yang terlihat'), 'baju merah'))
  await crashPage()
  await expect(searchBox()).toBeFocused()
  await press(desk, 'F9')
  await expect(sign('2')).toBeChecked()
  await expect(desk.getByLabel('Ciri yang terlihat')).toHaveValue('baju merah')
  await expectAccessible(desk, 'an emergency that came back')
  await press(desk, 'Escape')
  await place.setClock('2026-11-23 07:45')
  await desk.reload()
  await expect(searchBox()).toBeFocused()
  await press(desk, 'F9', '3')
  await expect(sign('3')).toBeChecked()
  await expect(sign('2')).not.toBeChecked()
  await expect(desk.getByLabel('Ciri yang terlihat')).toHaveValue('')
  await press(desk, 'Enter')
  await expect(dialog()).toHaveCount(0)
  await expect(desk.getByText('Pasien gawat darurat').first()).toBeVisible()
  await press(desk, 'F9')
  await expect(sign('3')).not.toBeChecked()
  await press(desk, 'Escape')
})

test('why a visit is taken back is there again for that visit', async () => {
  const row = () => desk.getByRole('button', { name: /^E-001 TANPA NAMA/ }).first()
  const why = () => field(desk, 'Alasan dibatalkan')
  await tabTo(row())
  await press(desk, 'Enter', 'Alt+b')
  await expect(why()).toBeFocused()
  await untilKept(desk, 'sudah dibawa', () => desk.keyboard.type('sudah dibawa ke RS'))
  await crashPage()
  await expect(searchBox()).toBeFocused()
  await tabTo(row())
  await press(desk, 'Enter')
  // The form stands with its first key, whatever the hub takes to answer.
  const answers = Promise.withResolvers<void>()
  await desk.route('**/api/**', (route) => answers.promise.then(() => route.continue()))
  await press(desk, 'Alt+b')
  await desk.keyboard.type(' tadi')
  expect(await why().inputValue()).toMatch(/^sudah dibawa.* tadi$/)
  answers.resolve()
  await desk.unroute('**/api/**')
  await press(desk, 'Escape')
})

test('a word for one visit waits while another is written for the next, and comes back in a room, too', async () => {
  await tabTo(searchBox())
  await findPerson(desk, 'rahmat', rahmat.name)
  await admit(desk, { compared: ['1', '2'], complaint: 'batuk' })
  let room = await openRoom(desk, 'Ruang Dewasa & Lansia', rina)
  const dialog = () => room.getByRole('dialog', { name: /^Batalkan kunjungan C-001/ })
  const why = () => dialog().getByLabel('Alasan')
  await goOn(room, 'Panggil berikutnya')
  await pressOffer(room, 'x', 'Batalkan kunjungan…')
  await press(room, '1', '2')
  await expect(why()).toHaveValue('Pulang atas kemauan sendiri')
  await tabTo(why())
  await press(room, 'End')
  await untilKept(room, 'ibunya', () => room.keyboard.type(', dijemput ibunya'))
  // A room that the desk opened lives in the same process: both pages are gone.
  const [address, gone] = [desk.url(), desk]
  room = await crash(place, room)
  await pressOffer(room, 'x', 'Batalkan kunjungan…')
  await room.keyboard.type(' pagi')
  await expect(why()).toHaveValue(/^Pulang atas kemauan sendiri, dijemput ibunya.* pagi$/)
  await expectAccessible(room, 'room: a reason that came back')
  await press(room, 'Enter')
  await expect(dialog()).toHaveCount(0)
  await room.close()
  desk = await place.browser.newPage()
  await desk.goto(address)
  await gone.close()
  await expect(searchBox()).toBeFocused()
  await expect(desk.getByRole('button', { name: /^C-001/ })).toContainText('dibatalkan')
  // What was written about the other visit, at the desk, is still there.
  await tabTo(desk.getByRole('button', { name: /^E-001 TANPA NAMA/ }).first())
  await press(desk, 'Enter', 'Alt+b')
  await expect(field(desk, 'Alasan dibatalkan')).toHaveValue(/ tadi$/)
  await press(desk, 'Escape')
})

test('why a number of the counter is closed is there again for that number, and for no other', async () => {
  const counter = () => desk.getByRole('region', { name: 'Antrean loket' })
  const why = (number: string) => counter().getByLabel(`Alasan ${number} ditutup`)
  const page = new URL(desk.url())
  const cookie = (await desk.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const api = clientOf(page.origin, { 'loket-page': page.searchParams.get('p') ?? '', cookie })
  const hand = (requestId: string) => api.kiosk.hand({ requestId, priority: null })
  const first = (await hand('019aa1c2-0000-7000-8000-000000000011')).ticket.number
  const second = (await hand('019aa1c2-0000-7000-8000-000000000012')).ticket.number
  await tabTo(searchBox())
  await press(desk, 'Alt+a', 'Alt+q')
  await untilKept(desk, 'hanya bertanya', () => desk.keyboard.type('hanya bertanya jam buka'))
  await crashPage()
  await expect(counter().getByText(first, { exact: true })).toBeVisible()
  await press(desk, 'Alt+q')
  await expect(why(first)).toHaveValue(/^hanya bertanya/)
  // The number goes on as a visit, at another page: what was asked about it is asked of nobody else.
  const { facility } = await api.session.current()
  const roomId = facility?.rooms.find(({ roles }) => roles.includes('loket'))?.id ?? ''
  const [front] = (await api.counter.line({ roomId })).active
  await api.counter.move({ legId: front?.legId ?? '', roomId, move: 'skip' })
  await expect(why(first)).toHaveCount(0)
  await press(desk, 'Alt+a')
  await expect(counter().getByText(second, { exact: true })).toBeVisible()
  await expect(why(second)).toHaveCount(0)
  await press(desk, 'Alt+q')
  await expect(why(second)).toHaveValue('')
  await desk.keyboard.type('sudah pergi')
  await press(desk, 'Enter')
  await expect(counter().getByText(second, { exact: true })).toHaveCount(0)
})

test('a question in a room stays with the visit it was asked about, also when that has gone meanwhile', async () => {
  for (const person of [nurhayati, wayan]) {
    await tabTo(searchBox())
    await findPerson(desk, person.name.slice(0, 9).toLowerCase(), person.name)
    await admit(desk, { compared: ['1', '2'], complaint: 'kontrol' })
  }
  const room = await openRoom(desk, 'Ruang Dewasa & Lansia', rina)
  await goOn(room, 'Panggil berikutnya')
  await pressOffer(room, 'x', 'Batalkan kunjungan…')
  const dialog = room.getByRole('dialog', { name: /^Batalkan kunjungan C-00\d/ })
  const number = (await dialog.innerText()).match(/C-00\d/)?.[0] ?? ''
  await press(room, '1')
  const row = desk.getByRole('button', { name: new RegExp(`^${number}`) })
  await tabTo(row)
  await press(desk, 'Enter', 'Alt+b')
  await desk.keyboard.type('pulang')
  await press(desk, 'Enter')
  await expect(row).toContainText('dibatalkan')
  await expect(room.getByRole('region', { name: `Antrean ${number}` })).toHaveCount(0)
  await press(room, 'Enter')
  await expect(dialog.getByRole('alert')).toBeVisible()
  await expect(room.getByText('dipanggil 1×')).toHaveCount(0)
  await press(room, 'Escape')
  await expect(room.getByRole('button', { name: 'Panggil berikutnya', exact: true })).toBeFocused()
  await room.close()
})

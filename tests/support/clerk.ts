import { expect, type Locator, type Page } from '@playwright/test'
import { fastHandMs } from './hand-and-scanner.ts'
import { field, holdsFocus, press, tabTo, typeInto } from './keyboard.ts'

/** What a clerk does at the desk, with the keyboard alone. */

export type Account = { name: string; username: string; password: string }

export type NewPerson = {
  name: string
  /** 16 digits, or why there is none, as the list begins. */
  nik: { number: string } | { missing: string }
  /** As typed: `21112008`. */
  birth: string
  sex: 'L' | 'P'
  mother?: string
  village?: string
  rt?: string
  rw?: string
  phone?: string
  guardian?: { name: string; relation: string }
  /** As the list begins: `Umum`. */
  payer: string
  card?: string
}

export type Arrival = {
  /** The keys of the two signs that were compared, as `['1', '2']`. */
  compared: string[]
  /** As the list begins: `Periksa hamil`. */
  purpose?: string
  complaint?: string
  /** Shortcuts of the ticks, as `Alt+B`. */
  ticks?: string[]
  weeks?: string
}

export async function signIn(page: Page, { username, password }: Account): Promise<void> {
  await expect(page.getByLabel('Nama pengguna')).toBeFocused()
  await page.keyboard.type(username)
  await typeInto(page.getByLabel('Kata sandi', { exact: true }), password)
  await press(page, 'Enter')
}

export async function signOut(desk: Page): Promise<void> {
  await press(desk, 'Alt+m')
  await tabToItem(desk, 'Keluar')
  await press(desk, 'Enter')
  await expect(desk.getByRole('button', { name: 'Masuk' })).toBeVisible()
}

/** Menus go by arrows: once the menu holds the focus, each press is awaited before the next. */
async function tabToItem(desk: Page, name: string): Promise<void> {
  const menu = desk.getByRole('menu')
  const items = menu.getByRole('menuitem')
  const standing = () => items.evaluateAll((all) => all.indexOf(document.activeElement as HTMLElement))
  await expect(menu.locator(':focus')).toBeAttached()
  for (let left = await items.count(); left > 0; left -= 1) {
    const before = await standing()
    await press(desk, 'ArrowDown')
    await expect.poll(standing).not.toBe(before)
    if (await holdsFocus(items.filter({ hasText: name }))) return
  }
  throw new Error(`no arrow leads to ${name}`)
}

export function openSettings(desk: Page): Promise<void> {
  return openFromMenu(desk, 'Pengaturan')
}

/** A page that takes the place of the desk; its heading is what the menu calls it. */
export async function openFromMenu(desk: Page, name: string): Promise<void> {
  await press(desk, 'Alt+m')
  await tabToItem(desk, name)
  await press(desk, 'Enter')
  await expect(desk.getByRole('heading', { name, exact: true })).toBeVisible()
}

/** Types a whole new person into the open form; does not save. */
export async function fillPerson(desk: Page, person: NewPerson): Promise<void> {
  await expect(field(desk, 'Nama lengkap')).toBeFocused()
  await typeInto(field(desk, 'Nama lengkap'), person.name)
  if ('number' in person.nik) await typeInto(field(desk, 'NIK'), person.nik.number)
  else await choose(desk, 'Alasan tanpa NIK', person.nik.missing)
  await typeInto(field(desk, 'Tanggal lahir'), person.birth)
  await chooseSex(desk, person.sex)
  if (person.mother) await typeInto(field(desk, 'Nama ibu'), person.mother)
  if (person.village) await pickVillage(desk, person.village)
  if (person.rt) await typeInto(field(desk, 'RT'), person.rt)
  if (person.rw) await typeInto(field(desk, 'RW'), person.rw)
  if (person.phone) await typeInto(field(desk, 'Telepon'), person.phone)
  if (person.guardian) {
    await typeInto(field(desk, 'Penanggung jawab'), person.guardian.name)
    await choose(desk, 'Hubungan', person.guardian.relation)
  }
  await chooseByLetters(field(desk, 'Penjamin'), person.payer)
  if (person.card) await typeInto(field(desk, 'Nomor kartu JKN'), person.card)
}

export async function chooseSex(desk: Page, sex: 'L' | 'P'): Promise<void> {
  const group = desk.getByRole('radiogroup', { name: 'Jenis kelamin' })
  await tabTo(group)
  await press(desk, sex.toLowerCase())
  await expect(group.getByRole('radio').nth(sex === 'L' ? 0 : 1)).toBeChecked()
}

async function pickVillage(desk: Page, name: string): Promise<void> {
  const village = desk.getByLabel(/^Desa \/ kelurahan/)
  await typeInto(village, name)
  await expect(desk.getByRole('option').filter({ hasText: name }).first()).toContainText('dalam wilayah')
  await press(desk, 'Enter')
  await expect(village).toHaveValue(`${name}, Kec. Kayoa`)
}

/** A list that narrows while one types; Enter takes what is marked. */
async function choose(desk: Page, label: string, start: string): Promise<void> {
  const list = field(desk, label)
  await typeInto(list, start)
  await expect(desk.getByRole('option', { name: start })).toBeVisible()
  await press(desk, 'Enter')
  await expect(list).toHaveValue(new RegExp(`^${start}`))
}

/** A native list: its letters, typed on, choose. */
export async function chooseByLetters(list: Locator, start: string): Promise<void> {
  await tabTo(list)
  await expect(
    list
      .locator('option')
      .filter({ hasText: new RegExp(`^${start}`) })
      .first(),
  ).toBeAttached()
  await list.page().keyboard.type(start)
  await expect(list.locator('option:checked')).toHaveText(new RegExp(`^${start}`))
}

/** A person nobody has on file: F2, the whole form, Ctrl+Enter; the visit stands open afterwards. */
export async function registerPerson(desk: Page, person: NewPerson): Promise<void> {
  await press(desk, 'F2')
  await fillPerson(desk, person)
  await savePerson(desk, person.name)
}

export async function savePerson(desk: Page, name: string): Promise<void> {
  await press(desk, 'Control+Enter')
  await expect(desk.getByRole('heading', { name, exact: true })).toBeVisible()
}

/** Types into the search box, as fast as a hand can, until one person is left, and opens them. */
export async function findPerson(desk: Page, text: string, name: string): Promise<void> {
  const box = desk.getByRole('combobox', { name: 'Cari pasien' })
  await expect(box).toBeFocused()
  await desk.keyboard.type(text, { delay: fastHandMs })
  await expect(desk.getByRole('option', { selected: true })).toContainText(name)
  await press(desk, 'Enter')
  await expect(desk.getByRole('heading', { name, exact: true })).toBeVisible()
}

/** Says what the open person came for; does not print. */
export async function fillArrival(desk: Page, arrival: Arrival): Promise<void> {
  await expect(desk.getByRole('checkbox').and(desk.locator(':focus'))).toBeVisible()
  for (const key of arrival.compared) {
    const sign = desk.locator(`[aria-keyshortcuts="${key}"]`)
    if (!(await sign.isChecked())) await press(desk, key)
    await expect(sign).toBeChecked()
  }
  for (const tick of arrival.ticks ?? []) await press(desk, tick)
  if (arrival.weeks) {
    await expect(desk.getByLabel('Berapa minggu')).toBeFocused()
    await desk.keyboard.type(arrival.weeks)
  }
  if (arrival.purpose) {
    await chooseByLetters(desk.getByLabel('Keperluan'), arrival.purpose)
  }
  if (arrival.complaint) await typeInto(desk.getByLabel('Keluhan'), arrival.complaint)
}

/** Prints; answers with the number on the ticket. Afterwards the search box has the focus again. */
export async function printTicket(desk: Page): Promise<string> {
  await press(desk, 'Enter')
  await expect(desk.getByRole('combobox', { name: 'Cari pasien' })).toBeFocused()
  const card = desk.getByRole('region', { name: 'Tiket terakhir' })
  return card.getByText(/^[A-Z]-\d{3}$/).innerText()
}

/** Types, until the hub has said that it holds a draft with this text, or of this pattern, in it. */
export async function untilKept(
  desk: Page,
  text: string | RegExp,
  typing: () => Promise<void>,
): Promise<void> {
  const kept = desk.waitForResponse(
    (answer) =>
      answer.url().endsWith('/api/drafts/save') &&
      answer.request().postDataJSON().body.search(text) >= 0 &&
      answer.ok(),
  )
  await typing()
  await kept
}

export async function admit(desk: Page, arrival: Arrival): Promise<string> {
  await fillArrival(desk, arrival)
  return printTicket(desk)
}

/** Tells the hub where the district is and what opens it; `look` while the page is still empty. */
export async function enterDistrict(
  desk: Page,
  { baseUrl, clientId, clientSecret }: { baseUrl: string; clientId: string; clientSecret: string },
  look: () => Promise<void> = async () => {},
): Promise<void> {
  await openSettings(desk)
  const card = desk.getByRole('region', { name: 'Kirim ke dinas' })
  await expect(card.getByLabel('Alamat server dinas')).toBeVisible()
  await look()
  await typeInto(card.getByLabel('Alamat server dinas'), baseUrl)
  await typeInto(card.getByLabel('ID Puskesmas di server dinas'), clientId)
  await typeInto(card.getByLabel('Kunci rahasia', { exact: true }), clientSecret)
  await press(desk, 'Enter')
  await expect(card.getByRole('status')).toContainText('Tersimpan')
  await press(desk, 'Escape')
}

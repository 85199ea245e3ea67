import { type Browser, expect, type Locator, type Page } from '@playwright/test'
import { newPatient } from '../../support/hub.ts'
import type { NetworkHouse } from '../../support/network-house.ts'
import type { listenToReports } from '../../support/waiting-room.ts'
import { yanti } from '../day/people.ts'

/** The house, and the browser of its televisions, rooms and kiosk: mute until somebody has touched the page. */
export type Floor = { house: NetworkHouse; chromium: Browser }

/** A page of the waiting room: what it told the hub, and every word that ever stood in it. */
export type WaitingScreen = ReturnType<typeof listenToReports> & { page: Page; words: () => Promise<string> }

/** Everything that hangs on the network, and a second display beside the desk. */
export type Devices = {
  television: WaitingScreen
  beside: WaitingScreen
  /** «Ruang Dewasa & Lansia», over https. */
  room: Page
  kiosk: WaitingScreen
}
export type Screens = Floor & Devices

export const names = {
  television: 'TV ruang tunggu',
  beside: 'Layar di komputer ini',
  kiosk: 'Kiosk pintu masuk',
  room: 'Komputer ruangan',
}
/** What a room and the desk read of a call: whichever display was quicker stands first. */
export const shownOnBoth = `tampil di (${names.television}, ${names.beside}|${names.beside}, ${names.television})`
export const adults = 'Ruang Dewasa & Lansia'

/** On file from earlier days. The first pays for herself, the second is 67, the third 24 weeks pregnant. */
export const ratna = 'RATNA USMAN'
export const wayan = 'WAYAN SUDANA'
export const maria = 'MARIA GORETI KALAU'

export async function peopleOnFile({ api }: NetworkHouse): Promise<void> {
  const born = (date: string) => ({ birth: { date: date as never, precision: 'exact' as const } })
  await api.patients.register(newPatient({ name: ratna, sex: 'P', ...born('1988-04-02') }))
  await api.patients.register(newPatient({ name: wayan, payer: 'jkn_pbi', cardNo: '0001234567890' }))
  await api.patients.register(newPatient({ name: maria, sex: 'P', ...born('2001-03-10') }))
  await api.staff.create({ ...yanti, role: 'nurse' })
  // Each announcement once: they take some seconds each.
  const settings = await api.settings.read()
  await api.settings.save({ ...settings, voice: { ...settings.voice, times: 1, quiet: null } })
}

/** What stands large on a display, and at a room's place. */
export const large = ({ page }: WaitingScreen): Locator => page.locator('.call')
export function tile({ page }: WaitingScreen, label: string): Locator {
  return page.locator('.room', { has: page.getByRole('heading', { name: label, exact: true }) })
}

/** This number stands at its place on both displays at once, and large when the calls before it have been spoken. */
export async function expectCalled(
  { television, beside }: Devices,
  number: string,
  label: string,
): Promise<void> {
  for (const display of [television, beside]) {
    await expect(tile(display, label)).toContainText(number)
    await expect(large(display)).toContainText(number, { timeout: 40_000 })
    await expect(large(display)).toContainText(label)
  }
}

/** The voice has caught up: whatever was shown has been heard, in the order of the calls. */
export async function expectAllSpoken({ television }: Devices): Promise<void> {
  const unheard = () => television.shown().filter((callId) => !television.spoken().includes(callId))
  await expect.poll(unheard, { timeout: 90_000 }).toEqual([])
  expect(television.spoken()).toEqual(television.spoken().toSorted((a, b) => a - b))
}

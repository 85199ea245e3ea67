import { expect, type Locator, type Page, test } from '@playwright/test'
import type { Room } from '#domain/room'
import { openWaitingRoom, type Television, type WaitingRoom } from '../support/waiting-room.ts'
import { makeFilm, makePoster } from '../support/waiting-room-media.ts'
import { picture } from './day/story.ts'

const names = ['Mulyati Tarsono', 'Bagas Wirayuda', 'Yohana Kambuaya', 'Rosdiana Lating', 'Petrus Sangadji']
const fiveRooms = ['Ruang Ibu', 'Ruang Anak', 'Ruang Dewasa', 'Ruang Lansia', 'Laboratorium']

// A trace looks into the page, and to a browser that is a touch: it may be heard before anybody touched it.
test.use({ trace: 'off' })

let house: WaitingRoom

test.beforeEach(async ({ browser }) => {
  house = await openWaitingRoom(browser)
})
test.afterEach(async () => {
  await house.remove()
})

const large = (page: Page): Locator => page.locator('.call')
const tile = (page: Page, room: Room): Locator =>
  page.locator('.room', { has: page.getByRole('heading', { name: room.publicLabel, exact: true }) })
const call = (room: Room) => house.desk.api.queue.callNext({ roomId: room.id })
/** As a person sets it up: one touch, and it may be heard. */
const touch = ({ page }: Television) => page.mouse.click(960, 1060)

async function waitInFive(): Promise<{ room: Room; number: string }[]> {
  const waiting: { room: Room; number: string }[] = []
  for (const [index, name] of fiveRooms.entries()) {
    const room = house.roomNamed(name)
    waiting.push({ room, number: await house.wait(names[index] ?? '', room) })
  }
  return waiting
}

/** The picture at both sizes that count. */
async function twoPictures(page: Page, name: string): Promise<void> {
  await picture(page, name)
  await page.setViewportSize({ width: 1366, height: 768 })
  await picture(page, `${name}-1366`)
  await page.setViewportSize({ width: 1920, height: 1080 })
}

async function sizeOf(text: Locator): Promise<number> {
  return Number.parseFloat(await text.evaluate((element) => getComputedStyle(element).fontSize))
}

test('five rooms call at once: each keeps its place, is fresh, has its turn large, and is confirmed to its room', async () => {
  const all = await house.openTelevision('TV ruang tunggu', { sound: false })
  const mother = house.roomNamed('Ruang Ibu')
  const child = house.roomNamed('Ruang Anak')
  const few = await house.openTelevision('TV lorong', { rooms: [mother.id, child.id], sound: false })
  const labels = await all.page.locator('.room-label').allTextContents()
  const waiting = await waitInFive()
  await Promise.all(waiting.map(({ room }) => call(room)))

  for (const { room, number } of waiting) {
    await expect(tile(all.page, room)).toContainText(number)
    await expect(tile(all.page, room)).toHaveClass(/fresh/)
  }
  await expect(all.page.locator('.room-label')).toHaveText(labels)
  await twoPictures(all.page, 'display-five-calls')
  expect(await sizeOf(large(all.page).locator('h1'))).toBeGreaterThanOrEqual(220)
  expect(await sizeOf(all.page.locator('.room-number').first())).toBeGreaterThanOrEqual(96)

  await test.step('the other display shows its two rooms and nothing of the others', async () => {
    await expect(few.page.locator('.room-label')).toHaveText([mother, child].map(labelOf))
    await expect(tile(few.page, mother)).toContainText(waiting[0]?.number ?? '?')
    await expect(few.page.locator('body')).not.toContainText(house.roomNamed('Laboratorium').publicLabel)
  })

  await test.step('one after the other stood large, in the order of the calls', async () => {
    const inOrder = await inOrderOfCalls(waiting)
    await expect.poll(() => all.headlines(), { timeout: 30_000 }).toEqual(inOrder)
  })

  await test.step('each room reads on which displays its call was shown', async () => {
    for (const { room } of waiting) {
      const shownOn = async () => (await activeCall(room))?.shownOn.toSorted()
      const both = ['TV lorong', 'TV ruang tunggu']
      await expect.poll(shownOn).toEqual([mother, child].includes(room) ? both : ['TV ruang tunggu'])
    }
  })

  await test.step('a recall says so, large and at its room', async () => {
    const [card] = (await house.desk.api.queue.room({ roomId: child.id })).active
    await house.desk.api.queue.move({ legId: card?.legId ?? '', move: 'recall' })
    await expect(large(few.page)).toContainText('Panggilan ulang')
    await expect(tile(few.page, child)).toContainText('Panggilan ulang')
  })

  await test.step('no display ever held a word of anybody’s name', async () => {
    for (const television of [all, few]) {
      const words = (await television.words()).toUpperCase()
      expect(words).toContain(waiting[0]?.number ?? '?')
      for (const word of names.flatMap((name) => name.toUpperCase().split(' ')))
        expect(words).not.toContain(word)
    }
  })
})

test('a display speaks each call once: what was spoken before the hub stopped stays silent afterwards', async () => {
  await quicken()
  const television = await house.openTelevision('TV ruang tunggu')
  const { page } = television
  const adult = house.roomNamed('Ruang Dewasa')
  const dental = house.roomNamed('Ruang Gigi')
  const numbers = [
    await house.wait(names[0] ?? '', adult),
    await house.wait(names[1] ?? '', dental),
    await house.wait(names[2] ?? '', adult),
  ]
  await touch(television)
  await expect.poll(soundAtDesk).toEqual(['on', true])

  const first = await call(adult)
  await expect.poll(() => television.spoken(), { timeout: 30_000 }).toEqual([first.call?.callId])
  await expect.poll(async () => (await activeCall(adult))?.spokenAt).not.toBeNull()
  const second = await call(dental)
  await expect.poll(() => television.spoken().length, { timeout: 30_000 }).toBe(2)

  await house.stop()
  await expect(page.getByText('Ikuti panggilan petugas')).toBeVisible()
  await expect(page.locator('body')).toHaveClass(/stale/)
  await expect(tile(page, adult)).toContainText(numbers[0] ?? '?')
  await house.start()
  await expect(page.locator('body')).not.toHaveClass(/stale/)
  await expect.poll(soundAtDesk).toEqual(['on', true])

  const [served] = (await house.desk.api.queue.room({ roomId: adult.id })).active
  await house.desk.api.queue.move({ legId: served?.legId ?? '', move: 'skip' })
  const third = await call(adult)
  await expect(large(page)).toContainText(numbers[2] ?? '?')
  // As the page does it when the hub was updated: what may be heard stays so.
  await page.evaluate(() => location.reload())
  await expect.poll(() => television.spoken().length, { timeout: 40_000 }).toBe(3)
  expect(television.spoken()).toEqual([first, second, third].map((card) => card.call?.callId))
})

test('a display asks to be touched, in a place where no number stands, and may be heard afterwards', async () => {
  const asking = Promise.withResolvers<void>()
  const television = await house.openTelevision('TV ruang tunggu', {}, async (page) => {
    page.on('console', (message) => {
      if (message.text() === 'Sentuh untuk menyalakan suara') asking.resolve()
    })
    await page.addInitScript(() => {
      const look = () => {
        const wish = document.querySelector<HTMLElement>('footer > .touch')
        if (wish && !wish.hidden) console.log(wish.textContent)
      }
      new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
    })
  })
  await asking.promise
  await expect.poll(() => television.sounds()[0]).toBe('needs-touch')
  await touch(television)
  await expect(television.page.getByText('Sentuh untuk menyalakan suara')).toBeHidden()
  await expect.poll(soundAtDesk).toEqual(['on', true])
})

test('pictures and films stand beside the numbers, what cannot be shown is passed over, and a light display is light', async ({
  browser,
}) => {
  house.addMedia('1-rusak.jpg', Buffer.from('no picture'))
  house.addMedia('2-cuci-tangan.png', await makePoster(browser))
  const settings = await house.desk.api.settings.read()
  const runningText = 'Batuk lebih dari dua minggu? Beri tahu petugas dan minta masker di meja pendaftaran.'
  await house.desk.api.settings.save({ ...settings, runningText })
  const rooms = [...fiveRooms, 'Farmasi'].map((name) => house.roomNamed(name).id)
  const { page } = await house.openTelevision('TV ruang tunggu', { theme: 'light', rooms, sound: false })
  const waiting = await waitInFive()
  await Promise.all(waiting.slice(0, 3).map(({ room }) => call(room)))
  await expect(page.locator('img.medium')).toBeVisible()
  await expect(page.getByText(runningText).first()).toBeVisible()
  await expect(page.locator('html')).toHaveClass(/light/)
  await expect(page.locator('.room').first()).toContainText('A-')
  await twoPictures(page, 'display-media-light')
  expect(await sizeOf(large(page).locator('h1'))).toBeGreaterThanOrEqual(220)
  expect(await sizeOf(page.locator('.room-number').first())).toBeGreaterThanOrEqual(96)

  house.addMedia('3-film.webm', await makeFilm(browser))
  await house.desk.api.settings.save({ ...settings, runningText: '' })
  await expect(page.getByText(runningText)).toHaveCount(0)
  const film = page.locator('video.medium')
  await expect(film).toBeVisible({ timeout: 40_000 })
  await expect.poll(() => film.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0)
  expect(await film.evaluate((video: HTMLVideoElement) => video.muted)).toBe(true)
})

test('a display that was shown out says so and where it is let in again', async () => {
  const { page } = await house.openTelevision('TV ruang tunggu')
  const [device] = (await house.desk.api.devices.list()).filter(({ surface }) => surface === 'display')
  await house.desk.api.devices.revoke({ id: device?.id ?? '' })
  const way = page.getByRole('link', { name: /Sambungkan lagi di 127\.0\.0\.1:\d+\/pair\// })
  await expect(way).toBeVisible()
  await expect(page.locator('.room')).toHaveCount(0)
  await picture(page, 'display-revoked')
  await way.click()
  await expect(page).toHaveURL(/\/pair\/$/)
})

test('a page that an update of the hub has left behind loads itself anew while nobody is called', async () => {
  let documents = 0
  const asksAgain = (page: Page) =>
    page.route('**/display/?p=*', async (route) => {
      if (route.request().isNavigationRequest()) {
        documents += 1
        return route.continue()
      }
      // The page that looks whether it is still the hub's finds the script of a newer one.
      const response = await route.fetch()
      const body = (await response.text()).replace(/display-[\w-]+\.js/, 'display-newer.js')
      await route.fulfill({ response, body })
    })
  const { page } = await house.openTelevision('TV ruang tunggu', {}, asksAgain)
  await expect.poll(() => documents).toBeGreaterThan(1)
  await expect(page.getByRole('heading', { name: 'Belum ada panggilan' })).toBeVisible()
})

test('a hub that asks for patience leaves the screen as it is, and is asked again', async () => {
  const { page } = await house.openTelevision('TV ruang tunggu', { sound: false })
  const adult = house.roomNamed('Ruang Dewasa')
  const [first, second] = [await house.wait(names[0] ?? '', adult), await house.wait(names[1] ?? '', adult)]
  const called = await call(adult)
  await expect(tile(page, adult)).toContainText(first)

  let refusals = 0
  await page.route('**/api/display/board', async (route) => {
    refusals += 1
    const problems = [{ code: 'too_many_requests', params: {}, sentence: 'Terlalu sering.', field: null }]
    await route.fulfill({ status: 429, json: { data: { problems } } })
  })
  await house.desk.api.queue.move({ legId: called.legId, move: 'skip' })
  await call(adult)
  await expect.poll(() => refusals).toBeGreaterThan(1)
  await expect(tile(page, adult)).toContainText(first)
  await expect(page.getByText('Terlalu sering.')).toHaveCount(0)
  await page.unroute('**/api/display/board')
  await expect(tile(page, adult)).toContainText(second)
})

function labelOf({ publicLabel }: Room): string {
  return publicLabel
}

async function activeCall({ id }: Room) {
  return (await house.desk.api.queue.room({ roomId: id })).active[0]?.call ?? null
}

async function inOrderOfCalls(waiting: readonly { room: Room; number: string }[]): Promise<string[]> {
  const calls = await Promise.all(
    waiting.map(async ({ room, number }) => ({ number, callId: (await activeCall(room))?.callId ?? 0 })),
  )
  return calls.toSorted((a, b) => a.callId - b.callId).map(({ number }) => number)
}

async function soundAtDesk() {
  const [device] = (await house.desk.api.devices.list()).filter(({ surface }) => surface === 'display')
  return [device?.soundState, device?.speaks]
}

/** Each announcement once, so that three take a short while. */
async function quicken(): Promise<void> {
  const settings = await house.desk.api.settings.read()
  await house.desk.api.settings.save({ ...settings, voice: { ...settings.voice, times: 1, quiet: null } })
}

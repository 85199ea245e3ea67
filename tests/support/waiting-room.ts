import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, expect, type Page } from '@playwright/test'
import type { Room } from '#domain/room'
import { buildIfStale } from '../../scripts/build.ts'
import { startProgram } from './clocked-program.ts'
import { newArrival, newPatient, openPage, saturdayMorning, setUp, type TestPage } from './hub.ts'
import { type DisplaySettings, pairDevice, television } from './paired.ts'
import { watchWords } from './watch-words.ts'

/** A Puskesmas whose waiting room is looked at: the hub as a program of its own, the desk that speaks to it, televisions. */
export type WaitingRoom = {
  desk: TestPage
  rooms: readonly Room[]
  roomNamed: (name: string) => Room
  /** Somebody of that name waits for that room; the number. */
  wait: (name: string, room: Room) => Promise<string>
  /** `prepare` has the page before it is loaded. */
  openTelevision: (
    name: string,
    settings?: Partial<DisplaySettings>,
    prepare?: (page: Page) => Promise<unknown>,
  ) => Promise<Television>
  /** Puts a file where the hub looks for pictures and films. */
  addMedia: (name: string, content: Buffer) => void
  stop: () => Promise<void>
  start: () => Promise<void>
  remove: () => Promise<void>
}

export type Television = {
  page: Page
  /** Every word that ever stood in the page. */
  words: () => Promise<string>
  /** The numbers that stood large, one after the other. */
  headlines: () => Promise<string[]>
  /** Of these calls the page told the hub that they were shown, or spoken to the end, in this order. */
  shown: () => number[]
  spoken: () => number[]
  /** What the page told the hub of its loudspeaker. */
  sounds: () => string[]
}

/** The hub's clock stands on a Saturday morning; the televisions keep the machine's own, so they never agree. */
export async function openWaitingRoom(browser: Browser): Promise<WaitingRoom> {
  buildIfStale()
  const folder = mkdtempSync(join(tmpdir(), 'loket-e2e-waiting-'))
  const ahead = Date.parse(saturdayMorning) - Date.now()
  const hubTime = () => new Date(Date.now() + ahead).toISOString()
  let program = await startProgram('hub', { folder, at: hubTime() })
  const { port } = program
  const desk = await openPage(program.url)
  await setUp(desk)
  const rooms = (await desk.api.session.current()).facility?.rooms ?? []

  function roomNamed(name: string): Room {
    const room = rooms.find((one) => one.name === name)
    if (!room) throw new Error(`no room ${name}`)
    return room
  }

  async function wait(name: string, room: Room): Promise<string> {
    const patient = await desk.api.patients.register(newPatient({ name }))
    const { number } = await desk.api.visits.register({
      patientId: patient.id,
      arrival: newArrival(),
      complaint: '',
      payer: patient.payer,
      confirmedBy: ['nama', 'tanggal_lahir'],
      override: { roomId: room.id, reason: 'diminta dokter' },
      arrivalId: null,
    })
    return number
  }

  async function openTelevision(
    name: string,
    settings: Partial<DisplaySettings> = {},
    prepare?: (page: Page) => Promise<unknown>,
  ): Promise<Television> {
    const paired = await pairDevice(desk, television(name, settings))
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
    const [cookie = '', token = ''] = paired.cookie.split('=')
    await context.addCookies([{ name: cookie, value: token, url: paired.origin }])
    const page = await context.newPage()
    await prepare?.(page)
    const told = listenToReports(page)
    // Whatever a test asks of a page counts as a touch; first it has to find out what it may do without one.
    const sound = page.waitForResponse((answer) => answer.url().endsWith('/api/display/sound'))
    await page.goto(`${paired.origin}/display/?p=${paired.id}`)
    await sound
    await expect(page.locator('.call h1')).toBeVisible()
    return { page, words: await watchWords(page), headlines: await watchHeadlines(page), ...told }
  }

  return {
    desk,
    rooms,
    roomNamed,
    wait,
    openTelevision,
    addMedia: (name, content) => {
      mkdirSync(join(folder, 'media'), { recursive: true })
      writeFileSync(join(folder, 'media', name), content)
    },
    stop: () => program.stop(),
    start: async () => {
      program = await startProgram('hub', { folder, at: hubTime(), port })
    },
    remove: async () => {
      for (const context of browser.contexts()) await context.close()
      await program.stop('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What the page really says; only what the hub took counts. */
export function listenToReports(page: Page): Pick<Television, 'shown' | 'spoken' | 'sounds'> {
  const [shown, spoken, sounds]: [number[], number[], string[]] = [[], [], []]
  page.on('requestfinished', (request) => {
    const question = request.url().replace(/.*\/api\/display\//, '')
    const said = request.postDataJSON()
    if (question === 'confirm') {
      shown.push(...said.shown)
      spoken.push(...said.spoken)
    } else if (question === 'sound') sounds.push(said.state)
  })
  return { shown: () => shown, spoken: () => spoken, sounds: () => sounds }
}

async function watchHeadlines(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = []
    const look = () => {
      const number = document.querySelector('.call-number')?.textContent
      if (number && number !== seen[seen.length - 1]) seen.push(number)
    }
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true })
    Object.assign(window, { headlinesSeen: seen })
  })
  return () => page.evaluate(() => (window as unknown as { headlinesSeen: string[] }).headlinesSeen)
}

import { expect, type Page, test } from '@playwright/test'
import type { VoiceSettings } from '#contract/hub/settings'
import { composeAnnouncement } from '#domain/announcement'
import { clips } from '#domain/voice-clips'
import { expectSteps, hear } from '../support/voice-ear.ts'
import { openVoiceHouse, type VoiceHouse } from '../support/voice-house.ts'
import type { VoicePage } from '../support/voice-page.ts'

const usual: VoiceSettings = { style: 'digits', source: 'clips', volume: 100, times: 1, quiet: null }
const first = { callId: 1, number: 'A-012', roomLabel: 'Ruang Ibu & Anak', recall: false }
const second = { callId: 2, number: 'C-407', roomLabel: 'Ruang Gigi', recall: true }

// What a trace asks of the page counts for the browser as a person's touch.
test.use({ trace: 'off' })

let house: VoiceHouse

test.beforeAll(async () => {
  house = await openVoiceHouse()
})

test.afterAll(async () => {
  await house.close()
})

/** A page whose announcer has all recordings, touched once as a waiting room's screen is when it is set up. */
async function openVoice(page: Page, settings: Partial<VoiceSettings> = {}): Promise<void> {
  let answers = 0
  page.on('requestfinished', (request) => {
    if (request.url().includes('/voice/')) answers += 1
  })
  await page.goto(addressWith(settings))
  await expect(page.locator('body')).toHaveAttribute('data-tapped', 'yes')
  await expect.poll(() => answers).toBe(clips.length)
  await page.mouse.click(10, 10)
}

function addressWith(settings: Partial<VoiceSettings>): string {
  return `${house.url}?${new URLSearchParams({ settings: JSON.stringify({ ...usual, ...settings }) })}`
}

function look<Part extends keyof VoicePage>(page: Page, part: Part): Promise<VoicePage[Part]> {
  return page.evaluate((key) => window.voice[key], part) as Promise<VoicePage[Part]>
}

async function expectState(page: Page, state: string): Promise<void> {
  await expect.poll(async () => (await look(page, 'states')).slice(-1)).toEqual([state])
}

async function expectSilentAgain(page: Page): Promise<void> {
  await expect.poll(async () => (await look(page, 'ducked')).slice(-1), { timeout: 60_000 }).toEqual([false])
}

test('a call is heard as chime and recordings, each in its place, twice, at half the volume', async ({
  page,
}) => {
  await openVoice(page, { times: 2, volume: 50 })
  await expectState(page, 'on')
  await page.evaluate((call) => window.voice.say(call), first)
  await expectSilentAgain(page)
  const heard = await hear(page)
  const { end } = await expectSteps(
    page,
    heard,
    0,
    composeAnnouncement({ ...first, style: 'digits' }, 2),
    0.5,
  )
  expect(heard.samples.slice(end).every((sample) => sample === 0)).toBe(true)
  expect(await look(page, 'spoken')).toEqual([1])
  expect(await look(page, 'troubles')).toEqual([])
})

test('two rooms that call at once are heard one after the other, each once however often it is offered', async ({
  page,
}) => {
  await openVoice(page, { style: 'words' })
  await expectState(page, 'on')
  await page.evaluate((calls) => window.voice.say(...calls), [first, second, first, second])
  await expectSilentAgain(page)
  const heard = await hear(page)
  const one = await expectSteps(page, heard, 0, composeAnnouncement({ ...first, style: 'words' }, 1))
  const two = await expectSteps(page, heard, one.end, composeAnnouncement({ ...second, style: 'words' }, 1))
  expect(two.start).toBeGreaterThanOrEqual(one.end)
  expect(heard.samples.slice(two.end).every((sample) => sample === 0)).toBe(true)
  expect(await look(page, 'spoken')).toEqual([1, 2])
  expect(await look(page, 'ducked')).toEqual([true, false])
  expect(await look(page, 'saying')).toEqual([1, 2, null])
})

test('with the network cut, a number that was never called before is said', async ({ page, context }) => {
  await openVoice(page)
  await expectState(page, 'on')
  const call = { callId: 9, number: 'Q-986', roomLabel: 'Farmasi 3', recall: true }
  await context.setOffline(true)
  await page.evaluate((offered) => window.voice.say(offered), call)
  await expectSilentAgain(page)
  expect(await look(page, 'spoken')).toEqual([9])
  expect(await look(page, 'troubles')).toEqual([])
  await context.setOffline(false)
  await expectSteps(page, await hear(page), 0, composeAnnouncement({ ...call, style: 'digits' }, 1))
})

test('in quiet hours nothing is heard; afterwards what is called then is', async ({ page }) => {
  await openVoice(page, { quiet: { from: 720, until: 780 } })
  await expectState(page, 'on')
  await page.evaluate(() => {
    window.voice.minuteOfDay = 720
  })
  await expectState(page, 'quiet')
  await page.evaluate((call) => window.voice.say(call), first)
  await page.evaluate(() => {
    window.voice.minuteOfDay = 780
  })
  await expectState(page, 'on')
  await page.evaluate((call) => window.voice.say(call), second)
  await expectSilentAgain(page)
  await expectSteps(page, await hear(page), 0, composeAnnouncement({ ...second, style: 'digits' }, 1))
  expect(await look(page, 'spoken')).toEqual([2])
})

test('a screen that nobody has touched says so, and speaks once it is touched', async ({ page }) => {
  const untouched = page.waitForEvent('console', (message) => message.text() === 'needs-touch')
  await page.goto(addressWith({}))
  await untouched
  await page.evaluate((call) => window.voice.say(call), first)
  await page.mouse.click(10, 10)
  await expectState(page, 'on')
  expect(await look(page, 'ducked')).toEqual([])
  await page.evaluate((call) => window.voice.say(call), first)
  await expectSilentAgain(page)
  expect(await look(page, 'spoken')).toEqual([1])
})

test('volume nought is reported as switched off', async ({ page }) => {
  await openVoice(page)
  await expectState(page, 'on')
  await page.evaluate((settings) => window.voice.announcer.configure(settings), { ...usual, volume: 0 })
  await expectState(page, 'off')
})

test('a browser without a loudspeaker is told from one that was switched off', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'AudioContext'))
  await page.goto(addressWith({}))
  await expectState(page, 'unavailable')
  await page.evaluate((settings) => window.voice.announcer.configure(settings), { ...usual, volume: 0 })
  await expectState(page, 'off')
})

test('a recording that is broken is left out and reported, and the call not confirmed as spoken', async ({
  page,
}) => {
  await page.route('**/voice/ibu.wav', (route) => route.fulfill({ contentType: 'audio/wav', body: 'kosong' }))
  await openVoice(page)
  await expectState(page, 'on')
  await page.evaluate((call) => window.voice.say(call), first)
  await expectSilentAgain(page)
  expect(await look(page, 'troubles')).toEqual([{ kind: 'clip', name: 'ibu' }])
  expect(await look(page, 'spoken')).toEqual([])
  const steps = composeAnnouncement({ ...first, style: 'digits' }, 1)
  const silent = steps.findIndex(({ clip }) => clip === 'ibu')
  const around = steps.map((step, at) => (at === silent - 1 ? { ...step, pause: 80 } : step))
  await expectSteps(
    page,
    await hear(page),
    0,
    around.filter((_step, at) => at !== silent),
  )
})

test('a call that has waited for a minute and a half behind others is passed over', async ({ page }) => {
  await openVoice(page)
  await expectState(page, 'on')
  await page.evaluate(
    (calls) => {
      window.voice.say(...calls)
      const now = Date.now()
      Date.now = () => now + 91_000
    },
    [first, second],
  )
  await expectSilentAgain(page)
  expect(await look(page, 'spoken')).toEqual([1])
  expect(await look(page, 'troubles')).toEqual([{ kind: 'late', callId: 2 }])
})

test.describe("the system's own voice", () => {
  /** Chromium here has no voice of its own: an installed Indonesian one that starts, or hangs, stands in for it. */
  async function installVoice(page: Page, starts: boolean): Promise<void> {
    await page.addInitScript((works) => {
      const voice = { lang: 'id-ID', localService: true }
      const said: string[] = []
      Object.defineProperty(window, 'speechSynthesis', {
        value: {
          said,
          getVoices: () => [voice],
          cancel: () => {},
          speak: (utterance: SpeechSynthesisUtterance) => {
            if (!works) return
            said.push(utterance.text)
            queueMicrotask(() => {
              utterance.onstart?.(new Event('start') as SpeechSynthesisEvent)
              utterance.onend?.(new Event('end') as SpeechSynthesisEvent)
            })
          },
        },
      })
      Object.assign(window, {
        SpeechSynthesisUtterance: class {
          text: string
          constructor(text: string) {
            this.text = text
          }
        },
      })
    }, starts)
  }

  test('says any word, after the chime', async ({ page }) => {
    await installVoice(page, true)
    await openVoice(page, { source: 'system', times: 2 })
    await expectState(page, 'on')
    await page.evaluate((call) => window.voice.say(call), { ...first, roomLabel: 'Ruang Nusa' })
    await expectSilentAgain(page)
    const sentence = 'Nomor antrean, A, nol satu dua, silakan menuju Ruang Nusa.'
    const said = await page.evaluate(() => (speechSynthesis as SpeechSynthesis & { said: string[] }).said)
    expect(said).toEqual([`${sentence} ${sentence}`])
    expect(await look(page, 'spoken')).toEqual([1])
    const heard = await hear(page)
    const { end } = await expectSteps(
      page,
      heard,
      0,
      composeAnnouncement({ ...first, style: 'digits' }, 1).slice(0, 1),
    )
    expect(heard.samples.length).toBeLessThanOrEqual(end)
  })

  test('that does not begin is replaced by the recordings', async ({ page }) => {
    await installVoice(page, false)
    await openVoice(page, { source: 'system' })
    await expectState(page, 'on')
    await page.evaluate((call) => window.voice.say(call), first)
    await expectSilentAgain(page)
    expect(await look(page, 'troubles')).toEqual([{ kind: 'system-voice' }])
    expect(await look(page, 'spoken')).toEqual([1])
    const [chime, ...reading] = composeAnnouncement({ ...first, style: 'digits' }, 1)
    const heard = await hear(page)
    const { end } = await expectSteps(page, heard, 0, chime ? [chime] : [])
    await expectSteps(page, heard, end, reading)
  })

  test('where there is none is replaced by the recordings', async ({ page }) => {
    await openVoice(page, { source: 'system' })
    await expectState(page, 'on')
    await page.evaluate((call) => window.voice.say(call), first)
    await expectSilentAgain(page)
    expect(await look(page, 'troubles')).toEqual([{ kind: 'system-voice' }])
    expect(await look(page, 'spoken')).toEqual([1])
  })
})

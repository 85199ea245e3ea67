import { type Browser, chromium, test } from '@playwright/test'
import { chromiumLaunch } from '../support/chromium.ts'
import { openNetworkHouse } from '../support/network-house.ts'
import { serveCounter } from './rooms/counter.ts'
import { callTogether } from './rooms/five-calls.ts'
import { goRound } from './rooms/journey.ts'
import { connectDevices } from './rooms/pairing.ts'
import { loseHub } from './rooms/restart.ts'
import { callUnheard, showOut } from './rooms/shown-out.ts'
import { type Floor, peopleOnFile } from './rooms/story.ts'

// A trace asks every page all the time, and whatever asks a page counts as the touch that a television waits for.
test.use({ trace: 'off' })

let floor: Floor
/** Of the desk's computer, set up so that its display may speak from the start. */
let loud: Browser

test.beforeAll(async ({ browser }) => {
  const { args = [], ...launch } = chromiumLaunch()
  loud = await chromium.launch({
    ...launch,
    args: [...args, '--autoplay-policy=no-user-gesture-required'],
  })
  const house = await openNetworkHouse(loud)
  await peopleOnFile(house)
  floor = { house, chromium: browser }
})
test.afterAll(async () => {
  await floor.house.remove()
  await loud.close()
})

test('desk, two rooms, two displays and a kiosk agree all morning, whatever happens to the hub between them', async () => {
  test.setTimeout(600_000)
  const devices = await connectDevices(floor)
  const screens = { ...floor, ...devices }
  await serveCounter(screens)
  await goRound(screens)
  await callTogether(screens)
  await loseHub(screens)
  await showOut(screens)
  await callUnheard(screens)
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type HubInputs, hubContract } from '#contract/hub/hub'
import { readReceipt, startNetworkPrinter } from '../support/fake-receipt-printer.ts'
import { type House, openHouse } from '../support/house.ts'
import { openPage, refusalOf, removeFolder, startHub, type TestPage } from '../support/hub.ts'

type Take = HubInputs['kiosk']['take']
type Printer = Awaited<ReturnType<typeof startNetworkPrinter>>

let house: House
let kiosk: TestPage
let printer: Printer | null

beforeEach(async () => {
  house = await openHouse()
  kiosk = await openKiosk()
  printer = null
})
afterEach(async () => {
  await printer?.stop()
  await house.hub.close()
  removeFolder(house.hub.folder)
})

async function openKiosk(): Promise<TestPage> {
  return openPage((await house.desk.api.pages.open({ surface: 'kiosk' })).url)
}

function newTake(change: Partial<Take> = {}): Take {
  return { requestId: house.hub.clock.newId(), priority: null, returning: null, payer: null, ...change }
}

async function take(change: Partial<Take> = {}) {
  return (await kiosk.api.kiosk.take(newTake(change))).ticket
}

/** From now on the hub prints here. */
async function plugIn(state: Parameters<typeof startNetworkPrinter>[0] = {}): Promise<Printer> {
  const plugged = await startNetworkPrinter(state)
  const settings = await house.desk.api.settings.read()
  await house.desk.api.settings.save({ ...settings, printer: plugged.settings })
  printer = plugged
  return plugged
}

const papers = ({ receipts }: Printer) =>
  receipts
    .filter(({ length }) => length > 0)
    .map((receipt) => readReceipt(receipt, 32).map(({ text }) => text))

describe('a number', () => {
  test('is the next of the counter’s series, and waits there with what was answered', async () => {
    const first = await take()
    const second = await take({
      priority: { code: 'lainnya', reason: 'ibu menyusui' },
      returning: true,
      payer: 'jkn',
    })
    expect([first, second]).toMatchObject([
      {
        number: 'D-001',
        ahead: 0,
        prioritized: false,
        roomLabel: 'Loket',
        facility: 'Puskesmas Teluk Harapan',
      },
      { number: 'D-002', ahead: 0, prioritized: true },
    ])
    const { waiting } = await house.desk.api.counter.line({ roomId: house.roomFor('loket').id })
    expect(waiting).toMatchObject([
      { number: 'D-002', priority: 'Lainnya (ibu menyusui)', returning: true, payer: 'jkn' },
      { number: 'D-001', priority: null, returning: null, payer: null },
    ])
  })

  test('is one number however often and however fast it is asked for', async () => {
    const asked = newTake()
    const answers = await Promise.all(Array.from({ length: 10 }, () => kiosk.api.kiosk.take(asked)))
    expect(new Set(answers.map(({ ticket }) => ticket.number))).toEqual(new Set(['D-001']))
    expect((await kiosk.api.kiosk.start()).waiting).toBe(1)

    await house.hub.close()
    house.hub = await startHub({ folder: house.hub.folder, port: Number(new URL(kiosk.origin).port) })
    expect((await kiosk.api.kiosk.take(asked)).ticket.number).toBe('D-001')
    expect((await take()).number).toBe('D-002')
  })

  test('is asked for with a class that a kiosk offers, and with a reason where it needs one', async () => {
    const { priorities } = await kiosk.api.kiosk.start()
    expect(priorities.map(({ code }) => code)).toEqual([
      'lansia',
      'ibu_hamil',
      'butuh_bantuan',
      'balita',
      'lainnya',
    ])
    for (const [priority, code] of [
      [{ code: 'darurat', reason: null }, 'priority_unknown'],
      [{ code: 'raja', reason: null }, 'priority_unknown'],
      [{ code: 'lainnya', reason: null }, 'reason_missing'],
      [{ code: 'lainnya', reason: ' ' }, 'reason_missing'],
    ] as const)
      expect(await refusalOf(take({ priority }))).toMatchObject([{ code }])
    expect((await take()).number).toBe('D-001')
  })

  test('that the kiosk could not show leaves the line, unless it was called meanwhile', async () => {
    const [lost, called] = [house.hub.clock.newId(), house.hub.clock.newId()]
    await take({ requestId: called })
    await take({ requestId: lost })
    await house.desk.api.counter.callNext({ roomId: house.roomFor('loket').id })
    const giveBack = (requestId: string) => kiosk.api.kiosk.giveBack({ requestId })
    expect(await giveBack(called)).toEqual({ gone: false })
    expect(await giveBack(house.hub.clock.newId())).toEqual({ gone: false })
    expect(await giveBack(lost)).toEqual({ gone: true })
    expect(await giveBack(lost)).toEqual({ gone: false })
    const line = await house.desk.api.counter.line({ roomId: house.roomFor('loket').id })
    expect(line).toMatchObject({ active: [{ number: 'D-001' }], waiting: [], skipped: [] })
  })

  test('is not given to a child at play: twenty a minute from one kiosk, and none is wasted', async () => {
    for (let taken = 0; taken < 20; taken += 1) await take()
    expect(await refusalOf(take())).toMatchObject([{ code: 'numbers_too_fast' }])
    const hand = { requestId: house.hub.clock.newId(), priority: null }
    expect((await house.desk.api.kiosk.hand(hand)).ticket.number).toBe('D-021')
    house.hub.clock.advance(61_000)
    expect((await take()).number).toBe('D-022')
    kiosk = await openKiosk()
    expect((await take()).number).toBe('D-023')
  })

  test('is not given where there is no counter to call it', async () => {
    const room = house.roomFor('loket')
    await house.desk.api.rooms.save({ ...room, roles: [...room.roles], active: false })
    expect(await refusalOf(kiosk.api.kiosk.start())).toMatchObject([{ code: 'no_counter' }])
    expect(await refusalOf(take())).toMatchObject([{ code: 'no_counter' }])
  })

  test('comes from the guard just as well, printed once', async () => {
    const { receipts } = await plugIn()
    const asked = { requestId: house.hub.clock.newId(), priority: { code: 'lansia', reason: null } }
    for (const _ of [1, 2])
      expect(await house.desk.api.kiosk.hand(asked)).toMatchObject({
        ticket: { number: 'D-001', prioritized: true },
        print: { printed: true, problem: null },
      })
    expect(receipts.filter(({ length }) => length > 0)).toHaveLength(1)
  })
})

describe('the paper', () => {
  test('carries the number and nothing about a person, once, unless it is asked for again', async () => {
    const plugged = await plugIn()
    const { arrivalId } = await take({ priority: { code: 'ibu_hamil', reason: null }, payer: 'jkn' })
    const print = (again: boolean) => kiosk.api.kiosk.print({ arrivalId, again })
    const printed = { printed: true, problem: null }
    expect(await Promise.all([print(false), print(false)])).toEqual([printed, printed])
    expect(await print(false)).toEqual(printed)
    const [paper, ...others] = papers(plugged)
    expect(others).toEqual([])
    expect(paper).toContain('D-001')
    expect(paper?.join(' ')).toContain('didahulukan')
    expect(paper?.join(' ')).not.toMatch(/hamil|jkn/i)

    expect(await Promise.all([print(true), print(true), print(true)])).toEqual([printed, printed, printed])
    expect(papers(plugged)).toHaveLength(2)
    for (let press = 0; press < 5; press += 1) expect(await print(true)).toEqual(printed)
    expect(papers(plugged)).toHaveLength(3)
  })

  test('that runs out takes no number away, and the desk sees whose paper is missing', async () => {
    const plugged = await plugIn({ paper: 0 })
    for (const number of ['D-001', 'D-002']) {
      const ticket = await take()
      expect(ticket.number).toBe(number)
      expect(await kiosk.api.kiosk.print({ arrivalId: ticket.arrivalId, again: false })).toMatchObject({
        printed: false,
        problem: { code: 'printer_no_paper' },
      })
    }
    const since = house.hub.clock.now()
    const trouble = await house.desk.api.kiosk.printer()
    expect(trouble).toMatchObject({ problem: { code: 'printer_no_paper' }, numbers: ['D-001', 'D-002'] })
    expect(trouble?.since).toBeLessThanOrEqual(since)

    plugged.state.paper = 100
    const next = await take()
    await kiosk.api.kiosk.print({ arrivalId: next.arrivalId, again: false })
    expect(await house.desk.api.kiosk.printer()).toBeNull()
    expect(papers(plugged).at(-1)).toContain('D-003')
  })

  test('of a printer that has gone is told, and asked for again once another is set up', async () => {
    const gone = await plugIn()
    await gone.stop()
    const { arrivalId } = await take()
    expect(await kiosk.api.kiosk.print({ arrivalId, again: false })).toMatchObject({
      problem: { code: 'printer_unreachable' },
    })
    const plugged = await plugIn()
    expect(await house.desk.api.kiosk.printer()).toBeNull()
    expect(await kiosk.api.kiosk.print({ arrivalId, again: true })).toEqual({ printed: true, problem: null })
    expect(papers(plugged)).toHaveLength(1)
  })

  test('is the page’s own business where the hub has no printer', async () => {
    const { arrivalId } = await take()
    expect(await kiosk.api.kiosk.print({ arrivalId, again: false })).toEqual({
      printed: false,
      problem: null,
    })
    expect(await house.desk.api.kiosk.printer()).toBeNull()
    expect((await kiosk.api.kiosk.start()).paperWidth).toBe(80)
  })

  test('of a number that nobody took does not exist', async () => {
    const arrivalId = house.hub.clock.newId()
    expect(await refusalOf(kiosk.api.kiosk.print({ arrivalId, again: false }))).toMatchObject([
      { code: 'arrival_unknown' },
    ])
  })
})

describe('a kiosk', () => {
  test('is told what stands on its pages and on the paper, and nothing else', async () => {
    await house.admitLansia('Wayan Sudana')
    const start = await kiosk.api.kiosk.start()
    expect(Object.keys(start).toSorted()).toEqual(
      'estimate facility newNumberLater now paperWidth priorities roomLabel timeZone waiting'.split(' '),
    )
    expect(Object.keys(await take()).toSorted()).toEqual(
      'ahead arrivalId day estimate facility issuedAt number prioritized roomLabel'.split(' '),
    )
    expect(JSON.stringify(start)).not.toMatch(/wayan|sudana/i)
  })

  test('may ask for its number and its paper, and for nothing else in the house', async () => {
    const questions = Object.entries(hubContract).flatMap(([subject, procedures]) =>
      Object.keys(procedures).map((name) => `${subject}/${name}`),
    )
    const own = ['kiosk/start', 'kiosk/take', 'kiosk/giveBack', 'kiosk/print']
    expect(questions.length).toBeGreaterThan(60)
    for (const question of questions.filter((each) => !own.includes(each)))
      expect(await statusOf(kiosk, question), question).toBe(403)
    for (const page of [house.desk, await house.openDisplay(), await house.openRoom('dewasa')])
      for (const question of own) expect(await statusOf(page, question), question).toBe(403)
  })
})

async function statusOf({ origin, id, cookie }: TestPage, question: string): Promise<number> {
  const headers = { 'loket-page': id, cookie, 'content-type': 'application/json' }
  return (await fetch(`${origin}/api/${question}`, { method: 'POST', headers, body: '{}' })).status
}

import { afterEach, beforeEach, expect, test } from 'vitest'
import { machine } from '#hub/system'
import { type House, openHouse } from '../support/house.ts'
import { refusalOf, removeFolder, startHub } from '../support/hub.ts'
import { pairDevice, post, refusalIn, television, typeCode } from '../support/paired.ts'

let house: House
let origin: string

beforeEach(async () => {
  house = await openHouse()
  origin = house.desk.origin
})
afterEach(async () => {
  await house.hub.close()
  removeFolder(house.hub.folder)
})

const invite = (name = 'TV Ruang Tunggu') => house.desk.api.devices.invite(television(name))

/** A code that the desk has not shown. */
function otherThan(...shown: string[]): string {
  const code = machine.newPairingCode()
  return shown.includes(code) ? otherThan(...shown) : code
}

test('the code on the desk makes a television of a browser, for its surface and place', async () => {
  const { code, expiresAt } = await invite()
  expect(code).toMatch(/^\d{6}$/)
  expect(expiresAt - house.hub.clock.now()).toBeGreaterThan(4.9 * 60_000)
  const { status, answer, cookie } = await typeCode(origin, code)
  expect({ status, answer }).toMatchObject({
    status: 200,
    answer: { location: expect.stringMatching(/^\/display\/\?p=/) },
  })
  expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Max-Age=31536000$/)

  const tv = await pairDevice(house.desk, television('TV Poli'))
  expect((await tv.api.display.board()).facility).toBe('Puskesmas Teluk Harapan')
  const [problem] = await refusalOf(tv.api.patients.search({ text: 'wayan' }))
  expect(problem?.code).toBe('not_allowed')
})

test('a code works once', async () => {
  const { code } = await invite()
  const both = await Promise.all([typeCode(origin, code), typeCode(origin, code)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 422])
  expect(refusalIn(await typeCode(origin, code))).toBe('pairing_code_spent')
})

test('a code that is five minutes old says so', async () => {
  const { code } = await invite()
  house.hub.clock.advance(5 * 60_000 + 1)
  const late = await typeCode(origin, code)
  expect(late.status).toBe(422)
  expect(late.answer).toMatchObject({
    problems: [{ sentence: 'Kode ini sudah lewat 5 menit. Minta kode baru di meja pendaftaran.' }],
  })
})

test('open codes are told apart, and each opens what it was made for', async () => {
  const names = ['TV 1', 'TV 2', 'TV 3']
  const codes = await Promise.all(names.map(async (name) => (await invite(name)).code))
  expect(new Set(codes).size).toBe(3)
  for (const code of codes.toReversed()) await typeCode(origin, code)
  const paired = (await house.desk.api.devices.list()).filter(({ pairedAt }) => pairedAt !== null)
  expect(paired.map(({ name }) => name)).toEqual(names.toReversed())
})

test('after five wrong codes in a minute the same address waits, and another address does not', async () => {
  const { code } = await invite()
  for (let guess = 0; guess < 5; guess += 1) {
    expect(refusalIn(await typeCode(origin, otherThan(code)))).toBe('pairing_code_wrong')
  }
  const waiting = await typeCode(origin, code)
  expect([waiting.status, refusalIn(waiting)]).toEqual([429, 'pairing_too_many'])
  expect((await typeCode(origin, code, '127.0.0.2')).status).toBe(200)
})

test('whoever waited a minute may type again', async () => {
  const { code } = await invite()
  for (let guess = 0; guess < 6; guess += 1) await typeCode(origin, otherThan(code))
  house.hub.clock.advance(60_000)
  expect((await typeCode(origin, code)).status).toBe(200)
})

test('the tenth wrong code from anywhere makes every open code void, and the next code of the desk is good', async () => {
  const codes = [(await invite('TV 1')).code, (await invite('TV 2')).code]
  const guesses: string[] = []
  for (let guess = 0; guess < 10; guess += 1) {
    guesses.push(refusalIn(await typeCode(origin, otherThan(...codes), `127.0.1.${guess + 1}`)))
  }
  expect(guesses).toEqual([...Array(9).fill('pairing_code_wrong'), 'pairing_code_void'])
  for (const code of codes) expect(refusalIn(await typeCode(origin, code))).toBe('pairing_code_void')
  expect((await typeCode(origin, (await invite()).code)).status).toBe(200)
})

test('a thousand guesses each get a clear answer, and the desk can still pair a television afterwards', async () => {
  const { code } = await invite()
  const clear = ['pairing_code_wrong', 'pairing_code_void', 'pairing_too_many']
  for (let round = 0; round < 50; round += 1) {
    const guesses = Array.from({ length: 20 }, () =>
      typeCode(origin, otherThan(code), `127.0.2.${round % 9}`),
    )
    for (const guess of await Promise.all(guesses)) expect(clear).toContain(refusalIn(guess))
  }
  expect(refusalIn(await typeCode(origin, code, '127.0.3.1'))).toBe('pairing_code_void')
  const fresh = await typeCode(origin, (await invite()).code, '127.0.3.2')
  expect(fresh.status).toBe(200)
  expect(await house.admitAdult()).toMatch(/^[A-Z]-\d{3}$/)
})

test('what is no code is refused without costing a guess', async () => {
  const { code } = await invite()
  const long = `{"code":"${'1'.repeat(9000)}"}`
  for (const body of ['{}', '', 'code=123456', '{"code":"12345"}', '{"code":123456}', '[]', long]) {
    for (const _ of [1, 2]) {
      const { status, answer } = await post(origin, body)
      expect({ status, answer }).toMatchObject({
        status: 422,
        answer: { problems: [{ code: 'input_invalid' }] },
      })
    }
  }
  expect((await typeCode(origin, code)).status).toBe(200)
})

test('the code of a room or a desk that is typed over plain http is void at once, that of a television is good', async () => {
  await house.desk.api.lan.switch({ on: true })
  const { http = 0, https = 0 } = house.hub.hub.networkPorts() ?? {}
  const plain = `http://127.0.0.1:${http}`
  const roomId = house.roomFor('dewasa').id
  const room = await house.desk.api.devices.invite({ surface: 'room', roomId, name: '', settings: null })
  const desk = await house.desk.api.devices.invite({
    surface: 'desk',
    roomId: null,
    name: 'Loket 2',
    settings: null,
  })
  for (const { code, addresses } of [room, desk]) {
    for (const address of addresses) expect(address).toMatch(new RegExp(`^https://.*:${https}$`))
    const { status, answer, cookie } = await typeCode(plain, code)
    expect({ status, cookie }).toEqual({ status: 403, cookie: '' })
    expect(answer).toMatchObject({
      problems: [
        {
          code: 'pairing_code_unsafe',
          sentence: `Kode ini untuk layar berisi data pasien dan terkirim tanpa pengaman, jadi dibatalkan. Minta kode baru di meja pendaftaran, lalu ketik di https://127.0.0.1:${https}/pair/.`,
        },
      ],
    })
    // Whoever listened to the network has it too.
    expect(refusalIn(await typeCode(origin, code))).toBe('pairing_code_spent')
  }
  const { id } = await pairDevice(house.desk, television('TV'), plain)
  expect((await house.desk.api.devices.list()).find((device) => device.id === id)?.name).toBe('TV')
})

test('a room page needs a room that is in use, a second desk a counter or none', async () => {
  const { invite: ask } = house.desk.api.devices
  const roomId = house.roomFor('dewasa').id
  const refused = [
    ask({ surface: 'room', roomId: null, name: '', settings: null }),
    ask({ surface: 'room', roomId: machine.newId(), name: '', settings: null }),
    ask({ surface: 'desk', roomId, name: '', settings: null }),
  ]
  for (const call of refused) expect((await refusalOf(call))[0]?.code).toBe('room_unknown')
})

test('a paired television is still one after the hub was started again; an unused code is not', async () => {
  const tv = await pairDevice(house.desk, television('TV'))
  const { code } = await invite()
  await house.hub.close()
  house.hub = await startHub({ folder: house.hub.folder })
  const awake = house.hub.hub.origin
  const board = await fetch(`${awake}/api/display/board`, {
    method: 'POST',
    headers: { 'loket-page': tv.id, cookie: tv.cookie },
  })
  expect(board.status).toBe(200)
  expect(refusalIn(await typeCode(awake, code))).toBe('pairing_code_wrong')
})

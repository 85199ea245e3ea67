import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { HubInputs } from '#contract/hub/hub'
import { addDays, type LocalDate } from '#domain/local-date'
import { type House, openHouse } from '../support/house.ts'
import { admit, head, newArrival, newPatient, refusalOf, removeFolder } from '../support/hub.ts'

let house: House
let dewasa: Awaited<ReturnType<House['openRoom']>>
let today = '2026-11-20' as LocalDate

beforeAll(async () => {
  house = await openHouse()
  dewasa = await house.openRoom('dewasa')
})
afterAll(async () => {
  await house.hub.close()
  removeFolder(house.hub.folder)
})
beforeEach(turnDay)

/** A morning of its own: ten to ten in Ternate, and the power was away from a quarter past eight. */
async function turnDay() {
  today = addDays(today, 1)
  at('00:50')
  await house.desk.api.session.signIn(head)
  await dewasa.api.session.signIn(head)
}

/** Universal time of this morning; from 15:00 on, of the evening before. */
function at(clock: string) {
  house.hub.clock.set(`${clock < '15' ? today : addDays(today, -1)}T${clock}:00Z`)
}

const cut = 8 * 60 + 15
type Line = HubInputs['contingency']['enter']

const onFile = async (change: Parameters<typeof newPatient>[0] = {}) =>
  (await house.desk.api.patients.register(newPatient({ birth: born('1990-06-15'), ...change }))).id
const born = (date: string) => ({ date: date as LocalDate, precision: 'exact' as const })

function enter(number: string, change: Partial<Line> = {}) {
  return house.desk.api.contingency.enter({
    day: today,
    since: cut,
    number,
    person: { name: `Pemegang ${number}` },
    arrival: newArrival(),
    complaint: '',
    finished: false,
    ...change,
  })
}

const reserve = (series: string, count = 10) => house.desk.api.contingency.reserve({ series, count })
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call))[0]?.code
const waiting = async () =>
  (await dewasa.api.queue.room({ roomId: dewasa.room.id })).waiting.map(({ number }) => number)

test('sheets are numbered from 801, one after the other in each series, and say which rooms they are for', async () => {
  const first = await reserve('C')
  expect(first).toMatchObject({ first: 801, last: 810, rooms: ['Ruang Dewasa & Lansia'] })
  expect(first.numbers).toHaveLength(10)
  expect(first.numbers[0]).toBe('C-801')
  expect(await reserve('C', 5)).toMatchObject({ first: 811, last: 815 })
  expect(await reserve('A', 5)).toMatchObject({ first: 801, last: 805 })
  expect(await house.desk.api.contingency.blocks()).toMatchObject([
    { series: 'A', first: 801, printedBy: 'Rina Lestari' },
    { series: 'C', first: 801 },
    { series: 'C', first: 811 },
  ])
  expect(await codeOf(reserve('Z'))).toBe('paper_series_unknown')
})

test('people of today stand in line by their numbers, after those before the cut and before those after it', async () => {
  at('22:55')
  const before = await house.admitAdult()
  at('00:50')
  const after = await house.admitAdult()
  const known = await onFile({ name: 'Sudah Tercatat' })
  await enter('C-803')
  await enter('C-801', { person: { patientId: known } })
  await enter('c802')
  expect(await waiting()).toEqual([before, 'C-801', 'C-802', 'C-803', after])
  const rows = await house.desk.api.contingency.entered({ day: today })
  expect(rows.map(({ number, patientName }) => [number, patientName])).toEqual([
    ['C-801', 'Sudah Tercatat'],
    ['C-802', 'Pemegang c802'],
    ['C-803', 'Pemegang C-803'],
  ])
  expect(rows.map(({ temporary }) => temporary)).toEqual([false, true, true])
  expect(await house.admitAdult()).toBe('C-003')
})

test('a paper number is good once a day, for one person, and says who has it', async () => {
  const person = { patientId: await onFile({ name: 'Siti Rahma' }) }
  await enter('C-801', { person })
  expect(await refusalOf(enter('C-801'))).toMatchObject([
    { code: 'paper_number_used', params: { number: 'C-801', name: 'Siti Rahma' } },
  ])
  expect(await codeOf(enter('C-802', { person }))).toBe('already_here')
  expect(await codeOf(enter('C-816'))).toBe('paper_number_unknown')
  expect(await codeOf(enter('C-001'))).toBe('paper_number_unknown')
  expect(await codeOf(enter('801'))).toBe('paper_number_ambiguous')
  expect(await codeOf(enter('C-802', { person: { name: '' } }))).toBe('name_empty')
  expect(await codeOf(enter('C-802', { since: 10 * 60 }))).toBe('paper_since_future')
  const registered = await admit(house.desk, { name: 'Datang Kemudian', birth: born('1991-01-01') })
  expect(await codeOf(enter('C-802', { person: { patientId: registered.patientId } }))).toBe('already_here')
  await turnDay()
  expect(await enter('C-801', { person })).toMatchObject({ number: 'C-801', patientName: 'Siti Rahma' })
})

test('who has gone home and who came on a past day are finished, their service not recorded; the future waits', async () => {
  const person = { patientId: await onFile({ name: 'Sudah Pulang' }) }
  const gone = await enter('C-801', { person, finished: true })
  expect(gone).toMatchObject({ status: 'finished', served: false })
  expect(await waiting()).toEqual([])
  expect(await codeOf(enter('C-802', { person, finished: true }))).toBe('here_that_day')
  // Who comes back after noon is registered like anybody else.
  expect(await enter('C-803', { person })).toMatchObject({ status: 'open' })

  const yesterday = addDays(today, -1)
  expect(await enter('C-815', { day: yesterday, since: 20 * 60 })).toMatchObject({ status: 'finished' })
  expect(await house.desk.api.days.register({ day: yesterday })).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ number: 'C-815', time: '20.00', outcome: 'Pelayanan tidak tercatat' }),
    ]),
  )
  expect(await codeOf(enter('C-814', { day: addDays(today, 1) }))).toBe('paper_day')
  expect(await codeOf(enter('C-814', { day: addDays(today, -8) }))).toBe('paper_day')
  const { last } = await reserve('B', 5)
  expect(await codeOf(enter(`B-${last}`, { day: yesterday }))).toBe('paper_number_later')
})

test('a line entered by mistake is taken back with a reason; its number is spent, and the person may be entered anew', async () => {
  const person = { patientId: await onFile({ name: 'Salah Orang' }) }
  const waits = await enter('C-801', { person })
  await house.desk.api.visits.cancel({ visitId: waits.visitId, reason: 'salah orang' })
  const gone = await enter('C-802', { person, finished: true })
  expect(await codeOf(house.desk.api.contingency.strike({ visitId: gone.visitId, reason: '' }))).toBe(
    'reason_missing',
  )
  await house.desk.api.contingency.strike({ visitId: gone.visitId, reason: 'salah orang' })
  expect(await codeOf(house.desk.api.contingency.strike({ visitId: gone.visitId, reason: 'lagi' }))).toBe(
    'visit_unknown',
  )
  expect(await codeOf(enter('C-801'))).toBe('paper_number_cancelled')
  expect(await enter('C-803', { person, finished: true })).toMatchObject({ status: 'finished' })
  const registered = await admit(house.desk, { name: 'Bukan Kertas', birth: born('1991-01-01') })
  expect(await codeOf(house.desk.api.contingency.strike({ visitId: registered.visitId, reason: 'x' }))).toBe(
    'visit_unknown',
  )
})

test('twenty stations register while the paper list is entered and sheets are printed: no number twice, none lost', async () => {
  const [first = '', ...paper] = (await reserve('C', 30)).numbers
  const people = await Promise.all(
    Array.from({ length: 20 }, (_, station) => onFile({ name: `Antre ${'ABCDEFGHIJKLMNOPQRST'[station]}` })),
  )
  const register = (patientId: string) =>
    house.desk.api.visits.register({
      patientId,
      arrival: newArrival(),
      complaint: '',
      payer: 'umum',
      confirmedBy: ['nama', 'tanggal_lahir'],
      override: null,
      arrivalId: null,
    })
  // Twice each, so that only one of the two may succeed.
  const [given, entered, printed] = await Promise.all([
    Promise.allSettled([...people, ...people].map(register)),
    Promise.allSettled([first, ...paper, ...paper, first].map((number) => enter(number))),
    Promise.all([reserve('C', 5), reserve('C', 5)]),
  ])
  const numbers = [given, entered].map((calls) =>
    calls.flatMap((call) => (call.status === 'fulfilled' ? [call.value.number] : [])).sort(),
  )
  expect(numbers[0]).toEqual(Array.from({ length: 20 }, (_, n) => `C-${String(n + 1).padStart(3, '0')}`))
  expect(numbers[1]).toEqual([first, ...paper].sort())
  expect(new Set(printed.map((block) => block.first)).size).toBe(2)
  expect(await waiting()).toEqual([...(numbers[1] ?? []), ...(numbers[0] ?? [])])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import { admit, openPage, setUp, startHub, type TestHub, type TestPage } from '../support/hub.ts'
import { readXlsx } from '../support/list-reading.ts'

let hub: TestHub
let desk: TestPage
const friday = '2026-11-20' as LocalDate
const saturday = '2026-11-21' as LocalDate

beforeAll(async () => {
  hub = await startHub({ at: '2026-11-19T23:00:00Z' })
  desk = await openPage(hub.hub.newDeskUrl())
  await setUp(desk)
})
afterAll(() => hub.close())

async function roomOf(number: string): Promise<string> {
  const row = (await desk.api.visits.today()).find((visit) => visit.number === number)
  return row?.at?.roomId ?? ''
}

test('closing the day ends what is open, cancels nobody, and tells served from not recorded and absent', async () => {
  const served = await admit(desk, { name: 'Sudah Dilayani' })
  const roomId = await roomOf(served.number)
  const { legId } = await desk.api.queue.callNext({ roomId })
  await desk.api.queue.move({ legId, move: 'serve' })
  const absent = await admit(desk, { name: 'Dipanggil Tidak Ada' })
  const called = await desk.api.queue.callNext({ roomId })
  await desk.api.queue.move({ legId: called.legId, move: 'skip' })
  const untouched = await admit(desk, { name: 'Tidak Diklik' })
  const mistaken = await admit(desk, { name: 'Salah Daftar' })
  await desk.api.visits.cancel({ visitId: mistaken.visitId, reason: 'salah orang' })

  expect(await desk.api.days.state({ day: friday })).toMatchObject({
    registered: 4,
    open: 3,
    untouched: 2,
    cancelled: 1,
    closedAt: null,
  })
  expect(await desk.api.days.close({ day: friday })).toMatchObject({
    open: 0,
    finished: 3,
    cancelled: 1,
    closedAt: expect.any(Number),
  })
  const outcomes = new Map(
    (await desk.api.days.register({ day: friday })).map(({ number, outcome }) => [number, outcome]),
  )
  expect(outcomes).toEqual(
    new Map([
      [served.number, 'Selesai'],
      [absent.number, 'Tidak hadir saat dipanggil'],
      [untouched.number, 'Pelayanan tidak tercatat'],
      [mistaken.number, 'Batal: salah orang'],
    ]),
  )
})

test('the register has one line a visit with the columns of the paper register', async () => {
  const rows = await desk.api.days.register({ day: friday })
  expect(rows[0]).toMatchObject({
    no: 1,
    time: '08.00',
    recordNo: '00-00-01',
    name: 'Sudah Dilayani',
    sex: 'L',
    age: '67 th 8 bl 18 hr',
    address: 'RT 003/RW 005, Siko',
    insideArea: true,
    payer: 'Umum (bayar sendiri)',
    firstEver: true,
    visitKind: 'sakit',
    lifeStage: 'Lansia',
    clusterLabel: 'Klaster 3 Dewasa & Lansia',
    room: 'Ruang Lansia',
    purpose: 'Berobat',
    notes: '',
  })
})

test('the spreadsheet holds the same rows, with numbers that lost no digit', async () => {
  const nik = '8204021203900004'
  await admit(desk, {
    name: 'Angka Panjang',
    nik,
    nikReason: null,
    payer: 'jkn_pbi',
    cardNo: '0000039043765',
  })
  const list = { name: 'register', day: friday } as const
  const sheet = await readXlsx(await desk.api.lists.take({ list, format: 'xlsx' }))
  expect(sheet.title).toBe('Register kunjungan · Jumat, 20 November 2026 · Puskesmas Teluk Harapan')
  const rows = await desk.api.days.register({ day: friday })
  expect(sheet.rows.length).toBe(rows.length)
  const last = sheet.rows.at(-1)
  expect(last?.get('NIK')).toBe(nik)
  expect(last?.get('No kartu')).toBe('0000039043765')
  expect(last?.get('Nama')).toBe('Angka Panjang')
})

test('a visit left open yesterday is closed with today, and its number can be called no more', async () => {
  const left = await admit(desk, { name: 'Tertinggal Kemarin' })
  const roomId = await roomOf(left.number)
  const { waiting } = await desk.api.queue.room({ roomId })
  const legId = waiting.find(({ number }) => number === left.number)?.legId ?? ''
  hub.clock.set('2026-11-20T23:00:00Z')
  await desk.api.session.signIn({ username: 'rina', password: 'kunci-loket-1' })
  await expect(desk.api.queue.move({ legId, move: 'call' })).rejects.toMatchObject({
    data: { problems: [{ code: 'leg_of_past_day', sentence: expect.stringContaining('20-11-2026') }] },
  })
  const fresh = await admit(desk, { name: 'Hari Baru' })
  expect(fresh.number).toBe('C-001')
  await desk.api.days.close({ day: saturday })
  expect(await desk.api.days.state({ day: friday })).toMatchObject({ open: 0 })
})

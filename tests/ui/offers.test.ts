import { describe, expect, test } from 'vitest'
import type { LegCard } from '#contract/hub/queue'
import { legStates, movesFrom } from '#domain/leg'
import { comesBack, destinationsFrom, nextFor, type Offer, othersFor, type Place } from '#ui/room/offers.ts'
import { legOf, now, roomOf } from './fixtures.ts'

const adults = roomOf('Ruang Dewasa', ['dewasa'])
const laboratory = roomOf('Laboratorium', ['laboratorium'])
const cashier = roomOf('Kasir', ['kasir'])
const pharmacy = roomOf('Farmasi', ['farmasi'])
const counter = roomOf('Loket', ['loket'])
const closed = roomOf('Ruang Batuk', ['batuk'], { active: false })
const rooms = [adults, counter, pharmacy, closed, cashier, laboratory]
const place = { room: adults, rooms, now }

const minutesAgo = (minutes: number) => now - minutes * 60_000
const words = (offers: Offer[]) => offers.map(({ keys, label }) => `${keys} ${label}`)

describe('the one next sensible thing', () => {
  test.each<[Partial<LegCard>, string | null, string | null]>([
    [{ state: 'waiting' }, 'Panggil C-018', 'call'],
    [{ state: 'called' }, 'Layani', 'serve'],
    [{ state: 'serving' }, 'Selesai, pulang', 'finish'],
    [{ state: 'serving', returnsTo: 'Ruang Dewasa' }, 'Selesai, kembali ke Ruang Dewasa', 'finish'],
    [{ state: 'skipped' }, 'Masukkan lagi', 'rejoin'],
    [{ state: 'done', endedAt: minutesAgo(3) }, 'Batalkan selesai', 'undo'],
    [{ state: 'done', endedAt: minutesAgo(11) }, null, null],
    [{ state: 'done', endedAt: minutesAgo(3), returnsTo: 'Ruang Dewasa' }, null, null],
    [{ state: 'moved', endedAt: minutesAgo(1) }, null, null],
    [{ state: 'cancelled' }, null, null],
    [{ state: 'closed' }, null, null],
  ])('for %j is «%s»', (changes, label, move) => {
    const offer = nextFor(legOf(changes), place)
    expect(offer?.label ?? null).toBe(label)
    expect(offer).toEqual(label && { keys: 'Enter', label, deed: { do: 'move', legId: 'leg', move } })
  })

  test('for whoever pays is the cashier', () => {
    expect(nextFor(legOf({ state: 'serving', paysAtCashier: true }), place)).toEqual({
      keys: 'Enter',
      label: 'Selesai → Kasir',
      deed: { do: 'transfer', legId: 'leg', toRoomId: 'Kasir', returns: false, note: null },
    })
  })

  test.each<[string, Partial<LegCard>, Partial<Place>, string]>([
    ['at the cashier', {}, { room: cashier }, 'Selesai, pulang'],
    ['past the cashier', {}, { room: pharmacy }, 'Selesai, pulang'],
    ['who was there already', { passedCashier: true }, {}, 'Selesai, pulang'],
    ['on loan', { returnsTo: 'Ruang Ibu' }, { room: laboratory }, 'Selesai, kembali ke Ruang Ibu'],
    ['where nobody takes money', {}, { rooms: [adults, pharmacy] }, 'Selesai, pulang'],
    ['not in service yet', { state: 'called' }, {}, 'Layani'],
  ])('for a payer %s is not the cashier', (_, changes, where, label) => {
    const leg = legOf({ state: 'serving', paysAtCashier: true, ...changes })
    expect(nextFor(leg, { ...place, ...where })?.label).toBe(label)
  })
})

describe('what else can be done', () => {
  test.each<[Partial<LegCard>, string[]]>([
    [{ state: 'waiting' }, ['S Layani langsung', 'X Batalkan kunjungan…']],
    [
      { state: 'called' },
      ['U Panggil ulang', 'L Lewati', 'Z Kembalikan ke antrean', 'X Batalkan kunjungan…'],
    ],
    [{ state: 'serving' }, ['F Selesai → Farmasi', 'P Pindahkan…', 'Z Kembalikan ke antrean']],
    [
      { state: 'serving', paysAtCashier: true },
      ['F Selesai → Farmasi', 'P Pindahkan…', 'G Selesai, pulang', 'Z Kembalikan ke antrean'],
    ],
    [{ state: 'serving', returnsTo: 'Ruang Ibu' }, ['P Pindahkan…', 'Z Kembalikan ke antrean']],
    [{ state: 'skipped' }, ['S Panggil sekarang', 'X Batalkan kunjungan…']],
    [{ state: 'done', endedAt: minutesAgo(3) }, []],
    [{ state: 'closed' }, []],
  ])('with %j', (changes, expected) => {
    expect(words(othersFor(legOf(changes), place))).toEqual(expected)
  })

  test('the pharmacy is the last room: from it people only go home or where a nurse says', () => {
    const leg = legOf({ state: 'serving', paysAtCashier: true })
    expect(words(othersFor(leg, { ...place, room: pharmacy }))).toEqual([
      'P Pindahkan…',
      'Z Kembalikan ke antrean',
    ])
  })

  test('a Puskesmas without a pharmacy is offered none', () => {
    const offers = othersFor(legOf({ state: 'serving' }), { ...place, rooms: [adults, laboratory] })
    expect(words(offers)).toEqual(['P Pindahkan…', 'Z Kembalikan ke antrean'])
  })

  test.each(legStates)('never offers a move that the table refuses: %s', (state) => {
    const leg = legOf({ state, endedAt: minutesAgo(20), paysAtCashier: true })
    const allowed: string[] = movesFrom(state, { minutesSinceEnd: 20 })
    const next = nextFor(leg, place)
    for (const offer of [...(next ? [next] : []), ...othersFor(leg, place)])
      expect(allowed).toContain(moveOf(offer))
  })

  test('no two things share a key', () => {
    for (const state of legStates) {
      const leg = legOf({ state, endedAt: minutesAgo(1), paysAtCashier: true })
      const keys = othersFor(leg, place).map((offer) => offer.keys)
      expect(new Set(keys).size).toBe(keys.length)
    }
  })
})

describe('the rooms a person may be moved to', () => {
  const choices = (here: Place['room']) =>
    destinationsFrom({ room: here, rooms }).map(({ room, keys }) => `${keys} ${room.name}`)

  test('are all others in use but the counter: laboratory, pharmacy and cashier first', () => {
    expect(choices(roomOf('Ruang Ibu', ['ibu']))).toEqual([
      '1 Laboratorium',
      '2 Farmasi',
      '3 Kasir',
      '4 Ruang Dewasa',
    ])
  })

  test('keep their key whichever room sends', () => {
    expect(choices(laboratory)).toEqual(['2 Farmasi', '3 Kasir', '4 Ruang Dewasa'])
    expect(choices(adults)).toEqual(['1 Laboratorium', '2 Farmasi', '3 Kasir'])
  })

  test('send people back when they are a laboratory', () => {
    expect(comesBack(laboratory)).toBe(true)
    expect(comesBack(pharmacy)).toBe(false)
  })
})

function moveOf(offer: Offer): string {
  if ('ask' in offer) return offer.ask
  if (offer.deed.do === 'move') return offer.deed.move
  return offer.deed.do === 'transfer' ? 'move' : offer.deed.do
}

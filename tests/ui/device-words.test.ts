import { expect, test } from 'vitest'
import type { Device } from '#contract/hub/device'
import { needsAttention, sayPlace, sayStanding } from '#ui/desk/devices/device-words.ts'
import { now } from './fixtures.ts'

const place = { timeZone: 'Asia/Jakarta', now }
const television: Device = {
  id: 'tv',
  surface: 'display',
  roomId: null,
  roomName: null,
  name: 'TV ruang tunggu',
  pairedAt: now - 86_400_000,
  lastSeenAt: now,
  connected: true,
  soundState: 'on',
  voiceTrouble: null,
  speaks: true,
  settings: { rooms: [], area: 'Ruang tunggu', theme: 'dark', sound: true, media: true },
}

test('a television that speaks says so', () => {
  expect(sayStanding(television, place)).toBe('tersambung · suara siap, sedang menjadi suara')
  expect(needsAttention(television)).toBe(false)
})

test('one that waits for a touch has to be visited', () => {
  const mute = { ...television, soundState: 'needs-touch' as const, speaks: false }
  expect(sayStanding(mute, place)).toContain('sentuh layarnya sekali')
  expect(needsAttention(mute)).toBe(true)
})

test('one that is gone names the day, unless it was today', () => {
  const gone = { ...television, connected: false, speaks: false }
  expect(needsAttention(gone)).toBe(true)
  expect(sayStanding({ ...gone, lastSeenAt: now - 60_000 }, place)).toBe('terputus, terakhir 07.41')
  expect(sayStanding({ ...gone, lastSeenAt: now - 21 * 86_400_000 }, place)).toBe(
    'terputus, terakhir 31 Okt 07.42',
  )
  expect(sayStanding({ ...gone, lastSeenAt: null }, place)).toBe('belum pernah tersambung')
})

test('a screen on this computer that was closed is missed like any other; a room is not', () => {
  const closed = { ...television, pairedAt: null, connected: false }
  expect(needsAttention(closed)).toBe(true)
  expect(needsAttention({ ...closed, surface: 'room', pairedAt: now })).toBe(false)
})

test('one whose browser cannot be heard is told from one that was switched to silent', () => {
  const unheard = { ...television, soundState: 'unavailable' as const, speaks: false }
  expect(sayStanding(unheard, place)).toBe('tersambung · bisu, perambannya tidak bisa bersuara')
  expect(needsAttention(unheard)).toBe(true)
  const silent = { ...unheard, soundState: 'off' as const }
  expect(sayStanding(silent, place)).toBe('tersambung · suara dimatikan')
  expect(needsAttention(silent)).toBe(false)
})

test.each([
  ['clip', 'rekaman suara tidak lengkap'],
  ['system-voice', 'suara bawaan perangkat tidak ada'],
  ['late', 'sebagian tidak dibacakan'],
] as const)('one that speaks with the trouble «%s» says which', (voiceTrouble, words) => {
  const troubled = { ...television, voiceTrouble }
  expect(sayStanding(troubled, place)).toContain(words)
  expect(needsAttention(troubled)).toBe(true)
})

test('where it hangs, and how much of the house it shows', () => {
  expect(sayPlace(television)).toBe('Ruang tunggu · semua ruangan')
  const few = {
    ...television,
    settings: television.settings && { ...television.settings, rooms: ['a', 'b'] },
  }
  expect(sayPlace(few)).toBe('Ruang tunggu · 2 ruangan')
  expect(sayPlace({ ...television, roomName: 'Ruang Ibu', settings: null })).toBe('Ruang Ibu')
})

import { expect, test } from 'vitest'
import type { Board } from '#contract/hub/display'
import { sayNoCall, saySilence, sayWaiting } from '#ui/display/say.ts'
import { now } from './fixtures.ts'

const call: Board['recent'][number] = {
  callId: 1,
  number: 'C-001',
  roomLabel: 'Poli 1',
  cluster: 'k3',
  at: now,
  recall: false,
}

test('without a call the display says whether there was one today', () => {
  expect(sayNoCall({ recent: [] })).toBe('Belum ada panggilan')
  expect(sayNoCall({ recent: [call] })).toBe('Menunggu panggilan berikutnya')
})

test.each([
  [0, null, ''],
  [0, 5, ''],
  [3, null, '3 menunggu'],
  [3, 15, '3 menunggu · ± 15 mnt'],
])('%i people and an estimate of %s minutes read «%s»', (waiting, waitMinutes, said) => {
  expect(sayWaiting({ waiting, waitMinutes })).toBe(said)
})

test('a display that hears nothing says since when, if it knows', () => {
  expect(saySilence('07.42')).toBe('Terputus sejak 07.42. Ikuti panggilan petugas.')
  expect(saySilence(null)).toBe('Terputus. Ikuti panggilan petugas.')
})

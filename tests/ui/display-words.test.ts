import { expect, test } from 'vitest'
import type { Board } from '#contract/hub/display'
import { sayNoCall } from '#ui/display/draw.ts'
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

import { describe, expect, test } from 'vitest'
import type { LegCard } from '#contract/hub/queue'
import { saySigns } from '#ui/room/say.ts'
import { sayReceipt } from '#ui/shared/say-receipt.ts'
import { legOf, now } from './fixtures.ts'

test.each([
  [
    'Gawat darurat',
    ['karena tidak sadar: gawat darurat langsung ditolong'],
    true,
    'Gawat darurat: tidak sadar',
  ],
  [
    'Gawat darurat',
    ['karena sesak berat, kejang: langsung ditolong', 'didahulukan karena gawat darurat'],
    true,
    'Gawat darurat: sesak berat, kejang',
  ],
  ['Gawat darurat', [], true, 'Gawat darurat'],
  ['Lansia', ['karena usia 67 tahun: dilayani klaster 3'], false, null],
  [null, ['karena keperluan kontrol'], false, null],
])('the alarm for «%s» with %j, emergency %s, is %j', (priority, reasons, emergency, words) => {
  expect(saySigns(legOf({ priority, reasons, emergency }))).toBe(words)
})

describe('what a room reads about its call', () => {
  const place = { timeZone: 'Asia/Jakarta', now }
  const call = (changes: Partial<NonNullable<LegCard['call']>>) =>
    sayReceipt(
      { callId: 1, at: now, recall: false, shownOn: [], spokenAt: null, displays: 2, ...changes },
      place,
    )

  test('names the televisions and the second at which it was spoken', () => {
    const { words, missed } = call({ at: now - 9000, shownOn: ['TV 1', 'TV 2'], spokenAt: now - 2000 })
    expect(words).toBe('tampil di TV 1, TV 2 · dibacakan 07.41.58')
    expect(missed).toBe(false)
  })

  test('waits three seconds before it warns that no display has confirmed', () => {
    expect(call({ at: now - 2900 })).toEqual({ words: 'dikirim ke layar …', missed: false })
    expect(call({ at: now - 3000 })).toMatchObject({
      words: expect.stringContaining('Belum tampil di layar mana pun'),
      missed: true,
    })
  })

  test('warns at once when no display is on that shows the room', () => {
    expect(call({ displays: 0 })).toMatchObject({ missed: true })
  })

  test('says after a while that a call was seen and never heard', () => {
    expect(call({ at: now - 10_000, shownOn: ['TV 1'] }).words).toBe('tampil di TV 1')
    expect(call({ at: now - 60_000, shownOn: ['TV 1'] }).words).toBe('tampil di TV 1 · tidak dibacakan')
  })

  test('counts the screens beyond three', () => {
    expect(call({ shownOn: ['A', 'B', 'C', 'D', 'E'] }).words).toBe('tampil di A, B, C dan 2 lainnya')
  })
})

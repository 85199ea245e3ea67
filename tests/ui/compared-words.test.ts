import { describe, expect, test } from 'vitest'
import type { ComparedDay } from '#contract/hub/sync'
import type { LocalDate } from '#domain/local-date'
import { describeCompared } from '#ui/desk/day/compared-words.ts'
import { describeRun, standingOf } from '#ui/desk/day/sync-words.ts'
import { runOf } from './fixtures.ts'

const zone = 'Asia/Jakarta'

function dayOf(change: Partial<ComparedDay> & { on?: string } = {}): ComparedDay {
  const { on = '2026-11-21', ...others } = change
  const equal = { here: 43, there: 43, same: true, how: 'digest' as const, queuedAgain: false }
  return { day: on as LocalDate, ...equal, ...others }
}

describe('the proof at the end of a shipment', () => {
  test.each([
    ['nothing was compared', [], []],
    [
      'one day is equal',
      [dayOf()],
      ['Sudah dicocokkan dengan dinas: 43 kunjungan tanggal 21-11-2026, sama.'],
    ],
    [
      'many days are equal',
      [dayOf({ on: '2026-11-20', here: 1200 }), dayOf()],
      ['Sudah dicocokkan dengan dinas: 1.243 kunjungan pada 2 hari, sama.'],
    ],
    [
      'the server can only count',
      [dayOf({ how: 'count' })],
      [
        'Sudah dicocokkan dengan dinas: 43 kunjungan tanggal 21-11-2026, jumlahnya sama (isinya tidak dapat dicocokkan di server ini).',
      ],
    ],
    [
      'the district has fewer',
      [dayOf({ there: 42, same: false, queuedAgain: true })],
      [
        'Belum sama dengan dinas, tanggal 21-11-2026: 43 kunjungan di sini, 42 di dinas. Kunjungan hari itu dikirim ulang pada pengiriman berikutnya.',
      ],
    ],
    [
      'the district has other revisions, also after sending again',
      [dayOf({ same: false })],
      [
        'Belum sama dengan dinas, tanggal 21-11-2026: 43 kunjungan di sini dan di dinas, tetapi isinya berbeda. Sudah pernah dikirim ulang; tanyakan ke dinas kesehatan.',
      ],
    ],
  ])('when %s', (_title, compared, sentences) => {
    expect(describeCompared(compared)).toEqual(sentences)
  })

  test('names the first five days that differ and counts the others', () => {
    const days = Array.from({ length: 8 }, (_, n) =>
      dayOf({ on: `2026-11-0${n + 1}`, there: 0, same: false }),
    )
    const sentences = describeCompared(days)
    expect(sentences).toHaveLength(6)
    expect(sentences.at(-1)).toBe('Masih ada 3 hari lain yang belum sama.')
  })

  test('a shipment that arrived and differs there is called arrived, and a person has to look', () => {
    const run = {
      ...runOf('partly', { total: 9, confirmed: 9 }),
      compared: [dayOf({ there: 44, same: false })],
    }
    expect(describeRun(run, zone)).toEqual(['Semua 9 data sudah diterima dinas pukul 07.42.'])
    const status = { configured: true, lastRun: run, waiting: 0 }
    expect(standingOf(status, zone)).toEqual({ kind: 'attention', words: 'belum sama dengan dinas' })
  })
})

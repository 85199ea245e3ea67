import { describe, expect, test } from 'vitest'
import type { ComparedType, SyncRun } from '#contract/hub/sync'
import { verdictOf } from '#ui/desk/report/verdict.ts'
import { day } from '../domain/fixtures.ts'
import { now, runOf } from './fixtures.ts'

const saturday = day('2026-11-21')
const seen = (today = saturday) => ({ today, timeZone: 'Asia/Jakarta' })

function visits(change: Partial<ComparedType> = {}): ComparedType {
  const equal = { days: 1, here: 43, there: 43, same: true, how: 'digest' as const, differing: [] }
  return { type: 'Encounter', from: saturday, to: saturday, ...equal, ...change }
}

function run(
  state: SyncRun['state'],
  counts: Partial<SyncRun['counts']>,
  compared: ComparedType[] = [],
): SyncRun {
  return { ...runOf(state, counts), startedAt: now, compared }
}

const all = { total: 43, sent: 43, confirmed: 43 }

describe('the whole report in one sentence', () => {
  test.each([
    [
      'everything is the same',
      run('done', all, [visits()]),
      'fine',
      'Semua yang dicatat sampai hari ini pukul 07.42 sudah sama di dinas.',
    ],
    [
      'only numbers could be compared',
      run('done', all, [visits({ how: 'day_count' })]),
      'fine',
      'Semua yang dicatat sampai hari ini pukul 07.42 sudah diterima dinas, dan jumlahnya sama.',
    ],
    [
      'nothing could be compared',
      run('done', all, [visits({ how: 'none', same: null })]),
      'fine',
      'Semua yang dicatat sampai hari ini pukul 07.42 sudah diterima dinas; isinya belum dapat dicocokkan.',
    ],
    [
      'there was nothing to send',
      run('done', {}),
      'fine',
      'Semua yang dicatat sampai hari ini pukul 07.42 sudah diterima dinas.',
    ],
    [
      'a day differs',
      run('partly', all, [visits({ same: false })]),
      'attention',
      'Ada yang belum sama di dinas.',
    ],
    [
      'something must be mended and something waits',
      run('partly', { ...all, total: 46, toFix: 2, waiting: 1 }, [visits()]),
      'attention',
      '2 data perlu diperbaiki, 1 data menunggu pengiriman berikutnya. Selebihnya sudah sama di dinas.',
    ],
    [
      'it was cut off',
      run('stopped', { ...all, confirmed: 7 }),
      'attention',
      'Pengiriman berhenti sebelum selesai. Sisanya dikirim lagi nanti; tidak ada yang hilang.',
    ],
    [
      'it goes on',
      run('running', { ...all, confirmed: 7 }),
      'running',
      'Sedang dikirim: 7 dari 43 data sudah diterima dinas.',
    ],
  ] as const)('when %s', (_when, given, kind, sentence) => {
    expect(verdictOf(given, seen())).toEqual({ kind, sentence })
  })

  test.each([
    ['2026-11-21', 'hari ini pukul 07.42'],
    ['2026-11-22', 'kemarin pukul 07.42'],
    ['2026-11-23', '21-11-2026 pukul 07.42'],
  ])('names the day as somebody says it who reads it on %s', (today, words) => {
    expect(verdictOf(run('done', all, [visits()]), seen(day(today))).sentence).toContain(`sampai ${words}`)
  })
})

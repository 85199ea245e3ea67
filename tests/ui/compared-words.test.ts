import { describe, expect, test } from 'vitest'
import type { ComparedType } from '#contract/hub/sync'
import { describeRun, standingOf } from '#ui/desk/day/sync-words.ts'
import { describeCompared, sayCompared } from '#ui/desk/report/compared-words.ts'
import { day } from '../domain/fixtures.ts'
import { runOf } from './fixtures.ts'

const zone = 'Asia/Jakarta'
const saturday = day('2026-11-21')

function visits(change: Partial<ComparedType> = {}): ComparedType {
  const equal = { days: 1, here: 43, there: 43, same: true, how: 'digest' as const, differing: [] }
  return { type: 'Encounter', from: saturday, to: saturday, ...equal, ...change }
}

const people = (change: Partial<ComparedType> = {}) =>
  visits({ type: 'Patient', here: 8, there: 8, ...change })

function differing(change: Partial<ComparedType['differing'][number]> = {}) {
  return [{ day: saturday, here: 43, there: 42, queuedAgain: true, ...change }]
}

describe('the proof at the end of a shipment', () => {
  test.each([
    ['nothing was compared', [], []],
    [
      'one day of one type is equal',
      [visits()],
      ['Sudah dicocokkan dengan dinas, semua sama: 43 kunjungan tanggal 21-11-2026.'],
    ],
    [
      'many days are equal, of several types: visits come first',
      [people(), visits({ from: day('2026-11-20'), here: 1243, days: 2 })],
      ['Sudah dicocokkan dengan dinas, semua sama: 1.243 kunjungan pada 2 hari, 8 pasien.'],
    ],
    [
      'the server can only count',
      [people({ how: 'total' }), visits({ how: 'day_count' })],
      [
        'Jumlahnya sudah dicocokkan dengan dinas dan sama: 43 kunjungan tanggal 21-11-2026, 8 pasien. Isinya tidak dapat dicocokkan di server ini.',
      ],
    ],
    [
      'the server counts one type and is silent about the other',
      [people({ how: 'none', same: null }), visits({ how: 'day_count' })],
      [
        'Jumlahnya sudah dicocokkan dengan dinas dan sama: 43 kunjungan tanggal 21-11-2026. Isinya tidak dapat dicocokkan di server ini.',
        'Server ini tidak menjawab pertanyaan berapa yang disimpannya: pasien diterima satu per satu, tetapi belum dicocokkan.',
      ],
    ],
    [
      'the district has fewer',
      [visits({ there: 42, same: false, differing: differing() })],
      [
        'Belum sama dengan dinas, kunjungan tanggal 21-11-2026: 43 di sini, 42 di dinas. Dikirim ulang pada pengiriman berikutnya.',
      ],
    ],
    [
      'the district has other revisions, also after sending again',
      [people({ same: false, differing: differing({ here: 8, there: 8, queuedAgain: false }) })],
      [
        'Belum sama dengan dinas, pasien yang dicatat tanggal 21-11-2026: 8 di sini dan di dinas, tetapi isinya berbeda. Sudah pernah dikirim ulang; tanyakan ke dinas kesehatan.',
      ],
    ],
    [
      'only the sums could be compared, and differ',
      [people({ how: 'total', same: false, differing: differing({ day: null, here: 8, there: 7 }) })],
      [
        'Belum sama dengan dinas, pasien seluruhnya: 8 di sini, 7 di dinas. Dikirim ulang pada pengiriman berikutnya.',
      ],
    ],
  ])('when %s', (_title, compared, sentences) => {
    expect(describeCompared(compared)).toEqual(sentences)
  })

  test('names the first five differences and counts the others', () => {
    const all = Array.from({ length: 8 }, (_, n) => differing({ day: day(`2026-11-0${n + 1}`) })[0]).flatMap(
      (one) => one ?? [],
    )
    const sentences = describeCompared([visits({ same: false, differing: all })])
    expect(sentences).toHaveLength(6)
    expect(sentences.at(-1)).toBe('Masih ada 3 lainnya yang belum sama.')
  })

  test.each([
    [undefined, 'belum dicocokkan'],
    [visits(), 'sama (43 data)'],
    [visits({ how: 'total' }), 'jumlahnya sama (43 data)'],
    [visits({ how: 'none', same: null }), 'server tidak dapat ditanya'],
    [visits({ there: 42, same: false }), 'belum sama: 43 di sini, 42 di dinas'],
    [visits({ same: false }), 'isinya berbeda'],
  ])('says in a cell of the report what was found, and no more', (compared, words) => {
    expect(sayCompared(compared)).toBe(words)
  })

  test('a shipment that arrived and differs there is called arrived, and a person has to look', () => {
    const run = {
      ...runOf('partly', { total: 9, confirmed: 9 }),
      compared: [visits({ there: 44, same: false, differing: differing() })],
    }
    expect(describeRun(run, zone)).toEqual(['Semua 9 data sudah diterima dinas pukul 07.42.'])
    const status = { configured: true, paused: false, lastRun: run, waiting: 0, toProve: false }
    expect(standingOf(status, zone)).toEqual({ kind: 'attention', words: 'belum sama dengan dinas' })
  })

  test('a server that could not be asked is nothing a person has to look at', () => {
    const run = {
      ...runOf('done', { total: 9, confirmed: 9 }),
      compared: [visits({ how: 'none', same: null })],
    }
    const status = { configured: true, paused: false, lastRun: run, waiting: 0, toProve: false }
    expect(standingOf(status, zone).kind).toBe('fine')
  })
})

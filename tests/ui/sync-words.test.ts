import { describe, expect, test } from 'vitest'
import { describeRun, describeWaiting, progressOf, standingOf } from '#ui/desk/day/sync-words.ts'
import { runOf } from './fixtures.ts'

const zone = 'Asia/Jakarta'
const unreachable = { code: 'sync_unreachable', sentence: 'Server dinas tidak dapat dihubungi.' } as const

describe('a shipment to the district', () => {
  test.each([
    ['says how far it is', runOf('running', { total: 40, confirmed: 3 }), ['Mengirim 3 dari 40 data …']],
    [
      'says that all has arrived',
      runOf('done', { total: 40, confirmed: 40 }),
      ['Semua 40 data sudah diterima dinas pukul 07.42.'],
    ],
    ['says that there was nothing to send', runOf('done'), ['Tidak ada yang perlu dikirim pukul 07.42.']],
    [
      'says why it stopped, and what had arrived',
      runOf('stopped', { total: 40, confirmed: 12 }, unreachable),
      ['Pengiriman berhenti pukul 07.42.', unreachable.sentence, '12 data sudah diterima dinas.'],
    ],
    [
      'says what must be mended',
      runOf('partly', { total: 40, confirmed: 38, toFix: 2 }),
      ['Sebagian terkirim pukul 07.42.', '38 data sudah diterima dinas.', '2 data perlu diperbaiki dahulu.'],
    ],
  ])('%s', (_title, run, sentences) => {
    expect(describeRun(run, zone)).toEqual(sentences)
  })

  test.each([
    ['nothing was ever to be sent', 0, null, false, 'Belum ada yang perlu dikirim.'],
    ['all is sent', 0, runOf('done', { total: 3 }), false, null],
    [
      'something is ready',
      5,
      runOf('done', { total: 3 }),
      false,
      '5 data siap dikirim. Dikirim sendiri begitu hari ditutup.',
    ],
    [
      'something is ready and nothing goes by itself',
      5,
      runOf('done', { total: 3 }),
      true,
      '5 data siap dikirim.',
    ],
    [
      'the last did not get through',
      5,
      runOf('stopped'),
      false,
      '5 data menunggu dan dikirim lagi nanti. Tidak ada yang hilang.',
    ],
  ])('when %s: what waits is told', (_title, waiting, run, paused, sentence) => {
    expect(describeWaiting(waiting, run, paused)).toBe(sentence)
  })

  test.each([
    [{ total: 0 }, 0],
    [{ total: 3, confirmed: 1 }, 33],
    [{ total: 4, confirmed: 1, toFix: 1 }, 50],
    [{ total: 4, confirmed: 4 }, 100],
  ])('with %j is %i per cent through', (counts, percent) => {
    expect(progressOf(runOf('running', counts))).toBe(percent)
  })
})

describe('at the top of the desk', () => {
  test.each([
    ['no address', { configured: false, lastRun: null, waiting: 4 }, 'unset', 'alamat dinas belum diisi'],
    [
      'nothing sent yet',
      { configured: true, lastRun: null, waiting: 4 },
      'fine',
      'belum pernah dikirim · 4 menunggu',
    ],
    [
      'a shipment under way',
      { configured: true, lastRun: runOf('running', { total: 9, confirmed: 2 }), waiting: 7 },
      'running',
      'mengirim 2/9',
    ],
    ['everything sent', { configured: true, lastRun: runOf('done'), waiting: 0 }, 'fine', 'terkirim 07.42'],
    [
      'an unreachable district',
      { configured: true, lastRun: runOf('stopped'), waiting: 7 },
      'attention',
      'belum terkirim · 7 menunggu',
    ],
    [
      'something to mend',
      { configured: true, lastRun: runOf('partly', { toFix: 2 }), waiting: 0 },
      'attention',
      '2 perlu diperbaiki',
    ],
  ])('%s is said in a few words', (_title, status, kind, words) => {
    expect(standingOf({ ...status, paused: false, toProve: false }, zone)).toEqual({ kind, words })
  })

  test('a pause is said until somebody ends it, also over what must be mended', () => {
    const lastRun = runOf('partly', { toFix: 2 })
    const status = { configured: true, paused: true, lastRun, waiting: 3, toProve: false }
    const said = { kind: 'attention', words: 'pengiriman dijeda · 3 menunggu' }
    expect(standingOf(status, zone)).toEqual(said)
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  composeAnnouncement,
  isQuietAt,
  readingText,
  type SpokenCall,
  spokenNumbers,
  wordsToSpell,
} from '#domain/announcement'
import { clips, nameNumber } from '#domain/voice-clips'
import { presets } from './fixtures.ts'

const folder = join(import.meta.dirname, '..', '..', 'resources', 'voice')
const files = new Set(readdirSync(folder))
const call: SpokenCall = { number: 'A-012', roomLabel: 'Ruang Ibu & Anak', recall: false, style: 'digits' }

/** Between chime and end, without pauses: what one reading says. */
function read(changed: Partial<SpokenCall>): string {
  const [, ...reading] = composeAnnouncement({ ...call, ...changed }, 1)
  return reading.map(({ clip }) => clip).join(' ')
}

function readLabel(roomLabel: string): string {
  return read({ roomLabel }).replace(/^.* silakan-menuju ?/, '')
}

function unrecorded(spoken: SpokenCall): string[] {
  return composeAnnouncement(spoken, 2)
    .map(({ clip }) => clip)
    .filter((clip) => !files.has(`${clip}.wav`))
}

describe('an announcement', () => {
  test('opens with one chime and is read twice, with silences that keep its parts apart', () => {
    const reading =
      'nomor-antrean 250, huruf-a 250, nol 90, satu 90, dua 350, silakan-menuju 40, ruang 40, ibu 40, dan 40'
    expect(
      composeAnnouncement(call, 2)
        .map(({ clip, pause }) => `${clip} ${pause}`)
        .join(', '),
    ).toBe(`nada 250, ${reading}, anak 900, ${reading}, anak 700`)
  })

  test('is read once where the Puskesmas wants it once', () => {
    expect(read({})).toBe('nomor-antrean huruf-a nol satu dua silakan-menuju ruang ibu dan anak')
  })

  test('of a recall says so first and asks to hurry', () => {
    expect(read({ recall: true })).toBe(
      'panggilan-ulang nomor-antrean huruf-a nol satu dua silakan-segera-menuju ruang ibu dan anak',
    )
  })

  test.each<[string, string]>([
    ['A-012', 'huruf-a dua-belas'],
    ['P-001', 'huruf-p satu'],
    ['Z-999', 'huruf-z sembilan-ratus sembilan-puluh sembilan'],
    ['AB-110', 'huruf-a huruf-b seratus sepuluh'],
    ['C-1203', 'huruf-c satu dua nol tiga'],
  ])('with number words reads %s as «%s»', (number, words) => {
    expect(read({ number, style: 'words', roomLabel: '' })).toBe(`nomor-antrean ${words} silakan-menuju`)
  })

  test('reads the same for a voice that can say any word', () => {
    expect(readingText(call)).toBe('Nomor antrean, A, nol satu dua, silakan menuju Ruang Ibu dan Anak.')
    expect(readingText({ ...call, recall: true, style: 'words', roomLabel: 'Ruang Wijaya' })).toBe(
      'Panggilan ulang. Nomor antrean, A, dua belas, silakan segera menuju Ruang Wijaya.',
    )
  })
})

describe('numbers in words', () => {
  test.each<[number, string]>([
    [0, 'nol'],
    [1, 'satu'],
    [10, 'sepuluh'],
    [11, 'sebelas'],
    [12, 'dua-belas'],
    [20, 'dua-puluh'],
    [21, 'dua-puluh satu'],
    [100, 'seratus'],
    [101, 'seratus satu'],
    [111, 'seratus sebelas'],
    [200, 'dua-ratus'],
    [210, 'dua-ratus sepuluh'],
    [345, 'tiga-ratus empat-puluh lima'],
    [919, 'sembilan-ratus sembilan-belas'],
  ])('%i is «%s»', (value, words) => {
    expect(nameNumber(value).join(' ')).toBe(words)
  })

  test('mean the number that they were made from', () => {
    for (let value = 0; value <= 999; value += 1) expect(hear(nameNumber(value))).toBe(value)
  })
})

const heard = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan']

/** Adds up the words as a listener does. */
function hear(words: string[]): number {
  return words
    .flatMap((word) =>
      word
        .replace(/^se(?=puluh|belas|ratus)/, 'satu-')
        .split('-')
        .join(' ')
        .split('  '),
    )
    .map((word) => {
      const [unit = '', size] = word.split(' ')
      const value = heard.indexOf(unit)
      if (value < 0) throw new Error(`«${word}» is no number word`)
      return size === 'ratus'
        ? value * 100
        : size === 'puluh'
          ? value * 10
          : size === 'belas'
            ? value + 10
            : value
    })
    .reduce((sum, value) => sum + value, 0)
}

describe('a room label', () => {
  test.each<[string, string]>([
    ['Loket', 'loket'],
    ['Loket 12', 'loket dua-belas'],
    ['RUANG GAWAT DARURAT', 'ruang gawat-darurat'],
    ['Ruang Rawat Inap Melati 2A', 'ruang rawat-inap melati dua huruf-a'],
    ['Klaster III', 'klaster tiga'],
    ['Klaster I', 'klaster satu'],
    ['Ruang V', 'ruang huruf-v'],
    ['Ruang 05', 'ruang nol lima'],
    ['Poli KIA/KB', 'poli huruf-k huruf-i huruf-a huruf-k huruf-b'],
    ['R. Periksa + Obat, Lt. 2', 'ruang periksa dan obat lantai dua'],
    ['Ruang Nusa', 'ruang huruf-n huruf-u huruf-s huruf-a'],
    ['Ruang Café', 'ruang huruf-c huruf-a huruf-f huruf-e'],
  ])('«%s» is said as «%s»', (label, words) => {
    expect(readLabel(label)).toBe(words)
  })

  test.each<[string, string[]]>([
    ['Ruang Ibu & Anak', []],
    ['Ruang KB, CKG, dan KIA 2A', []],
    ['Klaster IV', []],
    ['Ruang Nusa Indah', ['Nusa', 'Indah']],
    ['Nusa, Ruang Nusa', ['Nusa']],
  ])('«%s» names the words that have no recording', (label, words) => {
    expect(wordsToSpell(label)).toEqual(words)
  })

  const labels = presets.flatMap(({ rooms }) => rooms.map(({ publicLabel }) => publicLabel))
  test.each([...new Set(labels)])(
    '«%s» of the presets is said with recordings, none of them spelled',
    (roomLabel) => {
      expect(wordsToSpell(roomLabel)).toEqual([])
      expect(readLabel(roomLabel)).not.toBe('')
      expect(unrecorded({ ...call, roomLabel })).toEqual([])
    },
  )

  test('that nobody thought of still has a recording for everything that is said', () => {
    const words = fc.constantFrom(
      'Ruang',
      'klaster',
      'IX',
      '7',
      '1000',
      'Bougenville',
      'gawat',
      'darurat',
      '&',
    )
    const label = fc.oneof(
      fc.string(),
      fc.array(words).map((parts) => parts.join(' ')),
    )
    fc.assert(
      fc.property(label, fc.boolean(), (roomLabel, recall) => {
        expect(unrecorded({ ...call, roomLabel, recall })).toEqual([])
      }),
    )
  })
})

test('every number from A-001 to Z-999 has its recordings, as digits and in words', () => {
  for (const style of spokenNumbers)
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
      for (let value = 1; value <= 999; value += 1) {
        const number = `${letter}-${String(value).padStart(3, '0')}`
        if (unrecorded({ ...call, number, style }).length > 0) expect.fail(`${number} cannot be said`)
      }
})

test('the folder of recordings holds exactly the vocabulary', () => {
  expect([...files].filter((file) => file.endsWith('.wav')).sort()).toEqual(
    clips.map(({ name }) => `${name}.wav`).sort(),
  )
})

test.each(clips.map(({ name }) => name))(
  'the recording «%s» is a short, audible 16 kHz mono file',
  (name) => {
    const file = readFileSync(join(folder, `${name}.wav`))
    expect([file.toString('latin1', 0, 4), file.toString('latin1', 8, 16)]).toEqual(['RIFF', 'WAVEfmt '])
    expect(file.readUInt32LE(4)).toBe(file.length - 8)
    const format = {
      coding: file.readUInt16LE(20),
      channels: file.readUInt16LE(22),
      rate: file.readUInt32LE(24),
    }
    expect({ ...format, bits: file.readUInt16LE(34) }).toEqual({
      coding: 1,
      channels: 1,
      rate: 16_000,
      bits: 16,
    })
    expect(file.toString('latin1', 36, 40)).toBe('data')

    const samples = Array.from(
      { length: file.readUInt32LE(40) / 2 },
      (_, at) => file.readInt16LE(44 + 2 * at) / 32_768,
    )
    const loudness = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
    expect(samples.length / 16_000).toBeGreaterThan(0.2)
    expect(samples.length / 16_000).toBeLessThan(2.5)
    expect(loudness).toBeGreaterThan(0.05)
    // Neither a click at an edge nor silence that would widen the pauses.
    for (const edge of [samples.slice(0, 4), samples.slice(-4)])
      expect(Math.max(...edge.map(Math.abs))).toBeLessThan(0.05)
  },
)

describe('quiet hours', () => {
  const night = { from: 1200, until: 420 }
  const noon = { from: 720, until: 780 }
  test.each([
    ['have begun at their first minute', 720, noon, true],
    ['last until the minute before their end', 779, noon, true],
    ['are over at their end', 780, noon, false],
    ['of a night have begun before midnight', 1439, night, true],
    ['of a night last past midnight', 0, night, true],
    ['of a night are over by day', 600, night, false],
    ['that end when they begin are none', 720, { from: 720, until: 720 }, false],
    ['that nobody has set are none', 0, null, false],
  ])('%s', (_when, minute, quiet, isQuiet) => {
    expect(isQuietAt(minute, quiet)).toBe(isQuiet)
  })
})

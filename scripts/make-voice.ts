import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { chime, clips } from '#domain/voice-clips'
import { root } from './run-tool.ts'

/**
 * Writes resources/voice/*.wav, one for each clip of the vocabulary: espeak-ng speaks it, sox trims and evens it.
 * Mono, 16 bit, 16 kHz (a loudspeaker in a hall says no more); the same versions of both programs give the same bytes.
 */
const folder = join(root, 'resources', 'voice')
const format = ['--rate', '16000', '--channels', '1', '--bits', '16']

/** Where espeak-ng's Indonesian rules take a *pepet* (`@`) for a clear e (`E`), or the other way round. */
const pronunciations: Record<string, string> = {
  anggrek: "'aNgREk",
  apotek: "ap'otEk",
  belas: "b@l'as",
  cokelat: "tSok@l'at",
  depan: "d@p'an",
  empat: "@mp'at",
  enam: "@n'am",
  gedung: "g@d'uN",
  loket: "l'okEt",
  pemeriksaan: "p@m@Riks'a_|an",
  rekam: "R@k'am",
  sebelas: "s@b@l'as",
  segera: "s@g@R'a",
  tengah: "t@N'ah",
}

/** What more words follow keeps the voice up; any other word may end the sentence and lets it fall. */
const leading =
  /^(nomor|silakan|panggilan|ruang|poli|klaster|unit|kamar|meja|pintu|lantai|gedung|bilik|pos|loket|dan)\b/
const numeral =
  /^(nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|seratus)( (belas|puluh|ratus))?$/

function speak(text: string): Buffer {
  const isLetter = text.length === 1
  const wordsPerMinute = isLetter ? 110 : numeral.test(text) ? 130 : 145
  const sounds = text
    .split(' ')
    .map((word) => (pronunciations[word] ? `[[${pronunciations[word]}]]` : word))
    .join(' ')
  const goesOn = isLetter || leading.test(text) || numeral.test(text)
  return run('espeak-ng', [
    ...['-v', 'id', '-s', String(wordsPerMinute), '-p', '50', '-z', '--stdout'],
    goesOn ? `${sounds},` : sounds,
  ])
}

/** A small loudspeaker in a full room: no rumble, clear consonants, quiet syllables raised, all clips equally loud. */
function writeSpeech(name: string, text: string): void {
  const edge = ['silence', '1', '0.005', '0.4%', 'fade', 't', '0.006', 'reverse']
  const input = ['--type', 'wav', '--ignore-length', '-']
  run(
    'sox',
    [
      ...['--no-dither', ...input, ...format, join(folder, `${name}.wav`)],
      ...[
        'rate',
        'highpass',
        '110',
        'treble',
        '+4',
        '3000',
        'compand',
        '0.005,0.1',
        '-60,-60,-40,-22,-20,-12,0,-6',
      ],
      ...[...edge, ...edge, 'gain', '-n', '-2'],
    ],
    speak(text),
  )
}

/** Two tones, the second a third below, each with a little of its octave so that it carries. */
function writeChime(): void {
  const tones = ['659.25', '1318.5', '523.25', '1046.5'].flatMap((hertz) => ['sine', hertz])
  run('sox', [
    ...['--no-dither', '-n', ...format, join(folder, `${chime}.wav`), 'synth', '1.3', ...tones],
    ...['fade', 'l', '0.004', '1.3', '1.28', 'delay', '0', '0', '0.45', '0.45'],
    ...['remix', '1v0.6,2v0.15,3v0.6,4v0.15', 'gain', '-n', '-4'],
  ])
}

function run(program: string, args: string[], input?: Buffer): Buffer {
  const { status, stdout, stderr, error } = spawnSync(program, args, { input })
  if (error)
    throw new Error(`${program} does not start (on Debian: apt-get install espeak-ng sox): ${error.message}`)
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`)
  return stdout
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
writeChime()
for (const { name, text } of clips) if (text) writeSpeech(name, text)
process.stdout.write(`${clips.length} clips in resources/voice\n`)

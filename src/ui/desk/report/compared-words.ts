import { typeWords } from '#contract/fhir-words'
import type { ComparedType } from '#contract/hub/sync'
import { formatDate } from '#domain/local-date'
import { visitsFirst } from './visits-first.ts'

const mostDifferences = 5

/** The proof at the end of a run: a sentence for each way of comparing that found both sides equal, one for each difference. */
export function describeCompared(compared: readonly ComparedType[]): string[] {
  const found = visitsFirst(compared)
  const equal = (...ways: ComparedType['how'][]) =>
    found.filter(({ how, same }) => same && ways.includes(how))
  const [whole, counted] = [equal('digest'), equal('day_count', 'total')]
  const unasked = found.filter(({ same }) => same === null)
  return [
    ...(whole.length > 0 ? [`Sudah dicocokkan dengan dinas, semua sama: ${listOf(whole)}.`] : []),
    ...(counted.length > 0
      ? [
          `Jumlahnya sudah dicocokkan dengan dinas dan sama: ${listOf(counted)}. Isinya tidak dapat dicocokkan di server ini.`,
        ]
      : []),
    ...(unasked.length > 0
      ? [
          `Server ini tidak menjawab pertanyaan berapa yang disimpannya: ${wordsOf(unasked)} diterima satu per satu, tetapi belum dicocokkan.`,
        ]
      : []),
    ...describeDifferences(found),
  ]
}

/** «43 kunjungan pada 2 hari, 8 pasien». */
function listOf(compared: readonly ComparedType[]): string {
  return compared
    .map(({ type, here, days, from, how }) => {
      const some = `${here.toLocaleString('id-ID')} ${typeWords[type].word}`
      if (type !== 'Encounter' || how === 'total') return some
      return days > 1 ? `${some} pada ${days} hari` : `${some} tanggal ${formatDate(from)}`
    })
    .join(', ')
}

function wordsOf(compared: readonly ComparedType[]): string {
  return compared.map(({ type }) => typeWords[type].word).join(', ')
}

export function describeDifferences(compared: readonly ComparedType[]): string[] {
  const all = compared.flatMap(({ type, differing }) => differing.map((one) => ({ type, ...one })))
  const unsaid = all.length - mostDifferences
  return [
    ...all.slice(0, mostDifferences).map(describeDifference),
    ...(unsaid > 0 ? [`Masih ada ${unsaid} lainnya yang belum sama.`] : []),
  ]
}

type Difference = ComparedType['differing'][number] & Pick<ComparedType, 'type'>

function describeDifference({ type, day, here, there, queuedAgain }: Difference): string {
  const { word, onDay } = typeWords[type]
  const which = day === null ? `${word} seluruhnya` : `${onDay} ${formatDate(day)}`
  const found =
    here === there
      ? `${here} di sini dan di dinas, tetapi isinya berbeda`
      : `${here} di sini, ${there} di dinas`
  const next = queuedAgain
    ? 'Dikirim ulang pada pengiriman berikutnya.'
    : 'Sudah pernah dikirim ulang; tanyakan ke dinas kesehatan.'
  return `Belum sama dengan dinas, ${which}: ${found}. ${next}`
}

/** In a cell of the report. */
export function sayCompared(compared: ComparedType | undefined): string {
  if (!compared) return 'belum dicocokkan'
  const { how, here, there, same } = compared
  if (same === null) return 'server tidak dapat ditanya'
  if (!same) return here === there ? 'isinya berbeda' : `belum sama: ${here} di sini, ${there} di dinas`
  return `${how === 'digest' ? 'sama' : 'jumlahnya sama'} (${here.toLocaleString('id-ID')} data)`
}

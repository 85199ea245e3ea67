import type { ComparedDay } from '#contract/hub/sync'
import { formatDate } from '#domain/local-date'

const mostDifferences = 5

/** The proof at the end of a run: one sentence for all days that are equal on both sides, one for each that is not. */
export function describeCompared(compared: readonly ComparedDay[]): string[] {
  const different = compared.filter(({ same }) => !same)
  const unsaid = different.length - mostDifferences
  return [
    ...describeEqual(compared.filter(({ same }) => same)),
    ...different.slice(0, mostDifferences).map(describeDifference),
    ...(unsaid > 0 ? [`Masih ada ${unsaid} hari lain yang belum sama.`] : []),
  ]
}

function describeEqual(days: readonly ComparedDay[]): string[] {
  const [first, second] = days
  if (!first) return []
  const visits = days.reduce((sum, { here }) => sum + here, 0)
  const when = second ? `pada ${days.length} hari` : `tanggal ${formatDate(first.day)}`
  const result =
    first.how === 'digest' ? 'sama' : 'jumlahnya sama (isinya tidak dapat dicocokkan di server ini)'
  return [`Sudah dicocokkan dengan dinas: ${visits.toLocaleString('id-ID')} kunjungan ${when}, ${result}.`]
}

function describeDifference({ day, here, there, queuedAgain }: ComparedDay): string {
  const found =
    here === there
      ? `${here} kunjungan di sini dan di dinas, tetapi isinya berbeda`
      : `${here} kunjungan di sini, ${there} di dinas`
  const next = queuedAgain
    ? 'Kunjungan hari itu dikirim ulang pada pengiriman berikutnya.'
    : 'Sudah pernah dikirim ulang; tanyakan ke dinas kesehatan.'
  return `Belum sama dengan dinas, tanggal ${formatDate(day)}: ${found}. ${next}`
}

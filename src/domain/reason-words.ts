import type { Birth } from './birth.ts'
import { type ClusterCode, clusterLabel } from './cluster.ts'
import { lifeStageLabels, lifeStageOf } from './life-stage.ts'
import { ageOn, daysBetween, formatAgeInWords, type LocalDate } from './local-date.ts'
import type { Arrival, EmergencySign, RoutedPerson, RuleBook, Symptom } from './routing.ts'

export const symptomLabels: Record<Symptom, string> = {
  batuk_2_minggu: 'batuk 2 minggu atau lebih',
  demam_ruam: 'demam dengan ruam',
  diare_akut: 'diare akut',
}

export const emergencyLabels: Record<EmergencySign, string> = {
  tidak_sadar: 'tidak sadar',
  sesak_berat: 'sesak berat',
  perdarahan: 'perdarahan',
  kejang: 'kejang',
  nyeri_dada: 'nyeri dada',
  kecelakaan: 'kecelakaan',
  persalinan: 'akan melahirkan',
  lainnya: 'keadaan gawat',
}

type ReasonContext = {
  person: RoutedPerson
  arrival: Arrival
  cluster: ClusterCode
  book: RuleBook
  today: LocalDate
}

/** Fills the words in braces of a rule's sentence; a word that is not known stays empty. */
export function fillReason(template: string, context: ReasonContext): string {
  return fillWords(template, wordsFor(context))
}

export function fillWords(template: string, words: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '')
}

function wordsFor({ person, arrival, cluster, book, today }: ReasonContext): Record<string, string> {
  const { birth } = person
  const purpose = book.purposes.find((known) => known.code === arrival.purpose)
  return {
    usia: birth ? sayAge(birth, today) : 'belum diketahui',
    tahap: birth ? lifeStageLabels[lifeStageOf(birth.date, today).primary].toLowerCase() : '',
    hamil: sayPregnancy(arrival.pregnancy),
    hari_nifas: arrival.deliveredOn ? String(daysBetween(arrival.deliveredOn, today)) : '',
    tanda: arrival.emergency.map((sign) => emergencyLabels[sign]).join(', '),
    gejala: arrival.symptoms.map((symptom) => symptomLabels[symptom]).join(', '),
    alasan: arrival.chosenPriority?.reason ?? '',
    keperluan: inSentence(purpose?.label ?? arrival.purpose),
    klaster: clusterLabel(book.scheme, cluster),
    klaster_menular: clusterLabel(book.scheme, 'k4'),
  }
}

/** «Imunisasi» becomes imunisasi; «KB» stays. */
export function inSentence(label: string): string {
  return label.replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase())
}

export function sayPregnancy(pregnancy: Arrival['pregnancy']): string {
  return pregnancy?.weeks ? `hamil ${pregnancy.weeks} minggu` : 'hamil'
}

/** A date that is not exact says so wherever it causes a reason (design.md §4). */
export function sayAge(birth: Birth, today: LocalDate): string {
  const age = formatAgeInWords(ageOn(birth.date, today))
  if (birth.precision === 'exact') return age
  return `sekitar ${age} (${birth.precision === 'estimated' ? 'tanggal lahir perkiraan' : 'tanggal lahir tidak lengkap'})`
}

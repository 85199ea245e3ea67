import { type Problem, problem } from './errors.ts'

/**
 * Words that tell the waiting room why somebody is here, and what each gives away (confidentiality of the patient's
 * health: UU 17/2023 Pasal 177). A word stands for itself, never for a part of another.
 */
const tellingWords: readonly { word: string; gives: string }[] = [
  { word: 'tb', gives: 'tuberkulosis' },
  { word: 'tbc', gives: 'tuberkulosis' },
  { word: 'tuberkulosis', gives: 'tuberkulosis' },
  { word: 'dots', gives: 'tuberkulosis' },
  { word: 'tbdots', gives: 'tuberkulosis' },
  { word: 'hiv', gives: 'HIV' },
  { word: 'aids', gives: 'HIV' },
  { word: 'odha', gives: 'HIV' },
  { word: 'odhiv', gives: 'HIV' },
  { word: 'vct', gives: 'tes HIV' },
  { word: 'pitc', gives: 'tes HIV' },
  { word: 'pdp', gives: 'pengobatan HIV' },
  { word: 'arv', gives: 'pengobatan HIV' },
  { word: 'ims', gives: 'infeksi menular seksual' },
  { word: 'pms', gives: 'infeksi menular seksual' },
  { word: 'seksual', gives: 'infeksi menular seksual' },
  { word: 'kelamin', gives: 'infeksi menular seksual' },
  { word: 'sifilis', gives: 'infeksi menular seksual' },
  { word: 'gonore', gives: 'infeksi menular seksual' },
  { word: 'kusta', gives: 'kusta' },
  { word: 'lepra', gives: 'kusta' },
  { word: 'hepatitis', gives: 'hepatitis' },
  { word: 'covid', gives: 'COVID-19' },
  { word: 'jiwa', gives: 'kesehatan jiwa' },
  { word: 'keswa', gives: 'kesehatan jiwa' },
  { word: 'mental', gives: 'kesehatan jiwa' },
  { word: 'odgj', gives: 'kesehatan jiwa' },
  { word: 'psikiatri', gives: 'kesehatan jiwa' },
  { word: 'napza', gives: 'ketergantungan obat' },
  { word: 'narkoba', gives: 'ketergantungan obat' },
  { word: 'metadon', gives: 'ketergantungan obat' },
  { word: 'ptrm', gives: 'ketergantungan obat' },
]

/** Refuses a label that would tell everybody who hears or reads it why the person called is here. */
export function checkPublicLabel(label: string): Problem | null {
  const words = label
    .toLowerCase()
    .replaceAll('.', '')
    .split(/[^a-z]+/)
  const telling = tellingWords.find(({ word }) => words.includes(word))
  return telling ? problem('label_telling', { word: telling.word.toUpperCase(), gives: telling.gives }) : null
}

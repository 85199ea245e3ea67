import { type Columns, type ImportField, importFields } from './fields.ts'
import { phrases, shortForms } from './heading-phrases.ts'

/** `Tgl_Lahir (dd/mm/yyyy)` → `tanggal lahir`: words in small letters, short forms written out, brackets left off. */
function foldHeading(heading: string): string {
  return heading
    .replace(/\([^)]*\)/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => shortForms[word] ?? word)
    .join(' ')
}

const exact = new Map(
  importFields.flatMap((field) => phrases[field].map((phrase) => [phrase, field] as const)),
)
const long = [...exact.keys()].filter((phrase) => phrase.includes(' ')).sort((a, b) => b.length - a.length)

/** Khanza writes the code of who pays to the left of its name. */
const codeHeadings: ReadonlySet<string> = new Set(['kd pj'])

type Guess = { field: ImportField; certainty: number }

/** The whole heading is known, or some words of it are; the longest known words decide. */
function guessHeading(heading: string): Guess | null {
  const folded = foldHeading(heading)
  const inBrackets = foldHeading((heading.match(/\([^)]*\)/g) ?? []).join(' ').replace(/[()]/g, ' '))
  const whole = exact.get(folded)
  if (whole)
    return isAboutAnother(inBrackets, whole)
      ? null
      : { field: whole, certainty: codeHeadings.has(folded) ? 900 : 1000 }
  const guesses = long
    .filter((phrase) => ` ${folded} `.includes(` ${phrase} `))
    .flatMap((phrase) => {
      const field = exact.get(phrase)
      const others = `${` ${folded} `.replace(` ${phrase} `, ' ')} ${inBrackets}`
      return field === undefined || isAboutAnother(others, field) ? [] : { field, certainty: phrase.length }
    })
  return guesses[0] ?? null
}

const relatives =
  /\b(?:ibu|ayah|bapak|orang tua|ortu|suami|istri|isteri|wali|kepala|keluarga|penanggung|pj|dokter|petugas|kader|nakes|bidan)\b/
const facts =
  /\b(?:nik|ktp|no|tanggal|hp|telp|telepon|umur|usia|pekerjaan|agama|pendidikan|alamat|kelamin|jenis|hubungan)\b/

/** «NIK Ibu», «Tgl Lahir (Suami)», «NIK Kepala Keluarga»: its other words say that a heading is about somebody else, too. */
function isAboutAnother(others: string, field: ImportField): boolean {
  if (field === 'kkNo' || field === 'familyRelation' || /\bpasien\b/.test(others)) return false
  return field === 'headName' || field === 'motherName' || field === 'guardianName'
    ? facts.test(others)
    : relatives.test(others)
}

/** Which field each heading means; a field that two headings claim goes to the surer one, then to the left one. */
export function guessColumns(headings: readonly string[]): Columns {
  const guesses = headings.map(guessHeading)
  const owner = new Map<ImportField, number>()
  guesses.forEach((guess, at) => {
    if (!guess) return
    const held = owner.get(guess.field)
    const best = held === undefined ? -1 : (guesses[held]?.certainty ?? -1)
    if (guess.certainty > best) owner.set(guess.field, at)
  })
  return guesses.map((guess, at) => (guess && owner.get(guess.field) === at ? guess.field : null))
}

/** At least so many headings must be known before a row is taken for the row of headings. */
const leastHeadings = 2

/** The row of headings among the first rows of a file: titles of the Puskesmas often stand above it. Null: there is none. */
export function findHeadingRow(rows: readonly (readonly string[])[]): number | null {
  const known = rows.map((row) => guessColumns(row).filter((field) => field !== null).length)
  const most = Math.max(0, ...known)
  return most < leastHeadings ? null : known.indexOf(most)
}

/** Headings that stand more than once, as they are written: which column is meant is for a person to say. */
export function repeatedHeadings(headings: readonly string[]): string[] {
  const seen = new Map<string, number>()
  for (const heading of headings) {
    const folded = foldHeading(heading)
    if (folded !== '') seen.set(folded, (seen.get(folded) ?? 0) + 1)
  }
  const repeated = headings.filter((heading) => (seen.get(foldHeading(heading)) ?? 0) > 1)
  return [...new Set(repeated.map((heading) => heading.trim()))]
}

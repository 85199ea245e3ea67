import { checkKk, type FamilyRelation, familyRelations } from '../family.ts'
import { digitsOf, isPowerOfTen, readCell } from './cell.ts'
import { type ColumnFacts, mayBeRounded } from './column-facts.ts'
import { type Read, reason } from './reasons.ts'

/** Those whose rows say the same `key` are one family; `kkNo` where that is the number of a card. */
export type ImportedFamily = { key: string; kkNo: string | null }

const fewestDigits = 13

/** Shortened numbers still say who belongs together; a rounded one says it of strangers as well. */
export function readKk(
  text: string,
  { kkLosesLast }: Pick<ColumnFacts, 'kkLosesLast'>,
): Read<ImportedFamily> {
  if (text === '') return { value: null, reason: null }
  if (isPowerOfTen(text)) return { value: null, reason: reason('kk_damaged', { text }) }
  const key = digitsOf(text) ?? ''
  if (checkKk(key) === null)
    return mayBeRounded(text, kkLosesLast)
      ? { value: null, reason: reason('kk_damaged', { text }) }
      : { value: { key, kkNo: key }, reason: null }
  const isShort = key.length >= fewestDigits && key.length < 16 && !/^(.)\1*$/.test(key)
  return isShort
    ? { value: { key, kkNo: null }, reason: reason('kk_short', { text }) }
    : { value: null, reason: reason('kk_unusable', { text }) }
}

/** Columns headed «KK» and «Nama KK» hold the number, the head's name, or the two in each other's place. */
export function readCardCells(cells: { kkNo: string; headName: string }): { kk: string; headName: string } {
  const texts = [readCell(cells.kkNo), readCell(cells.headName)]
  return {
    kk: texts.find((text) => text !== '' && (isPowerOfTen(text) || !/\p{L}/u.test(text))) ?? '',
    headName: texts.findLast((text) => /\p{L}/u.test(text) && !isPowerOfTen(text)) ?? '',
  }
}

const words: readonly (readonly [RegExp, FamilyRelation])[] = [
  [/^(kep(?!onakan).*|kk|krt)$/, 'kepala'],
  [/^suami$/, 'suami'],
  [/^(istri|isteri)$/, 'istri'],
  [/^anak.*$/, 'anak'],
  [/^(menantu|mantu)$/, 'menantu'],
  [/^cucu$/, 'cucu'],
  [/^(orang ?tua|ortu|ayah|bapak|ibu)$/, 'orang_tua'],
  [/^mertua$/, 'mertua'],
  [
    /^(fam[iy]l[iy]|keluarga|saudara|sdr|adik|kakak|(ke)?ponakan|ipar|sepupu|paman|bibi|kakek|nenek|buyut)( .*)?$/,
    'famili_lain',
  ],
  [/^(pembantu.*|art|prt)$/, 'pembantu'],
  [/^(lain.*)$/, 'lainnya'],
]

/** The column «status hubungan dalam keluarga», in words or as Dukcapil's code 1–11. */
export function readRelation(cell: string): Read<FamilyRelation> {
  const text = readCell(cell)
  if (text === '') return { value: null, reason: null }
  const folded = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  const code = /^0?(\d{1,2})( 0)?$/.exec(folded)?.[1]
  const found =
    code === undefined
      ? words.find(([pattern]) => pattern.test(folded))?.[1]
      : familyRelations[Number(code) - 1]
  return found
    ? { value: found, reason: null }
    : { value: null, reason: reason('relation_unknown', { text }) }
}

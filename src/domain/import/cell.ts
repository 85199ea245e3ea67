import { bareText } from '../spreadsheet-text.ts'

/** What other systems write where nothing is known. */
const nothing = /^(?:[-–.0\s/]*|null|nil|n\/a|#n\/a|none|kosong|tidak ada|tdk ada)$/i

/** The text of a cell as it was meant: without the apostrophe that kept it text, and empty where it says nothing. */
export function readCell(cell: string): string {
  const text = bareText(cell)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .replace(/^[`´‘’'](?=[\d+])/u, '')
  return nothing.test(text) ? '' : text
}

/** `3.57E+15`, `3,57E+15`: digits that Excel has thrown away. */
export function isPowerOfTen(text: string): boolean {
  return /^\d+(?:[.,]\d+)?e\+?\d+$/i.test(text.replace(/\s/g, ''))
}

/** Sixteen digits that stood in the file as a number say so by their `.0`; a text has none. */
export function isNumberCell(text: string): boolean {
  return /^\d{16}[.,]0+$/.test(text)
}

/** The digits of a number that may be spaced, dotted, or end in the `.0` of a number cell; null when it is none. */
export function digitsOf(text: string): string | null {
  const bare = text.replace(/^(\d{5,})[.,]0+$/, '$1').replace(/[\s.\-'’`/]/g, '')
  return /^\d+$/.test(bare) ? bare : null
}

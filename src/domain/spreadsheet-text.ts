/**
 * What a spreadsheet would take for a formula: OWASP's list, with the full-width signs that East Asian editions accept.
 * White space before the sign protects nobody: several programs trim it first. A tab or line break leads as well.
 */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u

/** Digits a spreadsheet turns into a number or a date: 16 digits lose the last, 0812 its zero, 01-02-03 everything. */
const number = /^\d[\d.,:/%\s-]*$|^\d+(?:[.,]\d+)?e[+-]?\d+$/i
/** Up to 11 digits a whole number comes back as it was. */
const plainNumber = /^(?:0|[1-9]\d{0,10})$/

/** Text for a cell that holds text: one that would run as a formula once it is edited or saved on begins with an apostrophe. */
export function harmlessCell(text: string): string {
  return isFormula(bareOf(text)) ? `'${text}` : text
}

/** Text for a CSV field, which has no cells of text: also digits that must not become a number begin with an apostrophe. */
export function textField(text: string): string {
  return isMisread(bareOf(text)) ? `'${text}` : text
}

/** The text as it was before `harmlessCell` or `textField`; also takes off the apostrophe of somebody who typed `'0812` by hand. */
export function bareText(cell: string): string {
  return cell.startsWith("'") && isMisread(bareOf(cell)) ? cell.slice(1) : cell
}

/** Text that had apostrophes of its own gets one more, so that taking one off always gives the text back. */
function bareOf(text: string): string {
  return text.replace(/^'+/, '')
}

function isFormula(text: string): boolean {
  return formula.test(text)
}

function isMisread(text: string): boolean {
  return isFormula(text) || (number.test(text) && !plainNumber.test(text))
}

/** A … Z, AA, AB …: as a spreadsheet heads its columns, from 0. */
export function columnLetters(place: number): string {
  const last = String.fromCharCode(65 + (place % 26))
  return place < 26 ? last : columnLetters(Math.floor(place / 26) - 1) + last
}

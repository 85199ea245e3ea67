import { displayName } from '../name-key.ts'
import type { Sex } from '../sex.ts'

/** How old systems address people; «By. Ny. SITI» is a newborn's own name and stays. */
const titles: Record<string, Sex | null> = {
  TN: 'L',
  BPK: 'L',
  BAPAK: 'L',
  NY: 'P',
  NN: 'P',
  IBU: 'P',
  AN: null,
  SDR: null,
  SDRI: 'P',
}
const names = Object.keys(titles).join('|')
const before = new RegExp(`^(${names})(?:\\.\\s*|\\s+)(?=\\p{L})`, 'iu')
const after = new RegExp(`\\s*,\\s*(${names})\\.?$`, 'iu')

/** The name without the way of addressing that some systems keep in it: «Tn. BUDI», «SITI AMINAH, NY». */
export function readName(text: string): { name: string; title: string | null; sex: Sex | null } {
  const name = displayName(text)
  const found = before.exec(name) ?? after.exec(name)
  if (!found) return { name, title: null, sex: null }
  const title = found[1]?.toUpperCase() ?? ''
  return { name: name.replace(found[0], '').trim(), title, sex: titles[title] ?? null }
}

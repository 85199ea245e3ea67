import { type Birth, formatBirth } from './birth.ts'
import type { Sex } from './sex.ts'

/** Papers about one person that a desk hands out. */
export const patientPapers = ['kartu', 'label', 'persetujuan_umum', 'hak_kewajiban'] as const
export type PatientPaper = (typeof patientPapers)[number]

/** All that a card or a label may say of a person: no NIK, no payer, nothing about health. */
export type PaperPerson = { name: string; recordNo: string; birth: Birth | null; sex: Sex | null }

export type CardPart = 'facility' | 'title' | 'name' | 'record' | 'born' | 'keep'
export type PaperLine<Part> = { part: Part; text: string }

/** The words of a patient card (kartu berobat) from top to bottom. */
export function cardLines({ name, recordNo, birth }: PaperPerson, facility: string): PaperLine<CardPart>[] {
  return [
    { part: 'facility', text: facility },
    { part: 'title', text: 'Kartu berobat' },
    { part: 'name', text: name },
    { part: 'record', text: recordNo },
    { part: 'born', text: birth ? `Lahir ${formatBirth(birth)}` : '' },
    { part: 'keep', text: `Bawa kartu ini setiap berobat. Jika menemukannya, antarkan ke ${facility}.` },
  ]
}

/** The words of a label for a folder or a tube. */
export function labelLines(person: PaperPerson): PaperLine<'name' | 'record' | 'born'>[] {
  return [
    { part: 'name', text: person.name },
    { part: 'record', text: person.recordNo },
    {
      part: 'born',
      text: [person.birth && formatBirth(person.birth), person.sex].filter(Boolean).join(' · '),
    },
  ]
}

/** Light modules that a reader needs on each side of a Code 128 (ISO/IEC 15417). */
export const quietModules = 10

/** Widths of the narrowest bar, in mm, that a hand scanner reads and the printer can draw. */
const barWidths = {
  /** Laser, ink and card printers, 300 dpi and more. */
  fine: [0.375, 0.3, 0.25, 0.2],
  /** Thermal label printers of 203 dpi: whole dots of 1/8 mm. */
  dots: [0.375, 0.25],
}
export type BarPrinter = keyof typeof barWidths

/** The widest bar with which a code of that many modules, with its quiet zones, fits; null when none does. */
export function barWidth(modules: number, roomMm: number, printer: BarPrinter): number | null {
  return barWidths[printer].find((width) => (modules + 2 * quietModules) * width <= roomMm) ?? null
}

/** Three across and ten down on A4, each 70 × 29.7 mm. */
export const labelsPerSheet = 30

/** Which places of which sheets are filled, when the first sheet has been used up to `first` (1 to 30). */
export function layOutLabels(count: number, first: number): boolean[][] {
  const places = Array.from({ length: first - 1 + count }, (_, place) => place >= first - 1)
  const sheets = Math.ceil(places.length / labelsPerSheet)
  return Array.from({ length: sheets }, (_, sheet) => {
    const part = places.slice(sheet * labelsPerSheet, (sheet + 1) * labelsPerSheet)
    return [...part, ...Array<boolean>(labelsPerSheet - part.length).fill(false)]
  })
}

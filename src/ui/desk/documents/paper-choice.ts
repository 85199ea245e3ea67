import { z } from 'zod'
import { type Sheet, sheets } from '#contract/desktop'

const key = 'loket.papers'

const choice = z.object({
  card: z.enum(['card', 'a4']).catch('card'),
  label: z.enum(['label', 'a4']).catch('a4'),
  /** The printer that holds each kind of sheet, by the system's name; absent: the default one. */
  printers: z.partialRecord(z.enum(Object.keys(sheets) as [Sheet, ...Sheet[]]), z.string()).catch({}),
})
export type PaperChoice = z.infer<typeof choice>

/** What lies in which printer is a fact of this PC, so it is kept here and not in the hub. */
export function readPaperChoice(): PaperChoice {
  try {
    return choice.parse(JSON.parse(localStorage.getItem(key) ?? '{}'))
  } catch {
    return choice.parse({})
  }
}

export function savePaperChoice(part: Partial<PaperChoice>): void {
  localStorage.setItem(key, JSON.stringify({ ...readPaperChoice(), ...part }))
}

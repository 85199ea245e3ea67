import { emptyValues, type PatientValues } from './patient-values.ts'

/** Somebody on file from whom a new person takes what they share: the mother of a newborn, or one of the family. */
export type Relative = { kind: 'newborn' | 'member'; patientId: string }

/** Whose form it is: a person on file, or a new one that was begun from this search text, or from a relative. */
export type DraftTarget = { patientId: string | null; initialText: string; from: Relative | null }

/** `before` is what the form held when nothing had been typed yet. */
export type PatientDraft = DraftTarget & { before: PatientValues; values: PatientValues }

/** What was typed when the clerk turned from the form to somebody on file; null is to another form. */
export type Aside = { insteadOf: string | null; draft: PatientDraft }

export function readDraft(body: string | null): PatientDraft | null {
  if (body === null) return null
  try {
    return completeDraft(JSON.parse(body))
  } catch {
    return null
  }
}

/** A draft of another version of Loket keeps the fields that both know. */
export function completeDraft(read: Partial<PatientDraft>): PatientDraft {
  return {
    patientId: read.patientId ?? null,
    initialText: read.initialText ?? '',
    from: read.from ?? null,
    before: { ...emptyValues, ...read.before },
    values: { ...emptyValues, ...read.values },
  }
}

/** What of it helps whoever is on file: how they are reached and who pays. Who they are stands in their record. */
export function reachOf({ values }: PatientDraft, patientId: string): PatientDraft {
  const typed = Object.fromEntries(reach.map((field) => [field, values[field]]))
  return {
    patientId,
    initialText: '',
    from: null,
    before: emptyValues,
    values: { ...emptyValues, ...typed },
  }
}

const reach = [
  'villageText',
  'villageCode',
  'insideArea',
  'address',
  'rt',
  'rw',
  'phone',
  'withGuardian',
  'guardianName',
  'guardianRelation',
  'guardianPhone',
  'payer',
  'cardNo',
  'payerRef',
] as const satisfies (keyof PatientValues)[]

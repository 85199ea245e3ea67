import type { SetupValues } from './setup-values.ts'

const key = 'loket.setup'

type SetupDraft = { step: number; values: SetupValues }

/** Before the first account there is no one to keep a draft for, so it stays in this browser; passwords never do. */
export function saveSetupDraft({ step, values }: SetupDraft): void {
  localStorage.setItem(key, JSON.stringify({ step, values: { ...values, password: '', again: '' } }))
}

export function readSetupDraft(start: SetupValues): SetupDraft {
  try {
    const read = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<SetupDraft>
    return { step: read.step ?? 0, values: { ...start, ...read.values } }
  } catch {
    return { step: 0, values: start }
  }
}

export function forgetSetupDraft(): void {
  localStorage.removeItem(key)
}

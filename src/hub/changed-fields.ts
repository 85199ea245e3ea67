import type { StoredPatient } from './store/patients.ts'

/** Which fields a correction touched, with what stood there before: the original stays traceable. */
export function changedFields(before: StoredPatient, after: StoredPatient): Record<string, unknown> {
  const keys = Object.keys(before) as (keyof StoredPatient)[]
  const untold = new Set<string>(['revision', 'updatedAt'])
  const differs = (key: keyof StoredPatient) => JSON.stringify(before[key]) !== JSON.stringify(after[key])
  return Object.fromEntries(
    keys.filter((key) => !untold.has(key) && differs(key)).map((key) => [key, before[key]]),
  )
}

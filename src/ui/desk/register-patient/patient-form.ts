import type { UseFormReturnType } from '@mantine/form'
import type { LocalDate } from '#domain/local-date'
import type { PatientValues } from './patient-values.ts'

export type PatientFormApi = UseFormReturnType<PatientValues>
export type SectionProps = { form: PatientFormApi; today: LocalDate }

/** Value, error and handlers of one field, and its name in the page so that focus can be sent there. */
export function fieldProps(form: PatientFormApi, field: keyof PatientValues) {
  return { ...form.getInputProps(field), 'data-field': field }
}

/** Puts the cursor into the first of these fields that is on screen. */
export function focusField(root: HTMLElement | null, fields: readonly string[]): void {
  const inputs = [...(root?.querySelectorAll<HTMLElement>('[data-field]') ?? [])]
  inputs.find((input) => fields.includes(input.dataset.field ?? ''))?.focus()
}

/** Enter goes on like Tab: to the next thing on the form that can be filled in or pressed. */
export function focusNext(root: HTMLElement, from: HTMLElement): void {
  const stops = [...root.querySelectorAll<HTMLElement>('input, select, textarea, button')].filter(isStop)
  const here = stops.indexOf(from)
  const next = stops[here + 1]
  next?.focus()
  if (next instanceof HTMLInputElement) next.select()
}

/** Of a group of radios only the chosen one, or else the first, is a stop. */
function isStop(stop: HTMLElement): boolean {
  if (stop.matches(':disabled, [tabindex="-1"], [type="hidden"]') || stop.offsetParent === null) return false
  if (!(stop instanceof HTMLInputElement) || stop.type !== 'radio' || stop.checked) return true
  const group = [...document.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(stop.name)}"]`)]
  return !group.some((radio) => radio.checked) && group[0] === stop
}

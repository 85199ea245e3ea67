import type { ComboboxParsedItem } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { LocalDate } from '#domain/local-date'
import { isSame } from '#ui/shared/is-same.ts'
import type { PatientValues } from './patient-values.ts'

export type PatientFormApi = UseFormReturnType<PatientValues>
export type SectionProps = { form: PatientFormApi; today: LocalDate }

/** Value, error and handlers of one field, and its name in the page so that focus can be sent there. */
export function fieldProps(form: PatientFormApi, field: keyof PatientValues) {
  return { ...form.getInputProps(field), 'data-field': field }
}

/** Sets several fields at once; a field keeps its error until its own value is another. */
export function setFields(form: PatientFormApi, part: Partial<PatientValues>): void {
  const before = form.getValues()
  for (const [field, value] of Object.entries(part)) {
    if (!isSame(before[field as keyof PatientValues], value)) form.setFieldValue(field, value)
  }
}

type Search<Value extends string> = { options: ComboboxParsedItem<Value>[]; search: string; limit: number }

/** What begins as it is typed comes before what only contains it, and is the one that is marked. */
export function filterByStart<Value extends string>(asked: Search<Value>): ComboboxParsedItem<Value>[] {
  const wanted = asked.search.trim().toLocaleLowerCase('id')
  const placeIn = (option: ComboboxParsedItem<Value>) =>
    'label' in option ? option.label.toLocaleLowerCase('id').indexOf(wanted) : -1
  return asked.options
    .filter((option) => placeIn(option) >= 0)
    .toSorted((a, b) => Number(placeIn(a) > 0) - Number(placeIn(b) > 0))
    .slice(0, asked.limit)
}

/** Puts the cursor into the first of these fields that is on screen, over what stands there. */
export function focusField(root: HTMLElement | null, fields: readonly string[]): void {
  const inputs = [...(root?.querySelectorAll<HTMLElement>('[data-field]') ?? [])]
  const found = inputs.find((input) => fields.includes(input.dataset.field ?? ''))
  found?.focus()
  if (found instanceof HTMLInputElement) found.select()
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

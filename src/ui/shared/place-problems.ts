import type { UseFormReturnType } from '@mantine/form'
import type { ErrorCode } from '#domain/errors'
import { problemsOf, sentencesOutside } from './problems.ts'

/**
 * Puts each refusal under its field and the cursor into the first of them; what belongs to no field is returned.
 * `fieldOf` names the field of refusals that the server cannot place, as a name that is taken.
 */
export function placeProblems<T extends Record<string, unknown>>(
  form: UseFormReturnType<T>,
  error: unknown,
  fieldOf: Partial<Record<ErrorCode, keyof T & string>>,
): string[] {
  const problems = problemsOf(error).map((found) => ({ ...found, field: fieldOf[found.code] ?? found.field }))
  for (const { field, sentence } of problems) if (field) form.setFieldError(field, sentence)
  const [first] = problems
  if (first?.field) form.getInputNode(first.field)?.focus()
  return sentencesOutside(problems, Object.keys(form.values))
}

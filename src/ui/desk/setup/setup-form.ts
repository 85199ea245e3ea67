import type { UseFormReturnType } from '@mantine/form'
import type { SetupValues } from './setup-values.ts'

export type SetupFormApi = UseFormReturnType<SetupValues>
export type StepProps = { form: SetupFormApi }

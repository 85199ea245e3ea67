import { PatientEditor } from './PatientEditor.tsx'
import type { PatientEvents } from './PatientForm.tsx'
import type { Relative } from './patient-draft.ts'

type RegisterPatientProps = PatientEvents & {
  /** What stood in the search box: a name, a NIK or a card number. */
  initialText: string
  from: Relative | null
}

export function RegisterPatient({ initialText, from, ...rest }: RegisterPatientProps) {
  return <PatientEditor wanted={{ patientId: null, initialText, from }} {...rest} />
}

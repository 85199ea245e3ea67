import { PatientEditor } from './PatientEditor.tsx'
import type { PatientEvents } from './PatientForm.tsx'
import type { PatientDraft } from './patient-draft.ts'

type CorrectPatientProps = PatientEvents & {
  patientId: string
  told: PatientDraft | undefined
}

/** Corrects a person on file; completes one who came in an emergency without a name. */
export function CorrectPatient({ patientId, ...rest }: CorrectPatientProps) {
  return <PatientEditor wanted={{ patientId, initialText: '', from: null }} {...rest} />
}

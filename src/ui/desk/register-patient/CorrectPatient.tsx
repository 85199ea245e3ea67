import { PatientEditor } from './PatientEditor.tsx'

type CorrectPatientProps = {
  patientId: string
  onSaved: (patientId: string) => void
  onOpenExisting: (patientId: string) => void
  onCancel: () => void
}

/** Corrects a person on file; completes one who came in an emergency without a name. */
export function CorrectPatient({ patientId, ...events }: CorrectPatientProps) {
  return <PatientEditor wanted={{ patientId, initialText: '' }} {...events} />
}

import { PatientEditor } from './PatientEditor.tsx'

type RegisterPatientProps = {
  /** What stood in the search box: a name, a NIK or a card number. */
  initialText: string
  onSaved: (patientId: string) => void
  onOpenExisting: (patientId: string) => void
  onCancel: () => void
}

export function RegisterPatient({ initialText, ...events }: RegisterPatientProps) {
  return <PatientEditor wanted={{ patientId: null, initialText }} {...events} />
}

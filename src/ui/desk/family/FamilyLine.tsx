import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { canBeMother } from '../register-patient/MotherField.tsx'
import { HeadLink } from '../visit/HeadLink.tsx'
import type { Patient } from '../visit/visit-form.ts'

/** Whose family the person in front belongs to; and, of a woman, the way to her newborn. */
export function FamilyLine({ patient }: { patient: Patient }) {
  const { today } = useFrontDesk()
  const show = useDesk((desk) => desk.show)
  const begin = useDesk((desk) => desk.begin)
  const mother = !patient.temporary && patient.sex === 'P' && canBeMother(patient, today)
  const openFamily = () => show('family')
  const registerNewborn = () =>
    begin({ kind: 'register', text: '', from: { kind: 'newborn', patientId: patient.id } })
  useShortcut({ keys: 'Alt+F', label: 'Keluarga', run: openFamily })
  useShortcut({ keys: 'K', label: 'Daftarkan kelahiran', run: registerNewborn }, mother)
  return (
    <>
      <HeadLink keys="Alt+F" run={openFamily}>
        {nameFamily(patient)}
      </HeadLink>
      {mother && (
        <HeadLink keys="K" run={registerNewborn}>
          Daftarkan kelahiran
        </HeadLink>
      )}
    </>
  )
}

function nameFamily({ family }: Patient): string {
  if (!family) return 'Keluarga belum dicatat'
  return `Keluarga ${family.headName ?? 'tanpa kepala'} · ${family.members} orang`
}

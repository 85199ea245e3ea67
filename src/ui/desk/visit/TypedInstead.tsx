import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { HeadLink } from './HeadLink.tsx'

/** This person was opened out of a half filled form: the way back to it. What of it is theirs, F4 fills in. */
export function TypedInstead({ patientId }: { patientId: string }) {
  const aside = useDesk((desk) => desk.aside)
  const resume = useDesk((desk) => desk.resume)
  const isHere = aside?.insteadOf === patientId
  useShortcut({ keys: 'Alt+T', label: 'Kembali ke isian tadi', run: resume }, isHere)
  if (!isHere) return null
  return (
    <HeadLink keys="Alt+T" run={resume}>
      kembali ke isian tadi
    </HeadLink>
  )
}

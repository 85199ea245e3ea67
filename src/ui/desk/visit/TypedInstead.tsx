import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { useResume } from '../use-resume.ts'
import { HeadLink } from './HeadLink.tsx'

/** This person was opened out of a half filled form: the way back to it. What of it is theirs, F4 fills in. */
export function TypedInstead({ patientId }: { patientId: string }) {
  const aside = useDesk(({ asides }) => asides.find(({ insteadOf }) => insteadOf === patientId))
  const resume = useResume()
  const run = () => aside && resume(aside)
  useShortcut({ keys: 'Alt+T', label: 'Kembali ke isian tadi', run }, aside !== undefined)
  if (!aside) return null
  return (
    <HeadLink keys="Alt+T" run={run}>
      kembali ke isian tadi
    </HeadLink>
  )
}

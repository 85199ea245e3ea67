import { useDrafts } from '#ui/shared/use-draft.ts'
import { useDesk } from './desk-store.ts'
import { type Aside, readDraft } from './register-patient/patient-draft.ts'

/** The way back to a form about a person that was put aside: it becomes the draft that the form opens with. */
export function useResume(): (aside: Aside) => void {
  const keeper = useDrafts().keeperOf('patient')
  const resume = useDesk((desk) => desk.resume)
  return (aside) => {
    const open = readDraft(keeper.body())
    keeper.keep(JSON.stringify(aside.draft))
    resume(aside, open)
  }
}

import { VisuallyHidden } from '@mantine/core'
import { useDesk } from '../desk-store.ts'
import { HeadLink } from '../visit/HeadLink.tsx'

/** The person in front has a second record: the way to find it and make them one. */
export function MergeButton() {
  const show = useDesk((desk) => desk.show)
  return (
    <HeadLink keys="Alt+I" run={() => show('doubles')}>
      gabungkan<VisuallyHidden> dengan catatan lain</VisuallyHidden>…
    </HeadLink>
  )
}

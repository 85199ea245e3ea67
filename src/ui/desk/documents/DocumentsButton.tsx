import { useQuery } from '@tanstack/react-query'
import { consentKinds, standingOf } from '#domain/consent'
import { api } from '#ui/shared/client.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { HeadLink } from '../visit/HeadLink.tsx'
import { sayAnswer, sayAsked } from './consent-words.ts'

/** The way to the papers of the person in front; says when they were asked for their consent, or what is still to be asked. */
export function DocumentsButton({ patientId }: { patientId: string }) {
  const { today, facility } = useFrontDesk()
  const show = useDesk((desk) => desk.show)
  const { data: answers } = useQuery(api.documents.consents.queryOptions({ input: { patientId } }))
  useShortcut({ keys: 'Alt+O', label: 'Dokumen pasien', run: () => show('documents') })
  const standings = answers && consentKinds.map((kind) => standingOf(kind, answers, today))
  return (
    <HeadLink
      keys="Alt+O"
      run={() => show('documents')}
      title={answers?.map((answer) => sayAnswer(answer, facility.timeZone)).join('\n')}
    >
      dokumen{standings && `: ${sayAsked(standings, facility.timeZone)}`}
    </HeadLink>
  )
}

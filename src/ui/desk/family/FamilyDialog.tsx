import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { useDesk } from '../desk-store.ts'
import { BeginFamily } from './BeginFamily.tsx'
import { FamilyPanel } from './FamilyPanel.tsx'

/** Those on one family card with the person in front. */
export function FamilyDialog() {
  const patientId = useDesk((desk) => desk.chosen?.patientId ?? null)
  return patientId === null ? null : <FamilyOf patientId={patientId} />
}

function FamilyOf({ patientId }: { patientId: string }) {
  const show = useDesk((desk) => desk.show)
  const family = useQuery(api.families.ofPerson.queryOptions({ input: { patientId }, gcTime: 0 }))
  return (
    <Dialog title="Keluarga" size={880} onClose={() => show(null)}>
      <FourStates query={family} isEmpty={() => false} empty={null}>
        {(found) =>
          found ? (
            <FamilyPanel key={found.id} family={found} patientId={patientId} />
          ) : (
            <BeginFamily patientId={patientId} />
          )
        }
      </FourStates>
    </Dialog>
  )
}

import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { SetupWizard } from './SetupWizard.tsx'

/** First run: four short steps, and the front desk is open. */
export function Setup({ onDone }: { onDone: () => void }) {
  const presets = useQuery(api.setup.presets.queryOptions({ staleTime: Number.POSITIVE_INFINITY }))
  return (
    <FourStates query={presets} isEmpty={() => false} empty={null}>
      {(found) => <SetupWizard presets={found} onDone={onDone} />}
    </FourStates>
  )
}

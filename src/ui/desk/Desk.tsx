import { useQueryClient } from '@tanstack/react-query'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { SignIn } from '#ui/shared/SignIn.tsx'
import { useSession } from '#ui/shared/use-session.ts'
import { WithDrafts } from '#ui/shared/WithDrafts.tsx'
import { FrontDesk } from './FrontDesk.tsx'
import { FrontDeskContext } from './front-desk-context.ts'
import { Setup } from './setup/Setup.tsx'

/** A Puskesmas that is not yet set up, nobody signed in, or the front desk. */
export function Desk() {
  const queries = useQueryClient()
  const session = useSession()
  return (
    <FourStates query={session} isEmpty={() => false} empty={null}>
      {({ facility, staff, today }) => {
        if (!facility) {
          return <Setup onDone={() => void askAgain(queries, api.session.key())} />
        }
        if (!staff) return <SignIn title={facility.name} place="Meja pendaftaran" session={api.session} />
        return (
          <FrontDeskContext value={{ facility, staff, today }}>
            <WithDrafts key={staff.id} staffId={staff.id}>
              <FrontDesk />
            </WithDrafts>
          </FrontDeskContext>
        )
      }}
    </FourStates>
  )
}

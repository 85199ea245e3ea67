import { Center, Text } from '@mantine/core'
import { problem, sentenceOf } from '#domain/errors'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { SignIn } from '#ui/shared/SignIn.tsx'
import { useSession } from '#ui/shared/use-session.ts'
import { WithDrafts } from '#ui/shared/WithDrafts.tsx'
import { RoomContext } from './room-context.ts'
import { ServiceRoom } from './ServiceRoom.tsx'

/** Nobody signed in yet, or the room at work. */
export function Room() {
  const session = useSession()
  return (
    <FourStates query={session} isEmpty={() => false} empty={null}>
      {({ facility, roomId, staff }) => {
        const room = facility?.rooms.find(({ id }) => id === roomId)
        if (!facility || !room) return <NotARoom />
        if (!staff) return <SignIn title={facility.name} place={room.name} session={api.session} />
        return (
          <RoomContext value={{ facility, room, staff }}>
            <WithDrafts key={staff.id} staffId={staff.id}>
              <ServiceRoom />
            </WithDrafts>
          </RoomContext>
        )
      }}
    </FourStates>
  )
}

function NotARoom() {
  return (
    <Center mih="100vh" p="xl">
      <Text size="xl" role="alert">
        {sentenceOf(problem('page_not_opened'))}
      </Text>
    </Center>
  )
}

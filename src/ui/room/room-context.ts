import { createContext, useContext } from 'react'
import type { Room } from '#domain/room'
import type { Facility, SignedInStaff } from '#ui/shared/use-session.ts'

/** Which room this page serves, for whom, and who sits at it. */
export type AtRoom = { facility: Facility; room: Room; staff: SignedInStaff }

export const RoomContext = createContext<AtRoom | null>(null)

export function useRoom(): AtRoom {
  const value = useContext(RoomContext)
  if (!value) throw new Error('A part of the room stands outside the room')
  return value
}

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ArrivalCard } from '#contract/hub/counter'
import type { HubOutputs } from '#contract/hub/hub'
import type { Room } from '#domain/room'
import { api } from '#ui/shared/client.ts'
import { useSession } from '#ui/shared/use-session.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'

export type CounterLine = HubOutputs['counter']['line']

const storedUnder = 'loket.counter'

export type Counters = { counter: Room | null; counters: readonly Room[]; sitAt: (roomId: string) => void }

/** Which counter this desk is: the one it was paired for, or the one chosen here, or the only one. */
export function useCounters(): Counters {
  const { facility } = useFrontDesk()
  const paired = useSession().data?.roomId ?? null
  const [chosen, setChosen] = useState(() => localStorage.getItem(storedUnder))
  const counters = facility.rooms.filter(({ active, roles }) => active && roles.includes('loket'))
  const wanted = paired ?? chosen
  return {
    counter: counters.find(({ id }) => id === wanted) ?? counters[0] ?? null,
    counters: paired === null ? counters : [],
    sitAt: (roomId) => {
      localStorage.setItem(storedUnder, roomId)
      setChosen(roomId)
    },
  }
}

export function useCounterLine(counter: Room | null) {
  return useQuery({
    ...api.counter.line.queryOptions({ input: { roomId: counter?.id ?? '' } }),
    enabled: counter !== null,
  })
}

/** The number whose holder stands at this counter now: the one called last. */
export function useArrivalInFront(): ArrivalCard | null {
  const { counter } = useCounters()
  return useCounterLine(counter).data?.active[0] ?? null
}

/** The same, unless the clerk registers somebody else in between. */
export function useArrivalToTakeAlong(): ArrivalCard | null {
  const front = useArrivalInFront()
  const setAside = useDesk((desk) => desk.setAside)
  return front && front.arrivalId !== setAside ? front : null
}

import { createContext, useContext } from 'react'
import type { ClusterCode } from '#domain/cluster'
import type { LocalDate } from '#domain/local-date'
import type { Facility, SignedInStaff } from '#ui/shared/use-session.ts'

/** What everything on the desk may take for granted once somebody has signed in. */
export type FrontDeskFacts = { facility: Facility; staff: SignedInStaff; today: LocalDate }

export const FrontDeskContext = createContext<FrontDeskFacts | null>(null)

export function useFrontDesk(): FrontDeskFacts {
  const facts = useContext(FrontDeskContext)
  if (!facts) throw new Error('useFrontDesk outside the front desk')
  return facts
}

type ClusterWords = Pick<Facility['clusters'][number], 'label' | 'shortLabel' | 'numeral'>

/** A cluster in the words of this Puskesmas' scheme. */
export function clusterOf(facility: Facility, code: ClusterCode): ClusterWords {
  return (
    facility.clusters.find((cluster) => cluster.code === code) ?? {
      label: code,
      shortLabel: code,
      numeral: '',
    }
  )
}
